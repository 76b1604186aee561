using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Reminders;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Cycle;

/// <summary>
/// Looks at a year for its instance: begins the rounds of stages whose first reminder is due, reminds of the report, and says what is to
/// be done and when to look again. Called again, it finds its own work done.
/// </summary>
public sealed class AdvanceCycle(Board board, Reminder reminder, WakeUps wakeUps, ILogger<AdvanceCycle> log)
{
    private static readonly CycleStep Over = new(true, null, null, false, []);

    [Function(nameof(AdvanceCycle))]
    public async Task<CycleStep> RunAsync(
        [ActivityTrigger] CycleTurn turn, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var unit = UnitId.Parse(turn.Cycle.Unit).Value;
        var shown = await board.ShowAsync(unit, turn.Cycle.Year, cancellation);
        if (shown.Unit.Done || shown.Unit.Plan is not { } plan)
        {
            return Over;
        }

        if (shown.Unit.IsClosed)
        {
            return new CycleStep(false, null, null, true, Unarchived(shown.Unit));
        }

        foreach (var stage in plan.Stages.Where(stage => stage.IsOpenAt(turn.Now)))
        {
            if (stage.Scope == StageScope.Unit)
            {
                await reminder.RemindOfDueAsync(
                    unit, turn.Cycle.Year, shown, stage, turn.Now, turn.Since, Instances.Of(turn.Cycle), cancellation);
            }
            else if (StageLadder.Begins(stage) is var begins && begins <= turn.Now && !(begins <= turn.Since))
            {
                await BeginAsync(client, turn, shown, stage);
            }
        }

        return new CycleStep(
            false,
            plan.Stages.Min(stage => NextAt(shown, stage, turn.Now)),
            shown.Unit.Report is { State: ReportState.Building } drafted ? drafted.Version : null,
            false,
            []);
    }

    private static string[] Unarchived(UnitYear year) =>
    [
        .. year.ProjectsToArchive
            .Select(project => project.Id)
            .Where(project => !year.Archives.ContainsKey(project))
            .Select(project => project.Value)
            .Take(Turns.ArchivesAtOnce),
    ];

    /// <summary>The unit owes the report, and this is its instance; whatever else is due in a stage is its round's matter.</summary>
    private static DateTimeOffset? NextAt(YearBoard shown, PlannedStage stage, DateTimeOffset now) => stage.Scope switch
    {
        StageScope.Unit when stage.IsOpenAt(now) => StageDue.Of(shown.Unit, stage, shown.Summary).NextRung(now),
        StageScope.Unit => stage.OpensAt,
        _ => StageLadder.Begins(stage) is var begins && begins > now ? begins : null,
    };

    private async Task BeginAsync(DurableTaskClient client, CycleTurn turn, YearBoard shown, PlannedStage stage)
    {
        var due = StageDue.Of(shown.Unit, stage, shown.Summary);
        if ((due.DueUntil(turn.Now).Any() ? turn.Now : due.NextRung(turn.Now)) is { } first)
        {
            await wakeUps.StartAsync(client, new RoundKey(turn.Cycle.Unit, turn.Cycle.Year, stage.Id.Value), first);
            log.RoundBegun(turn.Cycle.Unit, turn.Cycle.Year, stage.Id.Value);
        }
    }
}
