using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PerfFlow.SemanticsApp.Durable;

/// <summary>Many instances at once, for benchmarks: over HTTP one by one they would measure HTTP.</summary>
public sealed class CrowdFunctions
{
    private static readonly ParallelOptions Scheduling = new() { MaxDegreeOfParallelism = 32 };

    /// <summary>Five activities, one after the other.</summary>
    [Function(nameof(FiveActivities))]
    public static async Task<int> FiveActivities([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var number = 1;
        for (var step = 0; step < 5; step++)
        {
            number = await context.CallActivityAsync<int>(nameof(Activities.Double), number);
        }

        return number;
    }

    /// <summary>Schedules instances <c>{prefix}-0</c>, <c>{prefix}-1</c>, … and answers how many seconds that took.</summary>
    [Function(nameof(StartCrowd))]
    public async Task<IResult> StartCrowd(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "crowds/{orchestrator}/{prefix}/{count:int}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string orchestrator,
        string prefix,
        int count)
    {
        var clock = Stopwatch.StartNew();
        await Parallel.ForAsync(0, count, Scheduling, async (number, cancellation) => await client.ScheduleNewOrchestrationInstanceAsync(
            orchestrator, null, new StartOrchestrationOptions($"{prefix}-{number}"), cancellation));
        return Results.Json(clock.Elapsed.TotalSeconds);
    }

    /// <summary>Waits until all of a crowd have completed.</summary>
    [Function(nameof(AwaitCrowd))]
    public async Task<IResult> AwaitCrowd(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "crowds/{prefix}/{count:int}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string prefix,
        int count)
    {
        await Task.WhenAll(Enumerable.Range(0, count).Select(number => client.WaitForInstanceCompletionAsync($"{prefix}-{number}")));
        return Results.NoContent();
    }
}
