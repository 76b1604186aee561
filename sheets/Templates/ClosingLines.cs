namespace PerfFlow.Sheets.Templates;

/// <summary>
/// What stands under a form: the opinions with their signatures, who filled it in, the seal, and how it is filled in. In three parts side
/// by side, in columns of its own.
/// </summary>
internal readonly record struct ClosingLines((string From, string To) Left, (string From, string To) Middle, (string From, string To) Right)
{
    private const double LineHeight = 26, OpinionHeight = 76;

    /// <param name="notes">How it is filled in, or how it came about.</param>
    /// <returns>The last row.</returns>
    public int Draw(GridPen pen, int row, string notes)
    {
        // what cannot be typed over comes first: it ends the rows, whatever becomes of the words below
        pen.Label(Part(Left, row), "科室负责人审核意见");
        pen.Label(Part(Middle, row), "财务部门审核意见");
        pen.Label(Part(Right, row), "领导小组审核意见");
        pen.Height(row + 1, OpinionHeight);
        foreach (var part in (ReadOnlySpan<(string From, string To)>)[Left, Middle, Right])
        {
            pen.EntrySigned(Part(part, row + 1), "签字:\n        年    月    日");
        }

        var filled = row + 2;
        pen.Height(filled, LineHeight);
        pen.EntrySigned(Part(Left, filled), "填报人:");
        pen.EntrySigned(Part(Middle, filled), "联系电话:");
        pen.EntrySigned(Part(Right, filled), "填报日期:      年    月    日");
        var seal = filled + 1;
        pen.Height(seal, LineHeight);
        pen.EntrySigned(GridPen.Range(Left.From, seal, Right.To), "单位负责人(签字):                    单位(盖章):                    年    月    日");
        pen.Given(GridPen.Range(Left.From, seal + 1, Right.To), notes);
        return seal + 1;
    }

    private static string Part((string From, string To) part, int row) => GridPen.Range(part.From, row, part.To);
}
