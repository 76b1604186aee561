namespace PerfFlow.Sheets.Grid;

/// <summary>What a cell holds besides its text.</summary>
[Flags]
internal enum CellTraits
{
    None = 0,

    /// <summary>The number format shows a percentage; the number is a fraction.</summary>
    Percent = 1,

    /// <summary>Computed by a formula.</summary>
    Formula = 2,

    /// <summary>A formula whose value the writing program never stored.</summary>
    NoCache = 4,

    /// <summary>An error value such as #DIV/0!.</summary>
    Error = 8,

    /// <summary>The number format shows another number: <c>0\.0,</c> shows 123456 as 12.3.</summary>
    Scaled = 16,

    /// <summary>The number format shows nothing: <c>;;;</c>.</summary>
    Unseen = 32,

    /// <summary>Some of the text is struck out, and left out of it.</summary>
    Struck = 64,

    /// <summary>A raised digit behind a digit was left out: 42¹.</summary>
    Raised = 128,
}

/// <summary>A cell with a value, whatever format it was read from.</summary>
/// <param name="Row">One-based.</param>
/// <param name="Column">One-based.</param>
/// <param name="Text">As shown.</param>
/// <param name="Number">The stored number; null for texts, also for those that look like numbers.</param>
/// <param name="Format">Number format; null is General.</param>
internal readonly record struct GridCell(int Row, int Column, string Text, decimal? Number, CellTraits Traits, string? Format = null)
{
    public bool Is(CellTraits trait) => (Traits & trait) != 0;
}

/// <summary>A merged range, one-based and inclusive.</summary>
internal readonly record struct Merge(int Top, int Left, int Bottom, int Right);
