using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFlow.SemanticsApp.Journals;

namespace PerfFlow.SemanticsApp.Durable;

/// <summary>What replay must not change, and what must not change between replays.</summary>
public sealed class Determinism(Journal journal, Gates gates)
{
    [Function(nameof(Clockwork))]
    public async Task<ClockworkResult> Clockwork([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var log = context.CreateReplaySafeLogger<Determinism>();
        var began = context.CurrentUtcDateTime;
        var first = context.NewGuid();
        var second = context.NewGuid();
        Step("one");
        var told = await context.CallActivityAsync<string>(nameof(Activities.Echo), $"{first} {second} {began:O}");
        Step("two");
        await context.CreateTimer(TimeSpan.FromMilliseconds(200), CancellationToken.None);
        Step("three");
        return new ClockworkResult(told, $"{first} {second} {began:O}", context.NewGuid(), began, context.CurrentUtcDateTime);

        void Step(string step)
        {
            log.Passes(context.InstanceId, step);
            if (!context.IsReplaying)
            {
                journal.Add($"steps-{context.InstanceId}", step);
            }
        }
    }

    /// <summary>Breaks the rule on purpose: takes another path once the gate of its id is open.</summary>
    [Function(nameof(Shifty))]
    public async Task<string> Shifty([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        if (gates.IsOpen(context.InstanceId))
        {
            await context.CallActivityAsync<string>(nameof(Activities.Echo), "another step");
        }
        else
        {
            await context.CallActivityAsync<int>(nameof(Activities.Double), 21);
        }

        context.SetCustomStatus(Waiting.Waits);
        return await context.WaitForExternalEvent<string>("go");
    }

    public sealed record ClockworkResult(string Told, string Kept, Guid Third, DateTime Began, DateTime Ended);
}
