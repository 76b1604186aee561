using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using PerfFlow.Domain.Reporting;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.Texts;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Sheets.Summary;
using PerfFlow.Storage;

namespace PerfFlow.Functions.Reporting;

/// <summary>The files of a report, each a function of the data alone: built twice, they are the same bytes.</summary>
internal static class ReportFiles
{
    /// <summary>What is approved and signed; the others say the same.</summary>
    public const string Word = "report.docx";
    public const string Html = "report.html";
    public const string Markdown = "report.md";

    /// <summary>As it was meant, to be compared with other versions and audited.</summary>
    public const string Model = "report.json";
    public const string Workbook = "report.xlsx";

    /// <summary>Hashes, dissent, scores the group has set: for those who answer for the report.</summary>
    public const string Internal = "internal.docx";

    /// <summary>Media types of those that people download.</summary>
    public static FrozenDictionary<string, string> Media { get; } = new Dictionary<string, string>
    {
        [Word] = AnswersAttribute.Word,
        [Html] = DocumentForms.HtmlMedia,
        [Markdown] = DocumentForms.MarkdownMedia,
        [Workbook] = AnswersAttribute.Workbook,
        [Internal] = AnswersAttribute.Word,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>One at a time: none is held while the next is written.</summary>
    public static IEnumerable<(string File, byte[] Content)> Write(ReportData data)
    {
        var document = ReportDocument.Of(data);
        yield return (Word, DocumentForms.Word(document));
        yield return (Html, DocumentForms.Html(document));
        yield return (Markdown, DocumentForms.Markdown(document));
        yield return (Model, JsonSerializer.SerializeToUtf8Bytes(document, Wire.Json));
        yield return (Internal, DocumentForms.Word(InternalAnnex.Of(data)));
        yield return (Workbook, Summary(data));
    }

    private static byte[] Summary(ReportData data)
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
