using System.Text;
using System.Text.RegularExpressions;

namespace PerfFlow.LocalHost.Events;

/// <summary>
/// The access log of an Azurite, read as it grows: it names each blob at the moment it was written, where listing ten thousand blobs
/// takes Azurite two seconds. Whoever started that Azurite may cut the file meanwhile.
/// </summary>
internal sealed partial class AzuriteLog(string file)
{
    private readonly StringBuilder rest = new();
    private bool hasGap;
    private long position = File.Exists(file) ? new FileInfo(file).Length : 0;

    public string Path => file;

    /// <summary>Whether the file is the log of the Azurite that a request of ours has just reached.</summary>
    /// <param name="ask">Sends a request that has the text in its address.</param>
    public static async Task<AzuriteLog?> FindAsync(string? file, Func<string, Task> ask, CancellationToken cancellation)
    {
        if (file is null || !File.Exists(file))
        {
            return null;
        }

        var log = new AzuriteLog(file);
        var mark = Guid.NewGuid().ToString("N");
        for (var tries = 0; tries < 5; tries++)
        {
            await ask(mark);
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
            if (log.Read().Contains(mark, StringComparison.Ordinal))
            {
                return log;
            }
        }

        return null;
    }

    /// <summary>The blobs written since the last call, as container and name.</summary>
    public IReadOnlyCollection<(string Container, string Name)> Written()
    {
        rest.Append(Read());
        var text = rest.ToString();
        var end = text.LastIndexOf('\n') + 1;
        rest.Remove(0, end);
        return [.. (from Match line in Put.Matches(text[..end])
            where !IsPart(line.Groups["query"].Value)
            select (line.Groups["container"].Value, Uri.UnescapeDataString(line.Groups["blob"].Value))).Distinct()];
    }

    /// <summary>Whether something may have been missed since the last call, for the file was cut: then a listing is due.</summary>
    public bool TakeGap()
    {
        var had = hasGap;
        hasGap = false;
        return had;
    }

    // Parts of a blob, its properties, metadata, tags and leases; the commit of its blocks writes it.
    private static bool IsPart(string query) =>
        query.Contains("comp=", StringComparison.Ordinal) && !query.Contains("comp=blocklist", StringComparison.Ordinal);

    private string Read()
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length < position)
        {
            position = 0;
            hasGap = true;
        }

        if (stream.Length == position)
        {
            return "";
        }

        stream.Position = position;
        var bytes = new byte[stream.Length - position];
        stream.ReadExactly(bytes);
        position += bytes.Length;
        return Encoding.UTF8.GetString(bytes);
    }

    [GeneratedRegex("""
        "PUT /[a-z0-9]+/(?<container>[a-z0-9$-]+)/(?<blob>[^ ?"]+)(\?(?<query>[^ "]*))? HTTP/1\.1" 20[12] 
        """)]
    private static partial Regex Put { get; }
}
