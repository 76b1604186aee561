using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace PerfFlow.Emulator.Durable.Stores.Tables;

/// <summary>
/// Texts too long for a table row, as blobs named by instance and content: written before the row that names them, so a blob
/// without a row is only waste, and writing one again changes nothing.
/// </summary>
internal sealed class BlobTexts(BlobContainerClient container)
{
    /// <summary>Longer texts (UTF-8 bytes) leave the table, as in the official backend.</summary>
    public const int LongestInline = 60 * 1024;

    private const char Inline = '=';
    private const char Reference = '@';

    /// <summary>The text to put in a row: the text itself, or the name of its blob. Empty stands for null.</summary>
    public async Task<string> StoreAsync(string instanceId, string? text, int longestInline, CancellationToken cancellation)
    {
        if (text is null)
        {
            return string.Empty;
        }

        if (Encoding.UTF8.GetByteCount(text) <= longestInline)
        {
            return Inline + text;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var name = Prefix(instanceId) + Convert.ToHexStringLower(SHA256.HashData(bytes));
        await container.GetBlobClient(name).UploadAsync(new BinaryData(bytes), overwrite: true, cancellation);
        return Reference + name;
    }

    public async Task<string?> LoadAsync(string? stored, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(stored))
        {
            return null;
        }

        if (stored[0] == Inline)
        {
            return stored[1..];
        }

        BlobDownloadResult blob = await container.GetBlobClient(stored[1..]).DownloadContentAsync(cancellation);
        return blob.Content.ToString();
    }

    public async Task DeleteAsync(string instanceId, CancellationToken cancellation)
    {
        var options = new GetBlobsOptions { Prefix = Prefix(instanceId) };
        await foreach (var blob in container.GetBlobsAsync(options, cancellation))
        {
            await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellation);
        }
    }

    // Hashed: blob names are limited and collapse dots, instance ids are free text.
    private static string Prefix(string instanceId) => $"texts/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(instanceId)))}/";
}
