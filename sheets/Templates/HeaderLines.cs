namespace PerfFlow.Sheets.Templates;

/// <summary>项目名称, 项目编码, 主管部门 and 实施单位: the two lines every form has, in columns of its own.</summary>
/// <param name="LeftLabel">First and last column of the label on the left; the others from there to the right.</param>
internal readonly record struct HeaderLines(
    (string From, string To) LeftLabel, (string From, string To) Left, (string From, string To) RightLabel, (string From, string To) Right)
{
    public void Draw(GridPen pen, SheetHeader header, int row)
    {
        Line(pen, row, ("项目名称", header.ProjectName), ("项目编码", header.ProjectCode));
        Line(pen, row + 1, ("主管部门", header.Department ?? header.Unit), ("实施单位", header.Implementer ?? header.Unit));
    }

    private void Line(GridPen pen, int row, (string Label, string? Text) left, (string Label, string? Text) right)
    {
        pen.Label(GridPen.Range(LeftLabel.From, row, LeftLabel.To), left.Label);
        pen.Given(GridPen.Range(Left.From, row, Left.To), left.Text);
        pen.Label(GridPen.Range(RightLabel.From, row, RightLabel.To), right.Label);
        pen.Given(GridPen.Range(Right.From, row, Right.To), right.Text);
    }
}
