using Microsoft.Extensions.Caching.Memory;
using PerfFlow.Domain.FormChecks;
using PerfFlow.Domain.Judgement;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Files;

namespace PerfFlow.Functions.Reading;

/// <summary>
/// Keeps and finds the full reading of a sheet; the ledger holds its id and its figures only. A reading never changes, so
/// those asked for last stay at hand: approved targets are asked for with every later sheet of their project. Nothing is at hand, and
/// nothing is answered, that was not compared with its id.
/// </summary>
public sealed class SheetStore(Readings readings) : IDisposable
{
    private const int Most = 256; // a reading takes some tens of KB

    private readonly MemoryCache atHand = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <param name="id">See <see cref="ReadingSummary.Id"/>; null where nothing was read.</param>
    /// <param name="sheet">SHA-256 of the sheet that it is of, as the ledger has it; null where that is not at hand.</param>
    /// <returns>Null where nothing was read.</returns>
    /// <exception cref="AlteredFileException">It is gone, has other bytes, or is the reading of another sheet.</exception>
    public async Task<AssessedSheet?> FindAsync(UnitId unit, string? id, string? sheet, CancellationToken cancellation)
    {
        if (id is null)
        {
            return null;
        }

        var key = (unit, id);
        if (!atHand.TryGetValue(key, out AssessedSheet? found))
        {
            found = await readings.ReadAsync<AssessedSheet>(unit, id, cancellation);
            atHand.Set(key, found, new MemoryCacheEntryOptions { Size = 1 });
        }

        return sheet is null || found!.Sha256 == sheet ? found : throw new AlteredFileException(Readings.Kept(unit, id), id);
    }

    /// <summary>The reading of a sheet that was approved, which is one of its form.</summary>
    /// <inheritdoc cref="FindAsync"/>
    public async Task<(AssessedSheet Sheet, TAssessment Assessment)?> FindAsync<TAssessment>(
        UnitId unit, string? id, string? sheet, CancellationToken cancellation)
        where TAssessment : Assessment =>
        await FindAsync(unit, id, sheet, cancellation) is not { } found ? null
            : found.Assessment is TAssessment assessment ? (found, assessment)
            : throw new AlteredFileException(Readings.Kept(unit, id!), id);

    /// <returns>The id to remember: the hash of the bytes that are kept.</returns>
    public Task<string> KeepAsync(UnitId unit, AssessedSheet sheet, CancellationToken cancellation) =>
        readings.KeepAsync(unit, sheet, cancellation);

    public void Dispose() => atHand.Dispose();
}
