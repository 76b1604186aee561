using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PerfFlow.Domain.Archive;

/// <summary>An event of an archived stream.</summary>
/// <param name="Text">Its canonical JSON, the bytes that were hashed.</param>
public sealed record ArchivedEvent(int Version, string Hash, string Text);

/// <summary>A stream as JSON lines: <c>{"event":{…},"hash":"…","version":1}</c>, the event as it was hashed.</summary>
public static class EventLines
{
    public static byte[] Write(IEnumerable<ArchivedEvent> events)
    {
        var lines = new StringBuilder();
        foreach (var happened in events)
        {
            lines.Append(
                CultureInfo.InvariantCulture,
                $$"""{"event":{{happened.Text}},"hash":"{{happened.Hash}}","version":{{happened.Version}}}""").Append('\n');
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    /// <returns>Null when a line is no event.</returns>
    public static IReadOnlyList<ArchivedEvent>? Read(string lines)
    {
        var events = new List<ArchivedEvent>();
        try
        {
            foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                using var json = JsonDocument.Parse(line);
                var root = json.RootElement;
                events.Add(new(
                    root.GetProperty("version").GetInt32(), root.GetProperty("hash").GetString()!, root.GetProperty("event").GetRawText()));
            }
        }
        catch (Exception malformed)
            when (malformed is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }

        return events;
    }

    /// <summary>Recomputes the chain from its first link to its head.</summary>
    /// <param name="stream">The stream's name.</param>
    /// <returns>Version of the first event that does not fit; null when all do. One past the last when the head is another.</returns>
    public static int? FirstBroken(string stream, IReadOnlyList<ArchivedEvent> events, ChainHead head)
    {
        var hash = Chain.Genesis(stream);
        for (var i = 0; i < events.Count; i++)
        {
            hash = Chain.Link(hash, events[i].Text);
            if (events[i].Version != i + 1 || events[i].Hash != hash)
            {
                return i + 1;
            }
        }

        return head == new ChainHead(events.Count, hash) ? null : events.Count + 1;
    }
}
