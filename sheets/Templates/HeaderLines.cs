namespace PerfFlow.Sheets.Templates;

/// <summary>
/// 项目名称, 项目编码, 主管部门 and 实施单位: the two lines every form has, in columns of its own. The name alone is given: a sheet is
/// known by it.
/// </summary>
/// <param name="LeftLabel">First and last column of the label on the left; the others from there to the right.</param>
internal readonly record struct HeaderLines(
    (string From, string To) LeftLabel, (string From, string To) Left, (string From, string To) RightLabel, (string From, string To) Right)
{
    public void Draw(GridPen pen, SheetHeader header, int row)
    {
        Labels(pen, row, "项目名称", "项目编码");
        pen.Given(GridPen.Range(Left.From, row, Left.To), header.ProjectName);
        pen.EntryText(GridPen.Range(Right.From, row, Right.To), header.ProjectCode);
        Labels(pen, row + 1, "主管部门", "实施单位");
        pen.EntryText(GridPen.Range(Left.From, row + 1, Left.To), header.Department ?? header.Unit);
        pen.EntryText(GridPen.Range(Right.From, row + 1, Right.To), header.Implementer ?? header.Unit);
    }

    private void Labels(GridPen pen, int row, string left, string right)
    {
        pen.Label(GridPen.Range(LeftLabel.From, row, LeftLabel.To), left);
        pen.Label(GridPen.Range(RightLabel.From, row, RightLabel.To), right);
    }
}
