using Microsoft.Extensions.Caching.Memory;
using PerfFlow.Domain.Judgement;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Files;

namespace PerfFlow.Functions.Reading;

/// <summary>
/// Keeps and finds the full reading of a sheet; the ledger holds its id and its figures only. A reading never changes, so
/// those asked for last stay at hand: approved targets are asked for with every later sheet of their project.
/// </summary>
public sealed class SheetStore(Readings readings) : IDisposable
{
    private const int Most = 256; // a reading takes some tens of KB

    private readonly MemoryCache atHand = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <param name="id">See <see cref="ReadingSummary.Id"/>; null where nothing was read.</param>
    public async Task<AssessedSheet?> FindAsync(UnitId unit, string? id, CancellationToken cancellation)
    {
        if (id is null)
        {
            return null;
        }

        var key = (unit, id);
        if (!atHand.TryGetValue(key, out AssessedSheet? found)
            && (found = await readings.FindAsync<AssessedSheet>(unit, id, cancellation)) is not null)
        {
            atHand.Set(key, found, new MemoryCacheEntryOptions { Size = 1 });
        }

        return found;
    }

    /// <returns>The id to remember: the hash of the bytes that are kept.</returns>
    public Task<string> KeepAsync(UnitId unit, AssessedSheet sheet, CancellationToken cancellation) =>
        readings.KeepAsync(unit, sheet, cancellation);

    public void Dispose() => atHand.Dispose();
}
