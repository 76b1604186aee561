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
                new Message($"表头为{written}年度,应为{year}年度", $"The sheet is for {written}; it should be for {year}."));
        }

        if (header.ProjectName is null or { IsBlank: true })
        {
            yield return new Finding("PROJECT_NAME_MISSING", Severity.Error, header.ProjectName?.Place,
                new Message("项目名称为空", "The project name is empty."));
        }
    }

    /// <summary>A text cell that has to be filled.</summary>
    public static IEnumerable<Finding> Goal(Cell? goal, string code, string zh, string en) =>
        goal is not null && Reason.IsWritten(goal.Raw)
            ? []
            : [new Finding(code, Severity.Error, goal?.Place, new Message($"{zh}为空", $"The {en} is empty."))];
}
