using System.Security.Cryptography;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Cycle;
using PerfFlow.Storage.Archive;
using PerfFlow.Storage.Board;
using PerfFlow.Storage.Ledger;

namespace PerfFlow.Functions.Archiving;

/// <summary>Input of <see cref="ArchiveProjects"/>.</summary>
/// <param name="Projects">At most <see cref="Turns.ArchivesAtOnce"/>.</param>
public sealed record ArchiveKey(CycleKey Cycle, IReadOnlyList<string> Projects);

/// <summary>
/// Closes project-years for good, one after another: writes the archive, then the locked items become archived, then the unit's stream
/// notes the archive's hash. Called again after dying anywhere in between, it finds what is done, and writes the rest again.
/// </summary>
public sealed class ArchiveProjects(Board board, Ledger ledger, ArchiveContent content, Archives archives, ILogger<ArchiveProjects> log)
{
    [Function(nameof(ArchiveProjects))]
    public async Task RunAsync([ActivityTrigger] ArchiveKey key, CancellationToken cancellation)
    {
        var (unit, year) = (UnitId.Parse(key.Cycle.Unit).Value, key.Cycle.Year);
        foreach (var id in key.Projects.Select(project => ProjectId.Parse(project).Value))
        {
            var (unitYear, registration) = await board.ProjectAsync(unit, year, id, cancellation);
            if (unitYear.IsClosed && registration is { Archive: null, Project: var project }) // else done before
            {
                await ArchiveAsync(unit, year, unitYear, project, cancellation);
            }
        }
    }

    private async Task ArchiveAsync(UnitId unit, int year, UnitYearState unitYear, Project project, CancellationToken cancellation)
    {
        var sha256 = await WriteAsync(unit, year, unitYear, project, cancellation);
        await ledger.ExecuteAsync(Streams.Of(unit, year, project.Id), null, (state, now) => Archived(state, unitYear.Plan!, now), cancellation);
        await ledger.ExecuteAsync(
            Streams.Of(unit, year),
            null,
            async (state, now) => UnitYearDecider.Decide(
                state,
                new UnitYearCommand.ArchiveProject(project.Id, sha256),
                now,
                await board.RegistrationAsync(unit, year, project.Id, cancellation)),
            cancellation);
        log.ProjectArchived(unit.Value, year, project.Id.Value, sha256);
    }

    private async Task<string> WriteAsync(UnitId unit, int year, UnitYearState unitYear, Project project, CancellationToken cancellation)
    {
        var (manifest, sources) = await content.OfAsync(unit, year, unitYear, project, cancellation);
        await using var file = TemporaryFile.Create();
        await ArchiveWriter.WriteAsync(file, manifest, sources, cancellation);
        file.Position = 0;
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
        file.Position = 0;
        await archives.KeepAsync(unit, year, project.Id, sha256, file, cancellation);
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
