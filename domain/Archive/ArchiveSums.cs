using System.Text;

namespace PerfFlow.Domain.Archive;

/// <summary><c>SHA256SUMS</c> as <c>sha256sum -c</c> reads it: every file of the archive but itself.</summary>
public static class ArchiveSums
{
    public static byte[] Write(IEnumerable<(string Path, string Sha256)> files)
        => Encoding.UTF8.GetBytes(
            string.Concat(files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => $"{file.Sha256}  {file.Path}\n")));

    internal static bool Agree(string sums, IReadOnlyDictionary<string, string> hashes)
        => sums == Encoding.UTF8.GetString(
            Write(hashes.Where(file => file.Key != ArchiveManifest.SumsName).Select(file => (file.Key, file.Value))));
}
