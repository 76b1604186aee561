using Microsoft.Extensions.Caching.Memory;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Units;

/// <summary>
/// Names of registered units: none ever changes (<see cref="Registration.Different"/>), so each is read once by a process.
/// </summary>
public sealed class UnitNames(Registry registry) : IDisposable
{
    private const int Most = 8192;

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>Null for a unit that is not registered, which the next one to ask may find.</summary>
    public async Task<string?> FindAsync(UnitId unit, CancellationToken cancellation)
    {
        if (kept.TryGetValue(unit, out string? known))
        {
            return known;
        }

        var name = (await registry.FindAsync(unit, cancellation))?.Name;
        return name is null ? null : kept.Set(unit, name, new MemoryCacheEntryOptions { Size = 1 });
    }

    public void Dispose() => kept.Dispose();
}
