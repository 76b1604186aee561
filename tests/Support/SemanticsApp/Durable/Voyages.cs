using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace PerfFlow.SemanticsApp.Durable;

/// <summary>Something of everything, several legs long, for tests that kill the process while it runs.</summary>
public static class Voyages
{
    public const int StepsOfLeg = 4;

    /// <summary>A worker that dies fails the activities that ran in it; the engine repeats turns of orchestrations alone.</summary>
    private static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 8, firstRetryInterval: TimeSpan.FromSeconds(1)));

    /// <summary>
    /// Each leg: activities in sequence and in parallel, a timer, a stopover (a sub-orchestration) and one piece of cargo (an
    /// event); the next leg begins anew. The last says what each leg did. The custom status counts the steps taken.
    /// </summary>
    [Function(nameof(Voyage))]
    public static async Task<VoyageState> Voyage([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var state = context.GetInput<VoyageState>()!;
        var leg = state.Legs.Length;

        var receipt = await context.CallActivityAsync<string>(nameof(Activities.Receipt), $"{context.InstanceId}/{leg}", Retry);
        Step(1);
        var repeated = await context.CallActivityAsync<string>(nameof(Activities.Echo), receipt, Retry);
        var parallel = await Task.WhenAll(Enumerable.Range(leg, 3).Select(number =>
            context.CallActivityAsync<int>(nameof(Activities.Double), number, Retry)));
        Step(2);
        var stopover = context.CallSubOrchestratorAsync<string>(nameof(Stopover), leg);
        await context.CreateTimer(TimeSpan.FromMilliseconds(100 + (50 * leg)), CancellationToken.None);
        Step(3);
        var cargo = await context.WaitForExternalEvent<string>("cargo");
        var done = new VoyageState(state.Length, [.. state.Legs, new Leg(receipt, repeated, parallel.Sum(), await stopover, cargo)]);
        if (done.Legs.Length < done.Length)
        {
            context.ContinueAsNew(done);
        }

        Step(StepsOfLeg);
        return done;

        void Step(int number) => context.SetCustomStatus((StepsOfLeg * leg) + number);
    }

    [Function(nameof(Stopover))]
    public static async Task<string> Stopover([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CreateTimer(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        return await context.CallActivityAsync<string>(nameof(Activities.Echo), $"stopover {context.GetInput<int>()}", Retry);
    }

    public sealed record VoyageState(int Length, Leg[] Legs);

    /// <param name="Receipt">Unique to the one execution of the activity whose result was recorded.</param>
    /// <param name="Repeated">The receipt as a later activity was given it: the same, if the result was recorded once.</param>
    public sealed record Leg(string Receipt, string Repeated, int Sum, string Stopover, string Cargo);
}
