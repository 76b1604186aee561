using System.Text.Json;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.SelfEvaluation;

namespace PerfFlow.Domain.Tests.Indicators;

/// <summary>
/// Targets, actual values and reasons as people type them, each a row of a self-evaluation with its right score. The table was written from
/// field.md and the issue, without a look at the grammar.
/// </summary>
public sealed class UnseenTextTests
{
    /// <summary>What is said of one row alone in a form that is no more than it.</summary>
    private static readonly HashSet<string> OfTheForm =
        ["WEIGHTS_MISMATCH", "WEIGHT_SUM", "LEVEL_REQUIRED", "CLAIM_MISSING", "KIND_MISFIT"];

    /// <summary>By what a row of the results shows.</summary>
    private static readonly Dictionary<string, UnseenText> All = JsonSerializer.Deserialize<List<UnseenText>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Indicators", "unseen-texts.json")), JsonSerializerOptions.Web)!
        .Select((text, i) => (text, i))
        .ToDictionary(each => $"{each.i} {each.text}", each => each.text, StringComparer.Ordinal);

    public static TheoryData<string> Of(string kind) => [.. All.Where(text => text.Value.Kind == kind).Select(text => text.Key)];

    [Theory]
    [MemberData(nameof(Of), "plain")]
    [MemberData(nameof(Of), "words")]
    [MemberData(nameof(Of), "range")]
    public void Plain_values(string text) => IsRead(text);

    [Theory]
    [MemberData(nameof(Of), "name")]
    public void Advice_never_changes_the_meaning(string text) => IsRead(text);

    [Theory]
    [MemberData(nameof(Of), "units")]
    public void Units(string text) => IsRead(text);

    [Theory]
    [MemberData(nameof(Of), "zero")]
    public void Zero_words(string text) => IsRead(text);

    [Theory]
    [MemberData(nameof(Of), "fall")]
    public void Falls_and_rises(string text) => IsRead(text);

    [Theory]
    [MemberData(nameof(Of), "date")]
    public void Dates(string text) => IsRead(text);

    [Theory]
    [MemberData(nameof(Of), "reason")]
    public void Reasons_that_are_none(string text) => IsRead(text);

    private static void IsRead(string text)
    {
        var asked = All[text];
        var assessment = SelfEvaluationCheck.Run(asked.Form(), Make.Std, asked.Year, null);
        var told = assessment.Findings
            .Where(finding => finding.Place!.Cell.EndsWith("13", StringComparison.Ordinal) && !OfTheForm.Contains(finding.Code))
            .ToList();
        var isAsked = told.Exists(finding => finding.Level is Severity.Error or Severity.Warning);
        var score = assessment.Indicators[0].Score?.Score;

        if (asked.ReasonCounts is { } counts)
        {
            Assert.Equal(counts, !told.Exists(finding => finding.Code == "EXPLANATION_MISSING"));
        }

        if (asked.Ask || !asked.Either)
        {
            Assert.Equal(
                (asked.Ask, string.Join(' ', asked.Ask ? [] : told.Where(f => f.Level != Severity.Info).Select(f => f.Code))),
                (isAsked, ""));
        }

        if (!asked.Ask && !(asked.Either && isAsked) && asked.Score is not null)
        {
            Assert.Equal(asked.Score, score);
        }
    }

    /// <param name="Score">Null: not compared.</param>
    /// <param name="Ask">It has to be asked about, beside a score or in its place.</param>
    /// <param name="Either">Read or asked about: both are right.</param>
    /// <param name="ReasonCounts">Whether the reason explains a shortfall; null: not compared.</param>
    private sealed record UnseenText(
        string Kind, string Level2, string Name, string? Nature, string Target, string? Unit, string Actual, decimal Points,
        decimal? Score, string? Reason, bool? ReasonCounts, bool Ask = false, bool Either = false, int Year = 2023)
    {
        public SelfEvaluationForm Form() => new(
            Make.Header(Year),
            [],
            Make.Text("完成全年任务", "B11"),
            Make.Text("全年任务完成", "G11"),
            [new(
                Make.Key(Level1, Level2, Name, 13),
                Make.Typed(Target, "E13"),
                Nature is null ? null : Make.Text(Nature, "M13"),
                Unit is null ? null : Make.Text(Unit, "N13"),
                Make.Typed(Actual, "F13"),
                Make.Number(Points, "G13"),
                Score is { } claimed ? Make.Number(claimed, "H13") : Make.Text("", "H13"),
                Make.Text(Reason ?? "", "I13"))],
            null);

        public override string ToString() => $"{Name}: {Nature}{Target}{Unit} / {Actual} / {Reason}";

        private string Level1 => Level2 switch
        {
            "数量指标" or "质量指标" or "时效指标" or "成本指标" => "产出指标",
            _ when Level2.Contains("满意度", StringComparison.Ordinal) => "满意度指标",
            _ => "效益指标",
        };
    }
}
