using PerfFlow.Storage.Files;

namespace PerfFlow.Functions.Reading;

/// <summary>A kept file on its way out.</summary>
internal static class WholeFile
{
    /// <summary>All of it, out of memory, compared with its hash before a byte of it is sent.</summary>
    /// <exception cref="AlteredFileException">The file that the ledger knows is gone, or has other bytes.</exception>
    public static async Task<Stream> OfAsync(Task<VerifiedStream?> opening, KeptFile kept, CancellationToken cancellation)
    {
        await using var content = await opening;
        return content is null ? throw new AlteredFileException(kept, null) : await content.ToFileAsync(cancellation);
    }
}
