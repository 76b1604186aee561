using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Files;

namespace PerfFlow.Storage.Ledgers;

/// <summary>A file that is not what the ledger says.</summary>
/// <param name="Found">SHA-256 of what lies there, hex; null: it is gone.</param>
public sealed record AlteredFile(KeptFile File, string? Found);

/// <summary>A look through all files that the ledger of a unit's year names, and how far it is.</summary>
/// <param name="Stream">Streams before it are done; empty at the beginning.</param>
/// <param name="Version">Of the last event of it whose files were looked at.</param>
/// <param name="Checked">Files so far.</param>
/// <param name="Altered">Of them those that are not what the ledger says.</param>
/// <param name="Found">The first of those, <see cref="MostFound"/> at most.</param>
/// <param name="Ended">Null while it goes on.</param>
public sealed record FilePass(
    DateTimeOffset Begun,
    string Stream = "",
    int Version = 0,
    int Checked = 0,
    int Altered = 0,
    ImmutableArray<AlteredFile> Found = default,
    DateTimeOffset? Ended = null)
{
    public const int MostFound = 100;

    /// <summary>Never default.</summary>
    public ImmutableArray<AlteredFile> Found { get; init; } = Found.IsDefault ? [] : Found;

    internal FilePass With(KeptFile file, AlteredFileException? altered) => altered is null
        ? this with { Checked = Checked + 1 }
        : this with
        {
            Checked = Checked + 1,
            Altered = Altered + 1,
            Found = Found.Length < MostFound ? Found.Add(new(file, altered.Found)) : Found,
        };
}

/// <param name="Last">The last that came to its end; null: none did.</param>
/// <param name="Running">Null: none has begun since.</param>
public sealed record FilePasses(FilePass? Last = null, FilePass? Running = null)
{
    /// <summary>What a pass found stands until one that ends finds it restored.</summary>
    public bool Ok => Last is not { Altered: > 0 } && Running is not { Altered: > 0 };
}

/// <summary>How far each unit's year is: a note beside the ledger, overwritten, and no record.</summary>
public sealed class FilePassNotes(StorageClients clients)
{
    private readonly BlobContainerClient container = clients.Blobs.GetBlobContainerClient(StorageSchema.LargeEvents);

    public Task KeepAsync(UnitId unit, int year, FilePasses passes, CancellationToken cancellation = default)
        => Blob(unit, year)
            .UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(passes, Wire.Json)), overwrite: true, cancellation);

    /// <summary>One transaction. None where there is no note, or none that can be read: the files are looked through again.</summary>
    public async Task<FilePasses> FindAsync(UnitId unit, int year, CancellationToken cancellation = default)
        => Notes.Parse<FilePasses>(await Blobs.FindAsync(Blob(unit, year), cancellation)) ?? new();

    private BlobClient Blob(UnitId unit, int year)
        => container.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"{unit}/{year:D4}/files.json"));
}
