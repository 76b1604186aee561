using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Storage.Board;
using PerfFlow.Storage.Inbox;
using PerfFlow.Storage.Memberships;

namespace PerfFlow.Functions.Reminding;

/// <summary>
/// Sends the reminders of one rung, once, whoever asks and however often: the first to claim the rung writes the notices,
/// whose keys are derived, and then marks it done.
/// </summary>
public sealed class Reminder(
    Board board, Memberships memberships, Inbox inbox, ReminderRungs rungs, SmtpSettings mail, TimeProvider time, ILogger<Reminder> log)
{
    private const string Sweeper = "sweep";

    /// <param name="holder">Who asks; see <see cref="ReminderRungs.ClaimAsync"/>.</param>
    /// <returns>Whether there is mail to be sent now.</returns>
    public async Task<bool> RemindAsync(UnitId unit, int year, StageId stage, DateTimeOffset rung, string holder, CancellationToken cancellation) =>
        await rungs.ClaimAsync(unit, year, stage, rung, holder, time.GetUtcNow(), cancellation)
        && await SendAsync(unit, year, await board.ShowAsync(unit, year, cancellation), stage, rung, cancellation);

    /// <summary>
    /// Sends what was missed: of each open stage, and of each deadline of a return, the latest rung that is due, unless nobody
    /// owes anything by it or it is done.
    /// </summary>
    /// <param name="grace">A rung is its instances' own matter for so long.</param>
    public async Task HealAsync(UnitId unit, int year, YearBoard shown, TimeSpan grace, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var owed in (shown.Unit.Plan?.Stages ?? []).SelectMany(stage => OwedByDeadline(shown, stage.Id)))
        {
            if (StageLadder.Due(owed.Stage, null, now - grace) is { } rung
                && StageLadder.Due(owed.Stage, null, now) == rung
                && !owed.At(rung).IsNothing
                && await rungs.ClaimAsync(unit, year, owed.Stage.Id, rung, Sweeper, now, cancellation))
            {
                await SendAsync(unit, year, shown, owed.Stage.Id, rung, cancellation);
            }
        }
    }

    private static ImmutableArray<Owed> OwedByDeadline(YearBoard shown, StageId stage) =>
        shown.Unit is { IsClosed: false, Plan: { } plan } && plan.Find(stage) is { } planned
            ? Owed.Of(shown.Unit, planned, shown.Summary).ByDeadline()
            : [];

    private async Task<bool> SendAsync(UnitId unit, int year, YearBoard shown, StageId stage, DateTimeOffset rung, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var told = OwedByDeadline(shown, stage)
            .Where(owed => owed.Stage.Rungs.Contains(rung))
            .Select(owed => owed.At(rung))
            .Where(owed => !owed.IsNothing)
            .ToList();
        var members = told.Count == 0 ? [] : await memberships.ListAsync(unit, cancellation);
        var notices = told.SelectMany(owed => Notices.Of(unit, year, owed, members, rung, now)).ToImmutableArray();
        await inbox.DeliverAsync(unit, notices, mail.IsOn, now, cancellation);
        await rungs.DoneAsync(unit, year, stage, rung, notices.Length, now, cancellation);
        log.Reminded(unit.Value, year, stage.Value, notices.Length);
        return mail.IsOn && notices.Any(notice => notice.Email is not null);
    }
}
