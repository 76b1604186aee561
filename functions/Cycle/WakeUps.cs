using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Stages;

namespace PerfFlow.Functions.Cycle;

/// <summary>
/// The one place that starts and wakes instances. Engines refuse in ways of their own (unknown, running or ended instance,
/// no connection); to us each is a lost wake-up: our rows hold the truth and <see cref="Sweeping.Sweep"/> heals.
/// </summary>
public sealed class WakeUps(ILogger<WakeUps> log)
{
    private const string Nothing = "wake-up"; // the event carries no data: whoever wakes reads the state again

    public Task StartAsync(DurableTaskClient client, CycleKey cycle) => StartAsync(client, nameof(YearlyCycle), Instances.Of(cycle), cycle);

    public Task StartAsync(DurableTaskClient client, StageKey stage) => StartAsync(client, nameof(ProjectStage), Instances.Of(stage), stage);

    public Task StartAsync(DurableTaskClient client, string orchestrator, string instance, object input) =>
        LostAtWorstAsync(instance, () => client.ScheduleNewOrchestrationInstanceAsync(
            orchestrator, input, new StartOrchestrationOptions(instance) { Version = Instances.Version }));

    public Task WakeAsync(DurableTaskClient client, CycleKey cycle, UnitYear year, DateTimeOffset now) =>
        WakeAsync(client, Instances.Of(cycle), Instances.RoundOf(year, now));

    public Task WakeAsync(DurableTaskClient client, string instance, int round) =>
        LostAtWorstAsync(instance, () => client.RaiseEventAsync(instance, Instances.WakeUp(round), Nothing));

    // No cancellation: the ledger has been written, a client that hangs up must not cost the wake-up.
    private async Task LostAtWorstAsync(string instance, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception fault)
        {
            log.WakeUpLost(instance, fault.GetType().Name);
        }
    }
}
