using Microsoft.DurableTask;

namespace PerfFlow.Functions.Durable;

/// <summary>
/// How an orchestration waits: for a wake-up or an instant, whichever comes first, in a history that stays small. There is one waiter,
/// kept until its event has come: a waiter given up would eat a later one. Wake-ups that came before a look are seen by it, however
/// many; one that comes during it makes for another look.
/// </summary>
/// <param name="from">
/// Clock when this was started, or at the end of the generation before: it may run on a machine whose clock is behind.
/// </param>
internal sealed class Waiting(TaskOrchestrationContext context, DateTimeOffset? from = null)
{
    /// <summary>
    /// The Azure Storage engine puts a start back for two seconds at least where it meets it before the instance's row, and throws away
    /// what is raised at the instance meanwhile (DurableTask.AzureStorage, OrchestrationSessionManager).
    /// </summary>
    private static readonly TimeSpan PutBack = TimeSpan.FromSeconds(1.5);

    /// <summary>Events that a generation may have, a few left for its end.</summary>
    private const int MostEvents = 92;

    private const int EventsOfStart = 4;
    private const int EventsOfTimer = 4;
    private const int EventsOfLook = 8; // woken or called by its timer, and back from the activity

    /// <summary>
    /// A timer of the Azure Storage engine may fire that much early: it waits as a queue message that is hidden for whole seconds
    /// (DurableTask.AzureStorage, TaskHubQueue). What it was for would then not be due yet.
    /// </summary>
    private static readonly TimeSpan WholeSecond = TimeSpan.FromSeconds(1);

    private int events = EventsOfStart;
    private bool mayHaveMissed = context.Now() - from >= PutBack;
    private Task? wakeUp;

    public DateTimeOffset Now => context.Now() is var now && now < from ? from.Value : now;

    /// <summary>Returns at a wake-up, or where one may have been lost, or at <paramref name="instant"/>, never before it.</summary>
    /// <param name="instant">Null: a wake-up alone.</param>
    /// <returns>
    /// False when the history is as long as it may become first: the rest of the wait is another generation's, see <see cref="Rest"/>.
    /// </returns>
    public async Task<bool> UntilAsync(DateTimeOffset? instant)
    {
        wakeUp ??= context.WaitForExternalEvent<string>(Instances.WakeUp);
        (instant, mayHaveMissed) = (mayHaveMissed ? Now : instant, false);
        var timers = (MostEvents - EventsOfLook - events) / EventsOfTimer;
        if (timers <= 0)
        {
            return false;
        }

        var start = Now;
        var until = instant - start > timers * Turns.LongestTimer ? start + (timers * Turns.LongestTimer) : instant;
        await UntilAsync(wakeUp, until);
        events += EventsOfLook + (EventsOfTimer * (int)((Now - start) / Turns.LongestTimer));
        var woken = wakeUp.IsCompleted;
        while (wakeUp.IsCompleted)
        {
            wakeUp = context.WaitForExternalEvent<string>(Instances.WakeUp);
            events++;
        }

        return woken || until == instant;
    }

    /// <summary>A wake-up has come that no look has seen.</summary>
    public bool IsWoken => wakeUp?.IsCompleted == true;

    /// <summary>A look that failed was tried again and again: its history is long enough.</summary>
    public void Failed() => events = MostEvents;

    /// <summary>Until when the next generation has to wait: it looks at once when it is woken before it begins.</summary>
    public DateTimeOffset? Rest(DateTimeOffset? instant) => IsWoken ? Now : instant;

    private async Task UntilAsync(Task woken, DateTimeOffset? instant)
    {
        if (instant is not { } at)
        {
            await woken;
            return;
        }

        using var timer = new CancellationTokenSource();
        for (var fireAt = at.UtcDateTime; !woken.IsCompleted && Now < at; fireAt = at.UtcDateTime + WholeSecond)
        {
            await Task.WhenAny(woken, context.CreateTimer(fireAt, timer.Token));
        }

        timer.Cancel(); // never CancelAsync: its await leaves the orchestrator's thread and the instance hangs
    }
}
