using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using PerfFlow.Domain.Archive;

namespace PerfFlow.Storage.Files;

/// <summary>A file that is to go into an archive.</summary>
/// <param name="File">What is said of it; hash and length are found while it is written.</param>
/// <param name="Open">Called when its turn comes, so that one file is open at a time. Null when the bytes are gone.</param>
public sealed record ArchiveSource(ArchivedFile File, Func<CancellationToken, Task<Stream?>> Open)
{
    public static ArchiveSource Of(string path, string kind, byte[] content, string? stage = null, int? version = null)
        => new(new(path, kind, "", 0, stage, version), _ => Task.FromResult<Stream?>(new MemoryStream(content, writable: false)));
}

/// <summary>
/// Writes an archive file after file. The same content gives the same bytes: files by name, one date for all, stored and not
/// packed, since what a packer writes changes with its version.
/// </summary>
public static class ArchiveWriter
{
    private const int RegularFile = 0x81A4 << 16; // -rw-r--r--

    private static readonly DateTimeOffset Date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the first a zip can say

    /// <param name="to">Seekable; left open, at its end.</param>
    /// <param name="manifest">Without its files, which are found here.</param>
    public static async Task<ArchiveManifest> WriteAsync(
        Stream to, ArchiveManifest manifest, IEnumerable<ArchiveSource> sources, CancellationToken cancellation = default)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        var files = new List<ArchivedFile>();
        var missing = new List<string>();
        foreach (var source in sources.OrderBy(source => source.File.Path, StringComparer.Ordinal))
        {
            await using var content = await source.Open(cancellation);
            if (content is null)
            {
                missing.Add(source.File.Path);
            }
            else
            {
                var (sha256, bytes) = await AddAsync(zip, source.File.Path, content, cancellation);
                files.Add(source.File with { Sha256 = sha256, Bytes = bytes });
            }
        }

        var complete = manifest with { Files = files, Missing = missing };
        var (sum, _) = await AddAsync(zip, ArchiveManifest.FileName, new MemoryStream(complete.ToJson()), cancellation);
        var sums = ArchiveSums.Write(files.Select(file => (file.Path, file.Sha256)).Append((ArchiveManifest.FileName, sum)));
        await AddAsync(zip, ArchiveManifest.SumsName, new MemoryStream(sums), cancellation);
        return complete;
    }

    private static async Task<(string Sha256, long Bytes)> AddAsync(
        ZipArchive zip, string path, Stream content, CancellationToken cancellation)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.NoCompression);
        entry.LastWriteTime = Date;
        entry.ExternalAttributes = RegularFile;
        using var hash = SHA256.Create();
        await using var into = await entry.OpenAsync(cancellation);
        await using var hashed = new CryptoStream(into, hash, CryptoStreamMode.Write);
        await content.CopyToAsync(hashed, cancellation);
        await hashed.FlushFinalBlockAsync(cancellation);
        return (Convert.ToHexStringLower(hash.Hash!), into.Position);
    }
}
