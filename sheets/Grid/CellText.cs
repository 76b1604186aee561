namespace PerfFlow.Sheets.Grid;

/// <summary>A text as a reader of the sheet takes it: what is struck out does not count.</summary>
/// <param name="Text">Without the runs that are struck out.</param>
/// <param name="IfStruck">What is left of it in a cell whose own font is struck out: runs with a font of their own.</param>
/// <param name="Traits"><see cref="CellTraits.Struck"/>, <see cref="CellTraits.Raised"/>.</param>
internal readonly record struct CellText(string Text, string IfStruck = "", CellTraits Traits = CellTraits.None)
{
    /// <param name="text">As stored, see <see cref="VisibleText"/>.</param>
    /// <param name="own">The part of it in runs with a font of their own.</param>
    public static CellText Of(string text, string own = "", bool isCut = false) => new(
        VisibleText.Of(text),
        VisibleText.Of(own),
        (isCut ? CellTraits.Struck : CellTraits.None) | (VisibleText.IsRaisedBehindDigit(text) ? CellTraits.Raised : CellTraits.None));

    /// <param name="struck">The cell's own font is struck out.</param>
    public GridCell At(int row, int column, bool struck, CellTraits traits = CellTraits.None)
    {
        var shown = struck ? IfStruck : Text;
        return new(row, column, shown, null, traits | Traits | (struck && shown != Text ? CellTraits.Struck : CellTraits.None));
    }
}
