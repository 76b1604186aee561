using System.Globalization;
using System.Text;

namespace PerfFlow.Emulator.Durable.Stores.Tables;

/// <summary>
/// Names in storage. All rows of an instance are in one partition, so that head and history change in one batch; a partition
/// holds many instances, so that one batch carries the turns of many.
/// </summary>
internal static class HubKeys
{
    /// <summary>Few, so that batches fill up; more than one, so that they overlap.</summary>
    public const int Partitions = 4;

    /// <summary>First row key behind all heads.</summary>
    public const string HeadsEnd = "i;";

    public const string HeadsBegin = "i:";

    /// <exception cref="ArgumentException">The hub name cannot be a table name on any backend.</exception>
    public static string Table(string hubName)
    {
        const int longest = 45;
        var usable = hubName.Length is >= 3 and <= longest && char.IsAsciiLetter(hubName[0]) && hubName.All(char.IsAsciiLetterOrDigit);
        return usable ? $"{hubName}Instances" : throw new ArgumentException(
            $"The hub name '{hubName}' (host.json: extensions.durableTask.hubName) must be 3 to {longest} ASCII letters and digits and begin with a letter.",
            nameof(hubName));
    }

    public static string Container(string hubName) => $"{hubName.ToLowerInvariant()}-durable";

    public static string Partition(string instanceId)
    {
        var hash = 2166136261u; // FNV-1a: string.GetHashCode differs from process to process
        foreach (var unit in instanceId)
        {
            hash = (hash ^ unit) * 16777619u;
        }

        return PartitionAt((int)(hash % Partitions));
    }

    public static string PartitionAt(int index) => index.ToString(CultureInfo.InvariantCulture);

    public static string Head(string instanceId) => HeadsBegin + Encode(instanceId);

    public static string Row(string instanceId, int generation, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{Generation(instanceId, generation)}{row:x8}");

    /// <summary>What the keys of one generation's rows begin with.</summary>
    public static string Generation(string instanceId, int generation) =>
        string.Create(CultureInfo.InvariantCulture, $"{History(instanceId)}{generation:x8}:");

    /// <summary>What the keys of all rows of an instance's history begin with.</summary>
    public static string History(string instanceId) => $"h:{Encode(instanceId)}:";

    /// <summary>The first key behind all keys that begin with <paramref name="prefix"/>.</summary>
    public static string Behind(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    /// <summary>Injective and order-preserving within ids of plain characters; a prefix stays a prefix.</summary>
    public static string Encode(string text)
    {
        if (!text.Any(MustEscape))
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length + 16);
        foreach (var unit in text)
        {
            _ = MustEscape(unit)
                ? encoded.Append(CultureInfo.InvariantCulture, $"*{(int)unit:x4}")
                : encoded.Append(unit);
        }

        return encoded.ToString();
    }

    /// <summary>What tables refuse in keys, our separator, the escape itself, and halves of surrogate pairs.</summary>
    private static bool MustEscape(char unit) =>
        unit is '/' or '\\' or '#' or '?' or '%' or ':' or '*' || char.IsControl(unit) || char.IsSurrogate(unit);
}
