using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Reminders;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Cycle;

/// <summary>
/// Reads the board once for a round, sends what is due, and says when something is due next. Called again, it finds its own work done.
/// </summary>
public sealed class TendRound(Board board, Reminder reminder)
{
    [Function(nameof(TendRound))]
    public async Task<RoundStep> RunAsync([ActivityTrigger] RoundTurn turn, CancellationToken cancellation)
    {
        var (unit, year) = (UnitId.Parse(turn.Round.Unit).Value, turn.Round.Year);
        var shown = await board.ShowAsync(unit, year, cancellation);
        if (shown.Unit.IsClosed || shown.Unit.Plan?.Find(StageId.Parse(turn.Round.Stage).Value) is not { } stage)
        {
            return new RoundStep(null);
        }

        await reminder.RemindOfDueAsync(unit, year, shown, stage, turn.Now, turn.Since, Instances.Of(turn.Round), cancellation);
        var next = StageDue.Of(shown.Unit, stage, shown.Summary).NextRung(turn.Now);
        var begins = StageLadder.Begins(stage);
        return new RoundStep(turn.Now < begins && next >= begins ? null : next); // till then nothing is: the cycle waits for that already
    }
}
