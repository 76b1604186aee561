using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace PerfFlow.Functions.Durable;

/// <summary>
/// The one place that starts and wakes instances. Engines refuse in ways of their own (unknown, running or ended instance,
/// no connection); to us each is a lost wake-up: our rows hold the truth and the sweep heals.
/// </summary>
public sealed class WakeUps(TimeProvider time, ILogger<WakeUps> log)
{
    private const string Nothing = "wake-up"; // the event carries no data: whoever wakes reads the state again

    /// <summary>An engine that is away answers after minutes, or never: nobody waits for their own answer that long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="at">When it looks first; null: at once.</param>
    public Task StartAsync(DurableTaskClient client, CycleKey cycle, DateTimeOffset? at = null) =>
        StartAsync(
            client,
            Orchestrations.YearlyCycle,
            Instances.Of(cycle),
            new CycleInput(cycle, at ?? DateTimeOffset.MinValue, From: time.GetUtcNow()));

    /// <param name="at">When it looks first.</param>
    public Task StartAsync(DurableTaskClient client, RoundKey round, DateTimeOffset at) =>
        StartAsync(client, Orchestrations.StageRound, Instances.Of(round), new RoundInput(round, at, From: time.GetUtcNow()));

    /// <param name="at">When it looks first, unless it is woken.</param>
    public Task StartAsync(DurableTaskClient client, ReviewKey review, DateTimeOffset at) =>
        StartAsync(client, Orchestrations.Review, Instances.Of(review), new ReviewInput(review, at, time.GetUtcNow()));

    public Task StartAsync(DurableTaskClient client, string orchestrator, string instance, object input) =>
        LostAtWorstAsync(instance, () => ScheduleAsync(client, orchestrator, instance, input));

    /// <summary>Started when it does not run.</summary>
    public Task WakeAsync(DurableTaskClient client, CycleKey cycle) =>
        WakeOrStartAsync(client, Orchestrations.YearlyCycle, Instances.Of(cycle), new CycleInput(cycle, DateTimeOffset.MinValue));

    /// <summary>Started when it does not run.</summary>
    /// <param name="at">When something is due in the stage.</param>
    public Task WakeAsync(DurableTaskClient client, RoundKey round, DateTimeOffset at) =>
        WakeOrStartAsync(client, Orchestrations.StageRound, Instances.Of(round), new RoundInput(round, at, From: time.GetUtcNow()));

    /// <summary>Started when it does not run, and then looks at once.</summary>
    public Task WakeAsync(DurableTaskClient client, ReviewKey review) =>
        WakeOrStartAsync(client, Orchestrations.Review, Instances.Of(review), new ReviewInput(review, DateTimeOffset.MinValue));

    /// <summary>To its end, when it still runs.</summary>
    public Task EndAsync(DurableTaskClient client, string instance) => LostAtWorstAsync(instance, () => RaiseAsync(client, instance));

    private static Task RaiseAsync(DurableTaskClient client, string instance) =>
        client.RaiseEventAsync(instance, Instances.WakeUp, Nothing);

    private static Task<string> ScheduleAsync(DurableTaskClient client, string orchestrator, string instance, object input) =>
        client.ScheduleNewOrchestrationInstanceAsync(
            orchestrator, input, new StartOrchestrationOptions(instance) { Version = Instances.Version });

    private Task WakeOrStartAsync(
        DurableTaskClient client, string orchestrator, string instance, object input) => LostAtWorstAsync(instance, async () =>
    {
        try
        {
            await RaiseAsync(client, instance);
        }
        catch (Exception)
        {
            // it has ended, or never begun; when the engine is away, this fails too
            await ScheduleAsync(client, orchestrator, instance, input);
        }
    });

    // No cancellation: the ledger has been written, a client that hangs up must not cost the wake-up.
    private async Task LostAtWorstAsync(string instance, Func<Task> call)
    {
        try
        {
            await call().WaitAsync(Patience);
        }
        catch (Exception fault)
        {
            log.WakeUpLost(instance, fault.GetType().Name);
        }
    }
}
