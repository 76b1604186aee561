using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Notices;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Reminders;

/// <summary>
/// Sends what is due in a stage at an instant, once, whoever asks and however often: the first to claim the instant writes the notices,
/// whose keys are derived, and then marks it done.
/// </summary>
public sealed class Reminder(
    Memberships memberships, Inbox inbox, ReminderRungs rungs, Mailer mailer,
    SmtpSettings mail, DueSoon due, TimeProvider time, ILogger<Reminder> log)
{
    private const string Sweeper = "sweep";

    /// <summary>Sends what has become due in a stage, and the mails of it.</summary>
    /// <param name="now">Clock of whoever asks.</param>
    /// <param name="since">Everything until then is done; null: nothing is.</param>
    /// <param name="holder">Who asks; see <see cref="ReminderRungs.ClaimAsync"/>.</param>
    public async Task RemindOfDueAsync(
        UnitId unit, int year, YearBoard shown, PlannedStage stage, DateTimeOffset now,
        DateTimeOffset? since, string holder, CancellationToken cancellation)
    {
        foreach (var instant in StageDue.Of(shown.Unit, stage, shown.Summary).DueUntil(now, since))
        {
            await RemindAsync(unit, year, shown, stage, instant, holder, cancellation);
        }
    }

    /// <summary>Sends what is due at one instant, and the mails of it.</summary>
    /// <returns>False when another has claimed it, or it is done.</returns>
    public async Task<bool> RemindAsync(
        UnitId unit, int year, YearBoard shown, PlannedStage stage, DateTimeOffset instant, string holder, CancellationToken cancellation)
    {
        if (!await rungs.ClaimAsync(unit, year, stage.Id, instant, holder, time.GetUtcNow(), cancellation))
        {
            return false;
        }

        if (await SendAsync(unit, year, shown, stage, instant, cancellation))
        {
            await MailAsync(unit, holder, cancellation);
        }

        return true;
    }

    /// <summary>Sends what was missed in every open stage; the mails are another part of the sweep.</summary>
    /// <param name="grace">What is due is its instances' own matter for so long.</param>
    /// <returns>Whether all of it is sent now; else another is at something of it.</returns>
    public async Task<bool> HealAsync(UnitId unit, int year, YearBoard shown, TimeSpan grace, CancellationToken cancellation)
    {
        var (now, all) = (time.GetUtcNow(), true);
        foreach (var stage in shown.Unit.Plan?.Stages.Where(stage => stage.IsOpenAt(now)) ?? [])
        {
            var due = StageDue.Of(shown.Unit, stage, shown.Summary);
            foreach (var instant in due.DueUntil(now).Where(instant => instant <= now - grace))
            {
                switch (await rungs.AskAsync(unit, year, stage.Id, instant, Sweeper, now, cancellation))
                {
                    case RungClaim.Taken:
                        await SendAsync(unit, year, shown, stage, instant, cancellation);
                        break;
                    case RungClaim.Held:
                        all = false;
                        break;
                }
            }
        }

        return all;
    }

    /// <returns>Whether there is mail to be sent now.</returns>
    private async Task<bool> SendAsync(
        UnitId unit, int year, YearBoard shown, PlannedStage stage, DateTimeOffset instant, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var told = StageDue.Of(shown.Unit, stage, shown.Summary).At(instant);
        var people = told.IsNothing ? new People([]) : await memberships.PeopleAsync(unit, cancellation);
        var notices = told.Notices(unit, year, people.Members, shown.Unit.Joined, instant, now);
        var mailed = notices.Any(notice => notice.Email is not null && MailAt(notice) is not null);
        if (mailed)
        {
            await due.TellAsync(unit, year, cancellation); // mails that wait are due
        }

        await inbox.DeliverAsync(unit, notices, MailAt, now, cancellation);
        await rungs.DoneAsync(unit, year, stage.Id, instant, notices.Length, now, cancellation);
        log.Reminded(unit.Value, year, stage.Id.Value, notices.Length);
        return mailed;

        DateTimeOffset? MailAt(Notice notice) => mail.IsOn && people.MailOf(notice.Person) != MailWish.None ? now : null;
    }

    /// <summary>The notices lie in their inboxes: a mail that cannot be sent now is the sweep's.</summary>
    private async Task MailAsync(UnitId unit, string holder, CancellationToken cancellation)
    {
        try
        {
            await mailer.SendAsync(unit, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.MailsLeft(holder, fault.GetType().Name);
        }
    }
}
