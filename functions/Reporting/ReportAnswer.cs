using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Files;

namespace PerfFlow.Functions.Reporting;

/// <param name="Status">Where to see when it is ready.</param>
public sealed record DraftAnswer(int Version, string Status);

/// <summary>How far the report is; <c>none</c> before the first draft.</summary>
public enum ReportProgress
{
    None,
    Building,
    Ready,
    Approved,
    Signed,
}

/// <param name="File">What is gone or was altered: ids and hashes.</param>
/// <param name="At">When it was last met.</param>
public sealed record ObstacleAnswer(string Code, string Title, string File, DateTimeOffset At)
{
    internal static ObstacleAnswer Of(Obstacle obstacle, string language)
    {
        var message = Problems.Of(obstacle).Message;
        return new(obstacle.Code, language == "en" ? message.En : message.Zh, obstacle.Name, obstacle.At);
    }
}

/// <param name="Head">Hash over the heads of the streams it was drawn from.</param>
/// <param name="Files">Locations by kind, once it is ready.</param>
/// <param name="Obstacle">What keeps it from being built until it is restored; null where nothing is known to.</param>
public sealed record ReportAnswer(
    int Version, ReportProgress State, string? Head, IReadOnlyDictionary<string, string> Files, ObstacleAnswer? Obstacle = null)
{
    internal static ReportAnswer Of(UnitId unit, int year, Report? report, bool withFiles = true) => new(
        report?.Version ?? 0,
        report is null ? ReportProgress.None : Enum.Parse<ReportProgress>(report.State.ToString()),
        report?.Head,
        report is null or { State: ReportState.Building } || !withFiles
            ? new Dictionary<string, string>()
            : new Dictionary<string, string>
            {
                ["word"] = Routes.Location(unit, year, rest: "report/word"),
                ["html"] = Routes.Location(unit, year, rest: "report/html"),
                ["workbook"] = Routes.Location(unit, year, rest: "report/workbook"),
                ["markdown"] = Routes.Location(unit, year, rest: "report/markdown"),
            });
}
