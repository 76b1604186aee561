using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Archive;

/// <summary>Input of <see cref="ArchiveProjects"/>.</summary>
/// <param name="Projects">At most <see cref="Turns.ArchivesAtOnce"/>.</param>
public sealed record ArchiveKey(CycleKey Cycle, IReadOnlyList<string> Projects);

/// <summary>
/// Closes project-years for good: of one after another writes the archive, whereupon the locked items become archived; then the unit's
/// stream notes the hashes of all. Called again after dying anywhere in between, it finds what is done, and writes the rest again.
/// </summary>
public sealed class ArchiveProjects(
    Board board,
    Ledger ledger,
    ArchiveContent content,
    Archives archives,
    Obstacles obstacles,
    TimeProvider time,
    ILogger<ArchiveProjects> log)
{
    [Function(nameof(ArchiveProjects))]
    public async Task RunAsync([ActivityTrigger] ArchiveKey key, CancellationToken cancellation)
    {
        var (unit, year) = (UnitId.Parse(key.Cycle.Unit).Value, key.Cycle.Year);
        var shown = (await board.ShowAsync(unit, year, cancellation)).Unit;
        var left = shown.ProjectsToArchive
            .Where(project => key.Projects.Contains(project.Id.Value) && !shown.Archives.ContainsKey(project.Id)) // else done before
            .ToList();
        if (!shown.IsClosed || left.Count == 0)
        {
            return;
        }

        var common = await content.OfYearAsync(unit, year, shown, cancellation);
        var archived = new List<UnitYearCommand.ArchiveProject>();
        ExceptionDispatchInfo? failed = null;
        foreach (var project in left.TakeWhile(_ => !cancellation.IsCancellationRequested))
        {
            try
            {
                var sha256 = await WriteAsync(common, project, cancellation);
                await ledger.ExecuteAsync(
                    Streams.Of(unit, year, project.Id), null, (state, now) => Archived(state, shown.Plan!, now), cancellation);
                archived.Add(new(project.Id, sha256));
            }
            catch (Exception fault)
            {
                await NoteAsync(unit, year, project.Id, fault, cancellation);
                failed ??= ExceptionDispatchInfo.Capture(fault); // of this project; it keeps no other from being archived
            }
        }

        await NoteAsync(unit, year, archived, CancellationToken.None); // also when the host stops: what was done is not done again
        failed?.Throw();
        cancellation.ThrowIfCancellationRequested();
    }

    internal static string ObstacleOf(ProjectId project) => $"archive-{project}";

    private async Task NoteAsync(UnitId unit, int year, ProjectId project, Exception fault, CancellationToken cancellation)
    {
        log.Damage(fault);
        if (fault is AlteredFileException altered)
        {
            await obstacles.NoteAsync(unit, year, ObstacleOf(project), Problems.ToObstacle(altered, time.GetUtcNow()), cancellation);
        }
    }

    private async Task NoteAsync(UnitId unit, int year, List<UnitYearCommand.ArchiveProject> archived, CancellationToken cancellation)
    {
        if (archived.Count == 0)
        {
            return;
        }

        await ledger.ExecuteAsync(
            Streams.Of(unit, year),
            null,
            // not older than the state
            async (state, now) => Noted(state, (await board.ShowAsync(unit, year, cancellation)).Unit, archived, now),
            cancellation);
        foreach (var (project, sha256) in archived)
        {
            log.ProjectArchived(unit.Value, year, project.Value, sha256);
        }
    }

    /// <summary>Each is decided on the state after those before it.</summary>
    /// <param name="known">The projects as they stand with the state.</param>
    private static Decision<UnitYearEvent> Noted(
        UnitYearState state, UnitYear known, List<UnitYearCommand.ArchiveProject> archived, DateTimeOffset now)
    {
        var events = new List<UnitYearEvent>();
        foreach (var command in archived)
        {
            var decision = UnitYearDecider.Decide(state, command, now, known.RegistrationOf(command.Project));
            state = decision.On(state);
            events.AddRange(decision.Events);
        }

        return Decision<UnitYearEvent>.Of([.. events]);
    }

    private async Task<string> WriteAsync(ArchivedYear year, Project project, CancellationToken cancellation)
    {
        var (manifest, sources) = await content.OfAsync(year, project, cancellation);
        await using var file = TemporaryFile.Create();
        await ArchiveWriter.WriteAsync(file, manifest, sources, cancellation);
        file.Position = 0;
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
        file.Position = 0;
        await archives.KeepAsync(year.Unit, year.Year, project.Id, sha256, file, cancellation);
        return sha256;
    }

    /// <summary>Every locked item; what was never settled stays as it is.</summary>
    private static Decision<ItemEvent> Archived(ProjectYear project, YearPlan plan, DateTimeOffset now) => Decision<ItemEvent>.Of(
    [
        .. plan.Stages
            .Where(stage => stage.Scope == StageScope.Project)
            .SelectMany(stage => project.Decide(stage, new ItemCommand.Archive(stage.Id), now).Events),
    ]);
}
