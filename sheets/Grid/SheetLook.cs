namespace PerfFlow.Sheets.Grid;

/// <summary>How an .xls sheet looks, as far as its reader tells: fonts, fills, borders and alignments it does not.</summary>
internal sealed class SheetLook
{
    /// <summary>In characters, by one-based column.</summary>
    public Dictionary<int, double> Widths { get; } = [];

    /// <summary>In points, by one-based row; hidden rows are left out.</summary>
    public Dictionary<int, double> Heights { get; } = [];

    /// <summary>Printed over and under every page, with the codes of Excel in it; null for none.</summary>
    public string? Header { get; set; }

    public string? Footer { get; set; }
}
