using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.FormChecks;
using PerfFlow.Domain.Judgement;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Targets;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Sheets;

/// <summary>Whether a version has been read.</summary>
public enum ReadingState
{
    Received,
    Read,
}

/// <summary>A finding in the language asked for.</summary>
/// <param name="Sheet">Null when the finding is about the whole file.</param>
/// <param name="More">How many findings of one kind this one stands for that are not listed; left out where it is one of its own.</param>
public sealed record FindingAnswer(
    string Code, Severity Level, string? Sheet, string? Cell, string Message, string? Suggestion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? More = null)
{
    /// <summary>As many as are shown in a list.</summary>
    internal static IReadOnlyList<FindingAnswer> AllOf(IReadOnlyList<Finding> findings, string language) =>
        [.. FewFindings.Of(findings, FewFindings.ShownOfCode, FewFindings.Shown).Select(finding => Of(finding, language))];

    internal static FindingAnswer Of(Finding finding, string language) => new(
        finding.Code,
        finding.Level,
        finding.Place?.Sheet,
        finding.Place?.Cell,
        In(finding.Message, language)!,
        In(finding.Suggestion, language),
        finding.More == 0 ? null : finding.More);

    internal static string? In(Message? message, string language) => language == "en" ? message?.En : message?.Zh;
}

/// <summary>What became of an uploaded version.</summary>
/// <param name="Ok">Read, and without an error: it may be submitted.</param>
/// <param name="Explanation">Why a self-evaluation scores what it does; null for other sheets.</param>
/// <param name="Lights">Why a monitoring sheet has the lights it has; null for other sheets.</param>
/// <param name="Assessment">Of the kind the stage asks for: targets, lights, or scores with total and grade.</param>
/// <param name="Omitted">Entries of the lists that are left out, so that the answer stays below 1 MB; not there where none is.</param>
public sealed record ReadingAnswer(
    int Version,
    string Sha256,
    string FileName,
    ReadingState State,
    bool Ok,
    IReadOnlyList<FindingAnswer> Findings,
    object? Assessment,
    ScoreExplanationAnswer? Explanation,
    LightExplanationAnswer? Lights,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Omitted = null)
{
    internal static IResult Answer(Sheet sheet, AssessedSheet? assessed, Profile profile, string language)
    {
        var whole = Of(sheet, assessed, profile, language);
        return Json.OkWithin(most =>
        {
            var cut = new Cut(most);
            return whole with
            {
                Findings = cut.Of(whole.Findings),
                Assessment = Short(assessed?.Assessment, cut),
                Explanation = whole.Explanation is { } why ? why with { Parts = cut.Of(why.Parts) } : null,
                Lights = whole.Lights is { } lights ? lights with { Parts = cut.Of(lights.Parts) } : null,
                Omitted = cut.Omitted,
            };
        });
    }

    private static ReadingAnswer Of(Sheet sheet, AssessedSheet? assessed, Profile profile, string language) => new(
        sheet.Version,
        sheet.Sha256,
        sheet.FileName,
        sheet.Reading is null ? ReadingState.Received : ReadingState.Read,
        sheet.Reading?.Ok ?? false,
        FindingAnswer.AllOf(FindingsOf(sheet, assessed), language),
        null,
        assessed?.Assessment is SelfEvaluationAssessment scored ? ScoreExplanationAnswer.Of(scored, profile, language) : null,
        assessed?.Assessment is MonitoringAssessment monitored ? LightExplanationAnswer.Of(monitored, profile, language) : null);

    /// <summary>Without its findings: they stand beside it already.</summary>
    private static Assessment? Short(Assessment? assessment, Cut cut) => assessment switch
    {
        TargetAssessment targets => targets with { Findings = [], Indicators = cut.Of(targets.Indicators) },
        MonitoringAssessment round => round with { Findings = [], Indicators = cut.Of(round.Indicators), Drifts = cut.Of(round.Drifts) },
        SelfEvaluationAssessment evaluation => evaluation with
        {
            Findings = [],
            Indicators = cut.Of(evaluation.Indicators),
            Drifts = cut.Of(evaluation.Drifts),
        },
        _ => null,
    };

    private static IReadOnlyList<Finding> FindingsOf(Sheet sheet, AssessedSheet? assessed) => sheet.Reading is { Failed: true }
        ? [new Finding("INGEST_FAILED", Severity.Error, null,
            new Message("文件多次读取失败。", "Reading failed time and again."),
            new Message("请重新上传;如仍失败请联系管理员。", "Upload the file once more; if it fails again, ask the administrator."))]
        : assessed?.Findings ?? [];
}
