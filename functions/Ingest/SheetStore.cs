using Microsoft.Extensions.Caching.Memory;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Readings;

namespace PerfFlow.Functions.Ingest;

/// <summary>
/// Keeps and finds the full reading of a sheet; the ledger holds its id and its figures only. A reading never changes, so
/// those asked for last stay at hand: approved targets are asked for with every later sheet of their project.
/// </summary>
public sealed class SheetStore(Readings readings) : IDisposable
{
    private const int Most = 256; // a reading takes some tens of KB

    private readonly MemoryCache atHand = new(new MemoryCacheOptions { SizeLimit = Most });

    public async Task<AssessedSheet?> FindAsync(UnitId unit, Sheet sheet, CancellationToken cancellation)
    {
        if (sheet.Reading is not { Failed: false } reading)
        {
            return null;
        }

        var key = (unit, reading.Id);
        if (!atHand.TryGetValue(key, out AssessedSheet? found)
            && (found = await readings.FindAsync<AssessedSheet>(unit, reading.Id, cancellation)) is not null)
        {
            atHand.Set(key, found, new MemoryCacheEntryOptions { Size = 1 });
        }

        return found;
    }

    /// <returns>The id to remember. What is there already under that id is the same: a reading is a function of what it is named by.</returns>
    public async Task<string> KeepAsync(UnitId unit, AssessedSheet sheet, CancellationToken cancellation)
    {
        var id = IdOf(sheet.Sha256, sheet.Basis);
        await readings.KeepAsync(unit, id, sheet, cancellation);
        return id;
    }

    public void Dispose() => atHand.Dispose();

    public static string IdOf(string sha256, string basis) => $"{sha256}-{basis}";
}
