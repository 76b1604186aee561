using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Reminders;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.News;
using PerfFlow.Functions.Reminders;
using PerfFlow.Functions.Years;
using PerfFlow.Storage.Due;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Notices;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Sweeping;

/// <summary>
/// A look at a unit's year that is due: does what should have been done by now and was not, and says when the next is due. All of it may
/// be done twice; of two who look at once one does.
/// </summary>
public sealed class DueLook(
    Board board,
    DueIndex due,
    ItemLock itemLock,
    Reminder reminder,
    Telling telling,
    MissingInstances instances,
    Outbox outbox,
    Mailer mailer,
    SmtpSettings mail,
    LedgerWatch watch,
    Registry registry,
    SweepGrace grace,
    TimeProvider time,
    ILogger<DueLook> log)
{
    private delegate Task<DateTimeOffset?> Part(DurableTaskClient client, DueYear row, YearBoard shown, CancellationToken cancellation);

    public async Task LookAsync(DurableTaskClient client, DueYear row, CancellationToken cancellation)
    {
        if (await due.ClaimAsync(row, time.GetUtcNow(), grace.Span, cancellation) is not { } claimed)
        {
            return; // another looks, or somebody has just done something: the row is as due as it was
        }

        var shown = await board.ShowAsync(row.Unit, row.Year, cancellation);
        (string Name, Part DoAsync)[] parts = shown.Unit switch
        {
            { Done: true } => [(nameof(CloseAsync), CloseAsync), (nameof(TellAsync), TellAsync), (nameof(SendAsync), SendAsync)],
            { Plan: null } => [(nameof(SendAsync), SendAsync)], // activated, and not opened
            _ => [
                (nameof(LockAsync), LockAsync),
                (nameof(RemindAsync), RemindAsync),
                (nameof(StartAsync), StartAsync),
                (nameof(TellAsync), TellAsync),
                (nameof(SendAsync), SendAsync),
            ],
        };
        var next = new List<DateTimeOffset?>();
        foreach (var part in parts)
        {
            try
            {
                next.Add(await part.DoAsync(client, row, shown, cancellation));
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.Failed(row.Unit.Value, part.Name, fault);
            }
        }

        if (next.Count < parts.Length)
        {
            return; // the row stays as due as it is, for a round after the claim
        }

        _ = next.Min() is null && IsOver(shown) && claimed.By == DueIndex.Never
            ? await due.RemoveAsync(claimed, cancellation)
            : await due.NextAsync(claimed, next.Min() ?? DueIndex.Never, cancellation);
    }

    private static bool IsOver(YearBoard shown) => shown.Unit.Done || shown.Unit.Plan is null;

    /// <summary>
    /// The end may have died between the ledger and the registry, and what it woke the instances with may have been lost.
    /// </summary>
    private async Task<DateTimeOffset?> CloseAsync(DurableTaskClient client, DueYear row, YearBoard shown, CancellationToken cancellation)
    {
        await watch.CloseAsync(row.Unit, row.Year, cancellation);
        await registry.DeactivateAsync(row.Unit, row.Year, cancellation);
        return await instances.HealAsync(client, row.Unit, row.Year, shown, cancellation) > 0 ? time.GetUtcNow() + grace.Span : null;
    }

    /// <summary>One that cannot be locked keeps no other from it, and is tried again later.</summary>
    private async Task<DateTimeOffset?> LockAsync(DurableTaskClient client, DueYear row, YearBoard shown, CancellationToken cancellation)
    {
        DateTimeOffset? again = null;
        foreach (var (project, stage) in WantedInstances.ToLock(shown))
        {
            try
            {
                if (Scene.Find(row.Unit, row.Year, shown.Unit, shown.Unit.RegistrationOf(project), stage) is { } scene)
                {
                    await itemLock.LockAsync(scene, cancellation);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.Failed(row.Unit.Value, nameof(LockAsync), fault);
                again = time.GetUtcNow() + Turns.Later;
            }
        }

        return again;
    }

    /// <summary>A rung is its instance's own matter for the grace.</summary>
    private async Task<DateTimeOffset?> RemindAsync(DurableTaskClient client, DueYear row, YearBoard shown, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await reminder.HealAsync(row.Unit, row.Year, shown, grace.Span, cancellation)
            ? YearDue.Next(shown.Unit, shown.Summary, now - grace.Span) + grace.Span
            : now + ReminderRungs.Patience;
    }

    private async Task<DateTimeOffset?> StartAsync(DurableTaskClient client, DueYear row, YearBoard shown, CancellationToken cancellation)
    {
        if (await instances.HealAsync(client, row.Unit, row.Year, shown, cancellation) is > 0 and var healed)
        {
            log.InstancesHealed(row.Unit.Value, row.Year, healed);
            return time.GetUtcNow() + grace.Span; // that may have been lost too
        }

        return WantedInstances.IsForCycle(shown) ? time.GetUtcNow() + grace.Span : null;
    }

    /// <summary>What was decided and not told: its wake-up was lost, or whoever had it died.</summary>
    private async Task<DateTimeOffset?> TellAsync(DurableTaskClient client, DueYear row, YearBoard shown, CancellationToken cancellation)
        => (await telling.TellAsync(row.Unit, row.Year, shown, cancellation)).All ? null : time.GetUtcNow() + Turns.Later;

    private async Task<DateTimeOffset?> SendAsync(DurableTaskClient client, DueYear row, YearBoard shown, CancellationToken cancellation)
    {
        if (!mail.IsOn || await outbox.NextAsync(row.Unit, cancellation) is not { } waiting)
        {
            return null;
        }

        if (waiting <= time.GetUtcNow())
        {
            await mailer.SendAsync(row.Unit, cancellation);
            return await outbox.NextAsync(row.Unit, cancellation);
        }

        return waiting;
    }
}
