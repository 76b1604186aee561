using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Reminding;

namespace PerfFlow.Functions.Sweeping;

/// <summary>
/// Heals one unit: first its uploads, since a reading may settle something, then its instances and reminders, then mails not
/// sent; last, once a day, its ledger is verified. A part that fails is the next sweep's, and keeps none of the others from its work.
/// </summary>
public static class SweepUnit
{
    private static readonly string[] Parts = [nameof(HealUploads), nameof(HealInstances), nameof(SendMails), nameof(GuardLedger)];

    [Function(nameof(SweepUnit))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var unit = context.GetInput<string>()!;
        var log = context.CreateReplaySafeLogger(nameof(SweepUnit));
        foreach (var part in Parts)
        {
            try
            {
                await context.CallActivityAsync(part, unit, Turns.Retry);
            }
            catch (TaskFailedException fault)
            {
                log.SweepPartFailed(unit, part, fault.FailureDetails.ErrorType);
            }
        }
    }
}
