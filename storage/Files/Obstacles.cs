using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Storage.Files;

/// <summary>Why something of a year is not done, until somebody puts it right.</summary>
/// <param name="Code">Of the problem.</param>
/// <param name="Name">Of what is damaged: ids and hashes.</param>
public sealed record Obstacle(string Code, string Name, DateTimeOffset At);

/// <summary>
/// What keeps a report from being built or a project from being archived: notes for those who wait, overwritten, and no record. They say
/// nothing of what is done by now.
/// </summary>
public sealed class Obstacles(StorageClients clients)
{
    private readonly BlobContainerClient container = clients.Blobs.GetBlobContainerClient(StorageSchema.LargeEvents);

    /// <param name="what"><c>report-2</c>, <c>archive-p1</c>.</param>
    public Task NoteAsync(UnitId unit, int year, string what, Obstacle obstacle, CancellationToken cancellation = default)
        => Blob(unit, year, what)
            .UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(obstacle, Wire.Json)), overwrite: true, cancellation);

    /// <summary>One transaction. Null when there is none, or none that can be read.</summary>
    public async Task<Obstacle?> FindAsync(UnitId unit, int year, string what, CancellationToken cancellation = default)
        => Notes.Parse<Obstacle>(await Blobs.FindAsync(Blob(unit, year, what), cancellation));

    private BlobClient Blob(UnitId unit, int year, string what)
        => container.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"{unit}/{year:D4}/obstacle-{what}.json"));
}
