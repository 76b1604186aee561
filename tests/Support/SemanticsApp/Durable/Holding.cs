using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace PerfFlow.SemanticsApp.Durable;

/// <summary>An activity that is running when its worker is killed.</summary>
public sealed class Holding(Journals.Journal journal)
{
    /// <summary>Never ends in the process its input names; elsewhere it says which process it is in.</summary>
    [Function(nameof(Hold))]
    public async Task<int> Hold([ActivityTrigger] int process, string instanceId)
    {
        if (process == Environment.ProcessId)
        {
            journal.Add($"holds-{instanceId}", process);
            await Task.Delay(Timeout.Infinite);
        }

        return Environment.ProcessId;
    }

    [Function(nameof(HoldByPolicy))]
    public static Task<int> HoldByPolicy([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<int>(
        nameof(Hold), context.GetInput<int>(), TaskOptions.FromRetryPolicy(new RetryPolicy(10, TimeSpan.FromMilliseconds(500))));

    [Function(nameof(CaughtHold))]
    public static async Task<Failing.Caught> CaughtHold([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await Failing.CatchAsync(context.CallActivityAsync<int>(nameof(Hold), context.GetInput<int>()));
}
