using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFlow.Functions.Cycle;

namespace PerfFlow.Functions.Sweeping;

/// <summary>Heals one unit: first its uploads, since a reading may settle something, then its instances.</summary>
public static class SweepUnit
{
    [Function(nameof(SweepUnit))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var unit = context.GetInput<string>()!;
        await context.CallActivityAsync(nameof(HealUploads), unit, Turns.Retry);
        await context.CallActivityAsync(nameof(HealInstances), unit, Turns.Retry);
    }
}
