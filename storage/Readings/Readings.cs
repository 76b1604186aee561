using System.Text.Json;
using Azure.Storage.Blobs;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Readings;

/// <summary>What was read from sheets, by the hash of what was read: the same bytes are read once per unit.</summary>
public sealed class Readings(StorageClients clients)
{
    private readonly BlobContainerClient container = clients.Blobs.GetBlobContainerClient(StorageSchema.Readings);

    /// <summary>One transaction.</summary>
    /// <param name="id">Names the reading within the unit: a hash, with whatever else the reading depends on.</param>
    /// <returns>False when there is one of that id: it stays.</returns>
    public Task<bool> KeepAsync<T>(UnitId unit, string id, T reading, CancellationToken cancellation = default)
        => Blobs.CreateAsync(
            Blob(unit, id),
            new BinaryData(JsonSerializer.SerializeToUtf8Bytes(reading, Wire.Json)),
            cancellation,
            contentType: "application/json");

    /// <summary>One transaction. Null when there is none.</summary>
    public async Task<T?> FindAsync<T>(UnitId unit, string id, CancellationToken cancellation = default)
        where T : class
        => await Blobs.FindAsync(Blob(unit, id), cancellation) is { } json ? JsonSerializer.Deserialize<T>(json, Wire.Json) : null;

    /// <summary>As it lies there. Null when there is none.</summary>
    public Task<BinaryData?> FindTextAsync(UnitId unit, string id, CancellationToken cancellation = default)
        => Blobs.FindAsync(Blob(unit, id), cancellation);

    private BlobClient Blob(UnitId unit, string id) => container.GetBlobClient($"{unit}/{KeyText.Encode(id)}.json");
}
