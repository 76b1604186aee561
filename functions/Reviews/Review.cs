using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFlow.Functions.Durable;

namespace PerfFlow.Functions.Reviews;

/// <summary>
/// Waits for what its reviewers decide on one item, from the event that brought it to them until it leaves them: settled, returned,
/// rejected, taken back, or the year closed. Tells lead and chairs at the deadline, and locks what is approved. Votes short of the quorum
/// and whatever else leaves it where it is do not wake it.
/// </summary>
public static class Review
{
    [Function(Orchestrations.Review)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var (review, first, from) = context.GetInput<ReviewInput>()!;
        var waiting = new Waiting(context, from);
        var at = (DateTimeOffset?)first;
        for (var look = 0; look < Turns.MostLooks && await waiting.UntilAsync(at); look++)
        {
            var (now, step) = (waiting.Now, (ReviewStep?)null);
            await context.TryAsync(async () =>
                step = await context.CallActivityAsync<ReviewStep>(nameof(TendReview), new ReviewTurn(review, now), Turns.Retry));
            if (step is not { HasLeft: false })
            {
                return; // left; or what it should have done cannot be done now, and is the sweep's
            }

            at = step.DueAt;
        }
    }
}

/// <summary>Input of <see cref="TendReview"/>.</summary>
/// <param name="Now">The orchestration's clock, so that a deadline it waited for has come for the activity too.</param>
public sealed record ReviewTurn(ReviewKey Review, DateTimeOffset Now);

/// <param name="HasLeft">The item is no longer with its reviewers, and nothing of what they decided is open.</param>
/// <param name="DueAt">Deadline of the review; null once it has passed, or they have decided.</param>
public sealed record ReviewStep(bool HasLeft, DateTimeOffset? DueAt = null);
