using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Judgement;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.SelfEvaluation;

namespace PerfFlow.Functions.Sheets;

/// <summary>Whether a version has been read.</summary>
public enum ReadingState
{
    Received,
    Read,
}

/// <summary>A finding in the language asked for.</summary>
/// <param name="Sheet">Null when the finding is about the whole file.</param>
public sealed record FindingAnswer(string Code, Severity Level, string? Sheet, string? Cell, string Message, string? Suggestion)
{
    internal static FindingAnswer Of(Finding finding, string language) => new(
        finding.Code,
        finding.Level,
        finding.Place?.Sheet,
        finding.Place?.Cell,
        In(finding.Message, language)!,
        In(finding.Suggestion, language));

    internal static string? In(Message? message, string language) => language == "en" ? message?.En : message?.Zh;
}

/// <summary>What became of an uploaded version.</summary>
/// <param name="Ok">Read, and without an error: it may be submitted.</param>
/// <param name="Explanation">Why a self-evaluation scores what it does; null for other sheets.</param>
/// <param name="Lights">Why a monitoring sheet has the lights it has; null for other sheets.</param>
/// <param name="Assessment">Of the kind the stage asks for: targets, lights, or scores with total and grade.</param>
public sealed record ReadingAnswer(
    int Version,
    string Sha256,
    string FileName,
    ReadingState State,
    bool Ok,
    IReadOnlyList<FindingAnswer> Findings,
    object? Assessment,
    ScoreExplanationAnswer? Explanation,
    LightExplanationAnswer? Lights)
{
    internal static ReadingAnswer Of(Sheet sheet, AssessedSheet? assessed, Profile profile, string language) => new(
        sheet.Version,
        sheet.Sha256,
        sheet.FileName,
        sheet.Reading is null ? ReadingState.Received : ReadingState.Read,
        sheet.Reading?.Ok ?? false,
        [.. FindingsOf(sheet, assessed).Select(finding => FindingAnswer.Of(finding, language))],
        assessed?.Assessment is { } assessment ? assessment with { Findings = [] } : null, // they stand beside it already
        assessed?.Assessment is SelfEvaluationAssessment scored ? ScoreExplanationAnswer.Of(scored, profile, language) : null,
        assessed?.Assessment is MonitoringAssessment monitored ? LightExplanationAnswer.Of(monitored, profile, language) : null);

    private static IReadOnlyList<Finding> FindingsOf(Sheet sheet, AssessedSheet? assessed) => sheet.Reading is { Failed: true }
        ? [new Finding("INGEST_FAILED", Severity.Error, null, new Message(
            "文件多次读取失败,请重新上传;如仍失败请联系管理员。", "Reading failed time and again: upload the file once more, or ask the administrator."))]
        : assessed?.Findings ?? [];
}
