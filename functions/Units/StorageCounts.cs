using Microsoft.Extensions.Caching.Memory;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Units;

/// <summary>What a unit's files took when they were listed last: once a minute at most, however often it is asked.</summary>
public sealed class StorageCounts(StorageUse use, TimeProvider time) : IDisposable
{
    private const int MostUnits = 1_000;

    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(1);

    private readonly MemoryCache counted = new(new MemoryCacheOptions { SizeLimit = MostUnits });

    internal async Task<StorageAnswer> OfAsync(UnitId unit, CancellationToken cancellation)
    {
        if (counted.TryGetValue(unit, out StorageAnswer? known))
        {
            return known!;
        }

        var at = time.GetUtcNow();
        var kinds = (await use.OfAsync(unit, cancellation)).ToDictionary(
            kind => kind.Key, kind => new StoredAnswer(kind.Value.Files, kind.Value.Bytes), StringComparer.Ordinal);
        var answer = new StorageAnswer(at, new(kinds.Values.Sum(kind => kind.Files), kinds.Values.Sum(kind => kind.Bytes)), kinds);
        return counted.Set(unit, answer, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Holds });
    }

    public void Dispose() => counted.Dispose();
}
