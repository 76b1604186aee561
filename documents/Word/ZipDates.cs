using System.IO.Compression;

namespace PerfFlow.Documents.Word;

/// <summary>A package says of each part when it was written; the same document is to be the same bytes.</summary>
internal static class ZipDates
{
    private static readonly DateTimeOffset Date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the first a zip can say

    public static byte[] Fixed(MemoryStream package)
    {
        package.Position = 0;
        using (var zip = new ZipArchive(package, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var part in zip.Entries)
            {
                part.LastWriteTime = Date;
            }
        }

        return package.ToArray();
    }
}
