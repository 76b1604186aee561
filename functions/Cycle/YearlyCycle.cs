using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFlow.Functions.Archiving;
using PerfFlow.Functions.Reminding;
using PerfFlow.Functions.Reporting;

namespace PerfFlow.Functions.Cycle;

/// <summary>
/// Opens each stage of a unit's year at its instant, whether or not the last is complete, builds the report when one has been
/// asked for, and archives the year when it is signed. All it knows it reads again at each turn; it ends when the year is done.
/// </summary>
public static class YearlyCycle
{
    [Function(nameof(YearlyCycle))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var cycle = context.GetInput<CycleKey>()!;
        var waiting = new Waiting(context);
        (DateTimeOffset Before, int Seen, string? Plan) last = (DateTimeOffset.MinValue, 0, null);
        DateTimeOffset? reminded = null;
        for (var turn = 0; turn < Turns.Most; turn++)
        {
            var now = context.Now();
            var step = await context.CallActivityAsync<CycleStep>(
                nameof(AdvanceCycle), new CycleTurn(cycle, now, last.Before, last.Seen, last.Plan, reminded), Turns.Retry);
            context.SetCustomStatus(step.Seen);
            if (step.Done)
            {
                return;
            }

            last = (now, step.Seen, step.Plan);
            if (step.Report is { } version)
            {
                await context.CallActivityAsync(nameof(BuildReport), new ReportKey(cycle, version), Turns.Retry);
                continue;
            }

            if (step.Signed)
            {
                await ArchiveAsync(context, cycle, step.Unarchived);
                continue;
            }

            if (step.Rung is { } due)
            {
                await context.RemindAsync(cycle, due.Stage, due.At);
                reminded = due.At;
            }

            await waiting.UntilAsync(step.Round, step.NextAt);
        }
    }

    /// <summary>A few projects at a time: each archive holds its files in hand while it is written.</summary>
    private static async Task ArchiveAsync(TaskOrchestrationContext context, CycleKey cycle, IReadOnlyList<string> projects)
    {
        foreach (var few in projects.Chunk(Turns.ArchivesAtOnce))
        {
            await Task.WhenAll(few.Select(project =>
                context.CallActivityAsync(nameof(ArchiveProject), new ArchiveKey(cycle, project), Turns.Retry)));
        }

        await context.CallActivityAsync(nameof(FinishYear), cycle, Turns.Retry);
    }
}

/// <summary>Input of <see cref="AdvanceCycle"/>.</summary>
/// <param name="Now">The orchestration's clock, so that an instant it waited for has come for the activity too.</param>
/// <param name="Before">The clock at the last turn.</param>
/// <param name="Seen">Version of the unit-year's stream at the last turn.</param>
/// <param name="Plan">Version of the plan at the last turn; null at the first.</param>
/// <param name="Reminded">The latest rung of the unit's own stage that this instance has seen to.</param>
public sealed record CycleTurn(CycleKey Cycle, DateTimeOffset Now, DateTimeOffset Before, int Seen, string? Plan, DateTimeOffset? Reminded = null);

/// <param name="Round">Number of stages that should be open by now; names the wake-up to wait for.</param>
/// <param name="NextAt">The next opening, or rung of the report's ladder; null when neither is to come.</param>
/// <param name="Report">Version of a report that is to be built.</param>
/// <param name="Seen">Version of the unit-year's stream that was read; the custom status.</param>
/// <param name="Plan">Version of the plan.</param>
/// <param name="Signed">The report is signed: the year is to be archived and ended.</param>
/// <param name="Unarchived">Projects whose archive is not written yet.</param>
/// <param name="Rung">A rung of the report's ladder whose reminders are due.</param>
public sealed record CycleStep(
    bool Done,
    int Round,
    DateTimeOffset? NextAt,
    int? Report,
    int Seen,
    string? Plan,
    bool Signed,
    IReadOnlyList<string> Unarchived,
    StageRung? Rung = null);

/// <summary>A rung of a stage's reminder ladder.</summary>
public sealed record StageRung(string Stage, DateTimeOffset At);
