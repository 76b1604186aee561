using System.Security.Cryptography;
using System.Text.Json;
using Azure.Storage.Blobs;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Files;

/// <summary>What was read from sheets, each reading under the hash of its own bytes.</summary>
public sealed class Readings(StorageClients clients)
{
    private const string Json = "application/json";

    private readonly BlobContainerClient container = clients.Blobs.GetBlobContainerClient(StorageSchema.Readings);

    /// <summary>One transaction. What is there already is the same: it is named by its own bytes.</summary>
    /// <returns>SHA-256 of the bytes that are kept, hex.</returns>
    public async Task<string> KeepAsync<T>(UnitId unit, T reading, CancellationToken cancellation = default)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(reading, Wire.Json);
        var id = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await Blobs.CreateAsync(Blob(unit, id), new BinaryData(bytes), cancellation, contentType: Json);
        return id;
    }

    /// <summary>A note beside the readings, written once: one transaction.</summary>
    /// <returns>False when there is one of that name: it stays.</returns>
    public Task<bool> NoteAsync<T>(UnitId unit, string name, T note, CancellationToken cancellation = default)
        => Blobs.CreateAsync(
            Blob(unit, name), new BinaryData(JsonSerializer.SerializeToUtf8Bytes(note, Wire.Json)), cancellation, contentType: Json);

    /// <summary>One transaction.</summary>
    /// <param name="id">As the ledger has it: a reading that it does not name is never asked for.</param>
    /// <exception cref="AlteredFileException">It is gone, or has other bytes.</exception>
    public async Task<T> ReadAsync<T>(UnitId unit, string id, CancellationToken cancellation = default)
        where T : class
        => JsonSerializer.Deserialize<T>(await ReadTextAsync(unit, id, cancellation), Wire.Json)!;

    /// <summary>As it lies there.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<BinaryData> ReadTextAsync(UnitId unit, string id, CancellationToken cancellation = default)
        => Kept(unit, id).Check(KeptFile.IsHash(id) ? await Blobs.FindAsync(Blob(unit, id), cancellation) : null);

    /// <summary>To refuse a reading that has its own bytes and is not of the sheet it should be of.</summary>
    public static KeptFile Kept(UnitId unit, string id) => new(KeptKind.Reading, Name(unit, id), id);

    private BlobClient Blob(UnitId unit, string id) => container.GetBlobClient(Name(unit, id));

    private static string Name(UnitId unit, string id) => $"{unit}/{KeyText.Encode(id)}.json";
}
