using System.Diagnostics;
using Azure.Data.Tables;

namespace PerfFlow.Storage;

/// <summary>
/// The storage this process began on, known by the random id in a row of each of its tables. Who finds nothing where something should
/// be asks whether it is still that storage before anybody is told that there is no such thing.
/// </summary>
public sealed class KnownStorage(StorageClients clients)
{
    /// <summary>A look is good for so long, for however many have found nothing meanwhile.</summary>
    private static readonly TimeSpan Good = TimeSpan.FromSeconds(1);

    private string? id;
    private Look last = new(0, null);

    /// <summary>False from a look that found it gone until one that finds it again, and before the first.</summary>
    public bool IsThere => id is not null && Volatile.Read(ref last).Missing is null;

    /// <summary>For everybody before anything is done: nothing to pay while it is there.</summary>
    /// <exception cref="StorageMissingException">It was gone when this process last looked.</exception>
    public Task RequireAsync(CancellationToken cancellation = default) => IsThere ? Task.CompletedTask : LookAsync(cancellation);

    /// <summary>For who has found nothing: a transaction for each table and one for the containers, once in a second.</summary>
    /// <exception cref="StorageMissingException">It is not, or no more, the storage that this process began on.</exception>
    public async Task LookAsync(CancellationToken cancellation = default)
    {
        var look = Volatile.Read(ref last);
        if (look.At != 0 && Stopwatch.GetElapsedTime(look.At) < Good)
        {
            if (look.Missing is { } missing)
            {
                throw StorageMissingException.Of(missing);
            }

            return;
        }

        await ProbeAsync(cancellation);
    }

    /// <summary>Looks now; for the readiness probe.</summary>
    /// <inheritdoc cref="LookAsync"/>
    public async Task ProbeAsync(CancellationToken cancellation = default)
    {
        id ??= await IdInAsync(StorageSchema.RegistryTable, cancellation);
        await FindAsync(cancellation);
    }

    /// <summary>Takes the account with this id for ours from now on.</summary>
    /// <inheritdoc cref="LookAsync"/>
    internal Task BeginAsync(string account, CancellationToken cancellation)
    {
        id = account;
        return FindAsync(cancellation);
    }

    private async Task FindAsync(CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var tables = StorageSchema.Tables.Select(table => IsOursAsync(table, cancellation)).ToList();
        var there = await ContainersAsync(cancellation);
        var missing = StorageSchema.Containers.Where(container => !there.Contains(container))
            .Concat((await Task.WhenAll(tables)).OfType<string>())
            .ToList();
        Volatile.Write(ref last, new(began, missing.Count == 0 ? null : string.Join(", ", missing)));
        if (missing.Count > 0)
        {
            throw StorageMissingException.Of(string.Join(", ", missing));
        }
    }

    /// <returns>The table's name when it is gone, or not the one of this account.</returns>
    private async Task<string?> IsOursAsync(string table, CancellationToken cancellation)
    {
        try
        {
            return id is not null && await IdInAsync(table, cancellation) == id ? null : table;
        }
        catch (StorageMissingException)
        {
            return table;
        }
    }

    private async Task<string?> IdInAsync(string table, CancellationToken cancellation)
    {
        var found = await clients.Tables.GetTableClient(table).GetEntityIfExistsAsync<TableEntity>(
            StorageVersion.Partition, StorageVersion.Row, cancellationToken: cancellation);
        return found.HasValue ? found.Value!.GetString(StorageVersion.IdColumn) : null;
    }

    private async Task<HashSet<string>> ContainersAsync(CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var container in clients.Blobs.GetBlobContainersAsync(cancellationToken: cancellation))
        {
            names.Add(container.Name);
        }

        return names;
    }

    /// <param name="At">When it began; 0: never.</param>
    /// <param name="Missing">What it did not find; null when all was there.</param>
    private sealed record Look(long At, string? Missing);
}
