namespace PerfFlow.Domain.Names;

/// <summary>The one of a few names that a slip of the pen may mean.</summary>
public static class Closest
{
    private const int Longest = 100;

    /// <returns>Null where none has two thirds of its letters.</returns>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var letters = Letters(name);
        return letters.Count > Longest ? null : known
            .Select(one => (One: one, Letters: Letters(one)))
            .Where(one => one.Letters.Count <= Longest)
            .Select(one => (one.One, Alignment.Of(letters, one.Letters).Distance, Length: Math.Max(one.Letters.Count, letters.Count)))
            .Where(one => 3 * one.Distance <= one.Length)
            .OrderBy(one => one.Distance)
            .ThenBy(one => one.One, StringComparer.Ordinal)
            .Select(one => one.One)
            .FirstOrDefault();
    }

    private static List<string> Letters(string name) => [.. NameKey.Of(name).Select(c => c.ToString())];
}
