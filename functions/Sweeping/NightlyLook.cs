using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Storage.Due;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Sweeping;

/// <summary>What is known of a sixteenth of the units before each of its years is looked at.</summary>
/// <param name="Rows">The due-index.</param>
/// <param name="Instances">Whether each instance of the engine still runs, by id; null: the engine did not answer.</param>
/// <param name="Budget">Files that may be looked at.</param>
public sealed record NightlySlice(
    IReadOnlyDictionary<(UnitId, int), DueYear> Rows, IReadOnlyDictionary<string, bool>? Instances, FileBudget Budget);

/// <summary>
/// The nightly look at a unit's year, whether or not it is due: verifies and anchors its ledger, reads what was lost, and has the sweep
/// look at it when the index or the engine are not as the board says they should be.
/// </summary>
public sealed class NightlyLook(
    Board board,
    LedgerWatch watch,
    FileWatch files,
    LostReadings readings,
    DueSoon soon,
    SweepGrace grace,
    TimeProvider time,
    ILogger<NightlyLook> log)
{
    public async Task LookAsync(UnitId unit, int year, NightlySlice slice, CancellationToken cancellation)
    {
        await log.TryAsync(unit.Value, nameof(LedgerWatch), () => watch.DailyAsync(unit, year, cancellation));
        await LookThroughAsync(unit, year, slice.Budget, cancellation);
        await log.TryAsync(unit.Value, nameof(NightlyLook), async () =>
        {
            var shown = await board.ShowAsync(unit, year, cancellation);
            await CompareAsync(unit, year, shown, slice, cancellation);
            await readings.HealAsync(unit, year, shown, cancellation);
        });
    }

    /// <summary>
    /// What comes around once a month: all files, and before them all chains and anchors. Of a closed year it is all that is done.
    /// </summary>
    public Task LookThroughAsync(UnitId unit, int year, FileBudget budget, CancellationToken cancellation) => log.TryAsync(
        unit.Value,
        nameof(FileWatch),
        () => files.NightlyAsync(unit, year, budget, () => watch.VerifyAllAsync(unit, year, cancellation), cancellation));

    private async Task CompareAsync(UnitId unit, int year, YearBoard shown, NightlySlice slice, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var late = !shown.Untold.IsEmpty || slice.Rows.GetValueOrDefault((unit, year)) is not { } row || row.At > Expected(shown, now);
        if (late || (slice.Instances is { } known && WantedInstances.Of(unit, year, shown, now).Any(wanted => wanted.IsMissing(known))))
        {
            log.FoundAtNight(unit.Value, year, late);
            await soon.TellAsync(unit, year, cancellation);
        }
    }

    /// <summary>When the index should have the sweep look at the latest.</summary>
    private DateTimeOffset Expected(YearBoard shown, DateTimeOffset now) => WantedInstances.IsUnfinished(shown)
        ? now + grace.Span
        : YearDue.Next(shown.Unit, shown.Summary, now - grace.Span) + grace.Span ?? DueIndex.Never;
}
