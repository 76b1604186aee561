using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Board;

namespace PerfFlow.Functions.Cycle;

/// <summary>
/// Looks at a year for its instance and starts what is due: an instance for every unsettled item of an open stage that has
/// none. Called again, it finds them there.
/// </summary>
public sealed class AdvanceCycle(Board board, WakeUps wakeUps, ILogger<AdvanceCycle> log)
{
    [Function(nameof(AdvanceCycle))]
    public async Task<CycleStep> RunAsync([ActivityTrigger] CycleTurn turn, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var unit = UnitId.Parse(turn.Cycle.Unit).Value;
        var shown = await board.ShowAsync(unit, turn.Cycle.Year, cancellation);
        if (shown.Unit.Done || shown.Unit.Plan is not { } plan)
        {
            return new CycleStep(true, 0, null, null, shown.UnitVersion, null, false, []);
        }

        if (shown.Unit.IsClosed)
        {
            return new CycleStep(false, 0, null, null, shown.UnitVersion, plan.Version, true, Unarchived(shown.Unit));
        }

        // A stage that has just opened, or everything open when the year itself has changed: a project more, for example.
        var due = plan.Stages.Where(stage => stage.IsOpenAt(turn.Now) && (turn.Seen != shown.UnitVersion || turn.Before < stage.OpensAt));
        var moved = turn.Plan is not null && turn.Plan != plan.Version;
        foreach (var stage in due.Where(stage => stage.Scope == StageScope.Project))
        {
            await OpenAsync(client, turn.Cycle, shown, stage, moved, cancellation);
        }

        // Projects remind of their own stages; the unit owes the report, and this is its instance.
        var report = plan.Stages.FirstOrDefault(stage =>
            stage.Scope == StageScope.Unit && stage.IsOpenAt(turn.Now) && !Owed.Of(shown.Unit, stage, shown.Summary).IsNothing);
        return new CycleStep(
            false,
            Instances.RoundOf(shown.Unit, turn.Now),
            plan.Stages
                .Where(stage => stage.OpensAt > turn.Now)
                .Select(stage => (DateTimeOffset?)stage.OpensAt)
                .Append(report is null ? null : StageLadder.Next(report, turn.Now))
                .Min(),
            shown.Unit.Report is { State: ReportState.Building } drafted ? drafted.Version : null,
            shown.UnitVersion,
            plan.Version,
            false,
            [],
            report is not null && StageLadder.Due(report, turn.Reminded, turn.Now) is { } rung ? new StageRung(report.Id.Value, rung) : null);
    }

    private static string[] Unarchived(UnitYear year) =>
        [.. year.ProjectsToArchive.Select(project => project.Id).Where(project => !year.Archives.ContainsKey(project)).Select(project => project.Value)];

    /// <param name="moved">The plan has changed: running instances look again, for they wait for instants of the old one.</param>
    private async Task OpenAsync(
        DurableTaskClient client, CycleKey cycle, YearBoard shown, PlannedStage stage, bool moved, CancellationToken cancellation)
    {
        var started = 0;
        foreach (var (key, item) in OpenItems.Of(cycle, shown, stage))
        {
            if (await client.GetInstanceAsync(Instances.Of(key), cancellation) is null)
            {
                await wakeUps.StartAsync(client, key);
                started++;
            }
            else if (moved)
            {
                await wakeUps.WakeAsync(client, Instances.Of(key), item.Round);
            }
        }

        if (started > 0)
        {
            log.StageOpened(cycle.Unit, cycle.Year, stage.Id.Value, started);
        }
    }
}
