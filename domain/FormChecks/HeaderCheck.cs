using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;

namespace PerfFlow.Domain.FormChecks;

/// <summary>What the lines above the grid must say on every form.</summary>
internal static class HeaderCheck
{
    public static IEnumerable<Finding> Run(FormHeader header, int year)
    {
        if (header.Year is { } written && written != year)
        {
            yield return new Finding("YEAR_MISMATCH", Severity.Error, header.YearPlace,
                new Message($"表头为{written}年度,应为{year}年度", $"The sheet is for {written}; it should be for {year}."),
                new Message("请改用本年度的表格,或更正表头的年度。", "Use the sheet of the year, or correct the year in its title."));
        }

        if (header.ProjectName is null or { IsBlank: true })
        {
            yield return new Finding("PROJECT_NAME_MISSING", Severity.Error, header.ProjectName?.Place,
                new Message("项目名称为空", "The project name is empty."),
                new Message("请填写项目名称。", "Fill in the project's name."));
        }
    }

    /// <summary>A text cell that has to be filled.</summary>
    public static IEnumerable<Finding> Goal(Cell? goal, string code, string zh, string en) =>
        goal is not null && Reason.IsWritten(goal.Raw)
            ? []
            : [new Finding(code, Severity.Error, goal?.Place, new Message($"{zh}为空", $"The {en} is empty."),
                new Message($"请填写{zh}。", $"Fill in the {en}."))];
}
