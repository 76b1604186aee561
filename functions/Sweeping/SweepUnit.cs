using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Reminding;

namespace PerfFlow.Functions.Sweeping;

/// <summary>
/// Heals one unit: first its uploads, since a reading may settle something, then its instances and reminders, then mails not
/// sent; last, once a day, its ledger is verified.
/// </summary>
public static class SweepUnit
{
    [Function(nameof(SweepUnit))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var unit = context.GetInput<string>()!;
        await context.CallActivityAsync(nameof(HealUploads), unit, Turns.Retry);
        await context.CallActivityAsync(nameof(HealInstances), unit, Turns.Retry);
        await context.CallActivityAsync(nameof(SendMails), unit, Turns.Retry);
        await context.CallActivityAsync(nameof(GuardLedger), unit, Turns.Retry);
    }
}
