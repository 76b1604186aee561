using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFlow.Functions.Archive;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Reporting;

namespace PerfFlow.Functions.Cycle;

/// <summary>
/// Begins the round of each stage of a unit's year, whether or not the last is complete, reminds of the report, builds it when it has been
/// asked for, and archives the year when it is signed. All it knows it reads again at each look; it ends when the year is done.
/// </summary>
public static class YearlyCycle
{
    [Function(Orchestrations.YearlyCycle)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var (cycle, at, since, from) = context.GetInput<CycleInput>()!;
        var waiting = new Waiting(context, from);
        while (await waiting.UntilAsync(at))
        {
            var (now, next, done) = (waiting.Now, (DateTimeOffset?)null, false);
            if (await context.TryAsync(async () => (next, done) = await LookAsync(context, new(cycle, now, since))))
            {
                (at, since) = (next, now);
            }
            else
            {
                at = now + Turns.Later;
                waiting.Failed();
            }

            if (done)
            {
                return;
            }
        }

        context.ContinueAsNew(new CycleInput(cycle, waiting.Rest(at), since, waiting.Now));
    }

    /// <returns>When to look again; null: when woken.</returns>
    private static async Task<(DateTimeOffset? Next, bool Done)> LookAsync(TaskOrchestrationContext context, CycleTurn turn)
    {
        var step = await context.CallActivityAsync<CycleStep>(nameof(AdvanceCycle), turn, Turns.Retry);
        if (step.Report is { } version)
        {
            await context.CallActivityAsync(nameof(BuildReport), new ReportKey(turn.Cycle, version), Turns.Retry);
        }

        if (!step.Signed)
        {
            return (step.NextAt, step.Done);
        }

        if (step.Unarchived.Count > 0)
        {
            await context.CallActivityAsync(nameof(ArchiveProjects), new ArchiveKey(turn.Cycle, step.Unarchived), Turns.Retry);
            return (turn.Now, false);
        }

        return (turn.Now, await context.CallActivityAsync<bool>(nameof(FinishYear), turn.Cycle, Turns.Retry));
    }
}

/// <summary>Input of <see cref="AdvanceCycle"/>.</summary>
/// <param name="Now">The orchestration's clock, so that an instant it waited for has come for the activity too.</param>
/// <param name="Since">The last look: what was due by then is done. Null: nothing is.</param>
public sealed record CycleTurn(CycleKey Cycle, DateTimeOffset Now, DateTimeOffset? Since);

/// <param name="NextAt">When the next round begins, or the report is to be reminded of; null when neither is to come.</param>
/// <param name="Report">Version of a report that is to be built.</param>
/// <param name="Signed">The report is signed: the year is to be archived and ended.</param>
/// <param name="Unarchived">Some projects whose archive is not written yet; none when all are.</param>
public sealed record CycleStep(bool Done, DateTimeOffset? NextAt, int? Report, bool Signed, IReadOnlyList<string> Unarchived);
