using System.Collections.Frozen;

namespace PerfFlow.Domain.Indicators;

/// <summary>Words for one and the same unit, as <c>units.txt</c> beside this file lists them. 天 and 工作日, 家 and 户 stay different.</summary>
internal static class UnitWords
{
    private static readonly FrozenDictionary<string, string> Usual = Read()
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .SelectMany(words => words.Select(word => (Word: word, Usual: words[0])))
        .ToFrozenDictionary(entry => entry.Word, entry => entry.Usual, StringComparer.Ordinal);

    /// <summary>One of the words of 个(项) is enough, and both together: 人(次) is 人, 次 and 人次.</summary>
    public static bool Same(string left, string right)
    {
        foreach (var word in Either(left))
        {
            if (Either(right).Contains(word, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsPercent(string unit) => Each(unit) == "%";

    private static string[] Either(string unit)
    {
        var open = unit.IndexOf('(', StringComparison.Ordinal);
        if (open <= 0 || unit[^1] != ')')
        {
            return [Each(unit)];
        }

        var (outside, inside) = (unit[..open], unit[(open + 1)..^1]);
        return [Each(outside), Each(inside), Each(outside + inside)];
    }

    /// <summary>元/名 is 元/人: each side of the stroke by itself.</summary>
    private static string Each(string unit) => unit.Contains('/', StringComparison.Ordinal)
        ? string.Join('/', unit.Split('/').Select(part => Usual.GetValueOrDefault(part, part)))
        : Usual.GetValueOrDefault(unit, unit);

    private static IEnumerable<string> Read()
    {
        using var stream = typeof(UnitWords).Assembly.GetManifestResourceStream("indicators/units.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Length > 0 && line[0] != '#');
    }
}
