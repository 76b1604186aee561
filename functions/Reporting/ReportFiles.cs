using System.Globalization;
using System.Text;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.Texts;
using PerfFlow.Sheets.Summary;

namespace PerfFlow.Functions.Reporting;

/// <summary>The two files of a report, each a function of the data alone: built twice, they say the same.</summary>
internal static class ReportFiles
{
    public const string Workbook = "report.xlsx";
    public const string Markdown = "report.md";

    private static readonly Lazy<Template> Chinese = new(() => Template.Parse(ReadTemplate()));

    public static byte[] WriteMarkdown(ReportData data) => Encoding.UTF8.GetBytes(Chinese.Value.Bind(ReportScope.Of(data)));

    public static byte[] WriteWorkbook(ReportData data)
    {
        using var to = new MemoryStream();
        SummaryWorkbook.Write(
            new UnitSummary(
                string.Create(CultureInfo.InvariantCulture, $"{data.Unit}{data.Year}年度项目支出绩效自评汇总表"),
                [.. data.Projects.Select(project => new ProjectLine(
                    project.Name,
                    project.Section,
                    project.InitialBudget,
                    project.Budget,
                    project.Spent,
                    project.Evaluation.Execution.Rate,
                    project.Score,
                    project.Grade,
                    project.Evaluation.Total,
                    project.Override?.Reason))],
                new SummaryTotals(
                    data.InitialBudget, data.Budget, data.Spent, data.Rate, data.Score is { } mean ? Rounding.HalfUp(mean) : null),
                [.. data.Projects.SelectMany(project => project.Evaluation.Indicators.Zip(project.Form.Rows, (result, row) =>
                    Indicator(project.Name, result, row.Explanation.Raw)))]),
            to);
        return to.ToArray();
    }

    internal static string ReadTemplate()
    {
        using var resource = typeof(ReportFiles).Assembly.GetManifestResourceStream("report.zh.md")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static IndicatorSummary Indicator(string project, IndicatorResult result, string explanation) => new(
        project,
        result.Level1,
        result.Level2,
        result.Name,
        result.Target?.ToString() ?? "",
        result.Actual?.Raw,
        result.Score?.Points,
        result.Score?.Score,
        explanation);
}
