using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Reminding;

namespace PerfFlow.Functions.Stages;

/// <summary>
/// Waits while people work on one item: for a wake-up of the round, or for the next instant of the reminder ladder.
/// Ends when the item is settled; a reopened item is the next attempt.
/// </summary>
public static class ProjectStage
{
    [Function(nameof(ProjectStage))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var stage = context.GetInput<StageKey>()!;
        var waiting = new Waiting(context);
        DateTimeOffset? reminded = null;
        for (var turn = 0; turn < Turns.Most; turn++)
        {
            var step = await context.CallActivityAsync<StageStep>(nameof(TendStage), new StageTurn(stage, context.Now(), reminded), Turns.Retry);
            context.SetCustomStatus(step.Seen);
            if (step.Settled)
            {
                return;
            }

            if (step.Rung is { } rung)
            {
                await context.RemindAsync(new CycleKey(stage.Unit, stage.Year), stage.Stage, rung);
                reminded = rung;
            }

            await waiting.UntilAsync(step.Round, step.NextAt);
        }
    }
}

/// <summary>Input of <see cref="TendStage"/>.</summary>
/// <param name="Now">The orchestration's clock, so that a rung it waited for has come for the activity too.</param>
/// <param name="Reminded">The latest rung this instance has seen to.</param>
public sealed record StageTurn(StageKey Stage, DateTimeOffset Now, DateTimeOffset? Reminded = null);

/// <param name="Round">Round of the item; names the wake-up to wait for.</param>
/// <param name="NextAt">The next rung of the ladder; null after the last, and while the section owes nothing.</param>
/// <param name="Seen">What the instance saw, see <see cref="SeenItem"/>.</param>
/// <param name="Rung">A rung whose reminders are due.</param>
public sealed record StageStep(bool Settled, int Round, DateTimeOffset? NextAt, string Seen, DateTimeOffset? Rung = null);
