using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFlow.Functions.Reporting;

namespace PerfFlow.Functions.Cycle;

/// <summary>
/// Opens each stage of a unit's year at its instant, whether or not the last is complete, and builds the report when one has
/// been asked for. All it knows it reads again at each turn; it ends when the year is done.
/// </summary>
public static class YearlyCycle
{
    [Function(nameof(YearlyCycle))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var cycle = context.GetInput<CycleKey>()!;
        var waiting = new Waiting(context);
        (DateTimeOffset Before, int Seen) last = (DateTimeOffset.MinValue, 0);
        for (var turn = 0; turn < Turns.Most; turn++)
        {
            var now = context.Now();
            var step = await context.CallActivityAsync<CycleStep>(nameof(AdvanceCycle), new CycleTurn(cycle, now, last.Before, last.Seen), Turns.Retry);
            context.SetCustomStatus(step.Seen);
            if (step.Done)
            {
                return;
            }

            last = (now, step.Seen);
            if (step.Report is { } version)
            {
                await context.CallActivityAsync(nameof(BuildReport), new ReportKey(cycle, version), Turns.Retry);
                continue;
            }

            await waiting.UntilAsync(step.Round, step.NextAt);
        }
    }
}

/// <summary>Input of <see cref="AdvanceCycle"/>.</summary>
/// <param name="Now">The orchestration's clock, so that an instant it waited for has come for the activity too.</param>
/// <param name="Before">The clock at the last turn.</param>
/// <param name="Seen">Version of the unit-year's stream at the last turn.</param>
public sealed record CycleTurn(CycleKey Cycle, DateTimeOffset Now, DateTimeOffset Before, int Seen);

/// <param name="Round">Number of stages that should be open by now; names the wake-up to wait for.</param>
/// <param name="NextAt">The next opening; null when every stage is open.</param>
/// <param name="Report">Version of a report that is to be built.</param>
/// <param name="Seen">Version of the unit-year's stream that was read; the custom status.</param>
public sealed record CycleStep(bool Done, int Round, DateTimeOffset? NextAt, int? Report, int Seen);
