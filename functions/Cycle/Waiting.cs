using Microsoft.DurableTask;

namespace PerfFlow.Functions.Cycle;

/// <summary>
/// The waiters of an orchestration: one per round, raced against instants. A waiter is kept when an instant comes first or
/// the round changes, and replaced only after its event, so that a waiter given up never eats a later event.
/// </summary>
internal sealed class Waiting(TaskOrchestrationContext context)
{
    /// <summary>
    /// A timer of the Azure Storage engine may fire that much early: it waits as a queue message that is hidden for whole seconds
    /// (DurableTask.AzureStorage, TaskHubQueue). What it was for would then not be due yet.
    /// </summary>
    private static readonly TimeSpan WholeSecond = TimeSpan.FromSeconds(1);

    private readonly Dictionary<int, Task> waiters = [];

    /// <summary>Returns at a wake-up of <paramref name="round"/> or at <paramref name="instant"/>, never before it, whichever comes first.</summary>
    public async Task UntilAsync(int round, DateTimeOffset? instant)
    {
        if (!waiters.TryGetValue(round, out var wakeUp) || wakeUp.IsCompleted)
        {
            wakeUp = waiters[round] = context.WaitForExternalEvent<string>(Instances.WakeUp(round));
        }

        if (instant is not { } at)
        {
            await wakeUp;
            return;
        }

        using var timer = new CancellationTokenSource();
        var fireAt = at.UtcDateTime;
        do
        {
            await Task.WhenAny(wakeUp, context.CreateTimer(fireAt, timer.Token));
            fireAt = at.UtcDateTime + WholeSecond;
        }
        while (!wakeUp.IsCompleted && context.Now() < at);

        timer.Cancel(); // never CancelAsync: its await leaves the orchestrator's thread and the instance hangs
    }
}
