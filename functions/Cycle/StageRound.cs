using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFlow.Functions.Durable;

namespace PerfFlow.Functions.Cycle;

/// <summary>
/// Reminds all who owe something in a stage, sections and reviewers, at the instants it is due. It runs from the first of them to the
/// last, whatever the number of projects; what becomes due later, or earlier than it waits for, starts or wakes it.
/// </summary>
public static class StageRound
{
    [Function(Orchestrations.StageRound)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var (round, at, since, from) = context.GetInput<RoundInput>()!;
        var waiting = new Waiting(context, from);
        while (await waiting.UntilAsync(at))
        {
            var (now, step) = (waiting.Now, (RoundStep?)null);
            await context.TryAsync(async () =>
                step = await context.CallActivityAsync<RoundStep>(nameof(TendRound), new RoundTurn(round, now, since), Turns.Retry));
            if (step is { NextAt: null } && !waiting.IsWoken)
            {
                return;
            }

            if (step is null)
            {
                at = now + Turns.Later;
                waiting.Failed();
            }
            else
            {
                (at, since) = (step.NextAt ?? now, now); // woken meanwhile: what became due is not in this look
            }
        }

        context.ContinueAsNew(new RoundInput(round, waiting.Rest(at)!.Value, since, waiting.Now));
    }
}

/// <summary>Input of <see cref="TendRound"/>.</summary>
/// <param name="Now">The orchestration's clock, so that a rung it waited for has come for the activity too.</param>
/// <param name="Since">The last look: what was due by then is done. Null: nothing is.</param>
public sealed record RoundTurn(RoundKey Round, DateTimeOffset Now, DateTimeOffset? Since);

/// <param name="NextAt">When something is due next; null when nothing is, or the cycle begins the round again for it.</param>
public sealed record RoundStep(DateTimeOffset? NextAt);
