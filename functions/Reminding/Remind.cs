using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Cycle;

namespace PerfFlow.Functions.Reminding;

/// <summary>Input of <see cref="Remind"/>.</summary>
/// <param name="Rung">Instant of the stage's ladder.</param>
/// <param name="Holder">The instance that asks.</param>
public sealed record RemindTurn(CycleKey Cycle, string Stage, DateTimeOffset Rung, string Holder);

/// <summary>Reminds of a stage at a rung of its ladder. Every instance of the stage asks; one of them sends.</summary>
public sealed class Remind(Reminder reminder)
{
    /// <returns>Whether there is mail to be sent now.</returns>
    [Function(nameof(Remind))]
    public Task<bool> RunAsync([ActivityTrigger] RemindTurn turn, CancellationToken cancellation) => reminder.RemindAsync(
        UnitId.Parse(turn.Cycle.Unit).Value, turn.Cycle.Year, StageId.Parse(turn.Stage).Value, turn.Rung, turn.Holder, cancellation);
}

/// <summary>Sends a unit's mails that are due. Called again, it sends those only that no server has accepted.</summary>
public sealed class SendMails(Mailer mailer)
{
    [Function(nameof(SendMails))]
    public Task RunAsync([ActivityTrigger] string unit, CancellationToken cancellation) => mailer.SendAsync(UnitId.Parse(unit).Value, cancellation);
}
