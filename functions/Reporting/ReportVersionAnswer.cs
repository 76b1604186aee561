using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Reporting;

/// <param name="By">Name of the person.</param>
public sealed record DoneAnswer(string By, DateTimeOffset At)
{
    internal static DoneAnswer? Of(Done? done, People people) => done is null ? null : new(people.NameOf(done.By), done.At);
}

/// <param name="Location">Where it can be had; null for what is kept for the archive and the audit alone.</param>
public sealed record VersionFileAnswer(string Name, string Sha256, string? Location);

/// <param name="Head">Hash of the data it was drawn from.</param>
/// <param name="Built">Null for one that another came before.</param>
public sealed record ReportVersionAnswer(
    int Version,
    string Head,
    DoneAnswer Drafted,
    DateTimeOffset? Built,
    DoneAnswer? Approved,
    DoneAnswer? Signed,
    IReadOnlyList<VersionFileAnswer> Files)
{
    internal static ReportVersionAnswer Of(UnitId unit, int year, ReportVersion version, People people) => new(
        version.Version,
        version.Head,
        DoneAnswer.Of(version.Drafted, people)!,
        version.Built,
        DoneAnswer.Of(version.Approved, people),
        DoneAnswer.Of(version.Signed, people),
        [.. version.Files.Select(file => new VersionFileAnswer(
            file.Key,
            file.Value,
            ReportFiles.Media.ContainsKey(file.Key)
                ? Routes.Location(unit, year, rest: $"report/versions/{version.Version}/{file.Key}")
                : null))]);
}
