using System.Text.RegularExpressions;

namespace PerfFlow.Domain.Names;

/// <summary>
/// A project's name as it is compared. The budget platform prints its code before it (51000023R000000010001-养护经费); some write it behind,
/// in brackets, and units have short codes of their own (P001). One with a code and one without may be the same, two with different codes
/// never are.
/// </summary>
public sealed partial record ProjectName
{
    private ProjectName(string key, string? code, string name) => (Key, Code, Name) = (key, code, name);

    /// <summary>All of it, see <see cref="NameKey"/>; what is counted is in figures.</summary>
    public string Key { get; }

    /// <summary>Null where there is none.</summary>
    public string? Code { get; }

    /// <summary>Without the code.</summary>
    public string Name { get; }

    public static ProjectName Of(string text)
    {
        var spaced = NameKey.Spaced(text).Trim();
        var key = KeyOf(spaced);
        foreach (var match in spaced.Length > LongestWithCode ? [] : (Match[])[Before().Match(spaced), Behind().Match(spaced)])
        {
            if (match.Success
                && IsCode(match.Groups["code"].Value, isApart: match.Groups["apart"].Success)
                && KeyOf(match.Groups["name"].Value) is { Length: > 0 } name)
            {
                return new(key, match.Groups["code"].Value, name);
            }
        }

        return new(key, null, key);
    }

    /// <summary>Without a code that is known, before or behind it in brackets or set apart; null where it has none.</summary>
    public static ProjectName? Without(string code, string text)
    {
        const string apart = "-:_ ";
        var (spaced, known) = (NameKey.Spaced(text).Trim(), NameKey.Of(code));
        var bracketed = $"({known})";
        return spaced.StartsWith(bracketed, StringComparison.Ordinal) ? Of(spaced[bracketed.Length..].TrimStart([.. apart]))
            : spaced.EndsWith(bracketed, StringComparison.Ordinal) ? Of(spaced[..^bracketed.Length])
            : spaced.Length <= known.Length ? null
            : spaced.StartsWith(known, StringComparison.Ordinal) && apart.Contains(spaced[known.Length], StringComparison.Ordinal)
                ? Of(spaced[known.Length..].TrimStart([.. apart]))
            : spaced.EndsWith(known, StringComparison.Ordinal) && apart.Contains(spaced[^(known.Length + 1)], StringComparison.Ordinal)
                ? Of(spaced[..^known.Length].TrimEnd([.. apart]))
            : null;
    }

    internal static string KeyOf(string text) => Counting.Counted(NameKey.Of(text));

    public bool IsSame(ProjectName other) =>
        Key == other.Key || (Name == other.Name && (Code is null || other.Code is null || Code == other.Code));

    /// <summary>Eight digits alone are a day, and a year with its month belongs to the name, as does the number of a road (G318).</summary>
    /// <param name="isApart">Something stands between it and the name.</param>
    private static bool IsCode(string text, bool isApart) => text.Count(char.IsAsciiDigit) is var digits
        && ((text.Length >= ShortestCode && (digits == text.Length ? digits >= FewestDigits : digits >= FewestDigits / 2))
            || (isApart && OfUnit().IsMatch(text)));

    private const int LongestWithCode = 500; // no name is as long
    private const int ShortestCode = 8;
    private const int FewestDigits = 10;

    [GeneratedRegex(
        """^[("]? ?(?<code>[0-9A-Z]{4,32})(?:(?<apart> ?[)"] ?[-:_]? ?| ?[-:_] ?| )|(?=[^ 0-9A-Z]))(?<name>.+)$""", Options, 1000)]
    private static partial Regex Before();

    [GeneratedRegex(
        """^(?<name>.+?)(?<apart> ?[(] ?(?<code>[0-9A-Z]{4,32}) ?[)]|(?: ?[-:_] ?| )(?<code>[0-9A-Z]{4,32}))$""", Options, 1000)]
    private static partial Regex Behind();

    /// <summary>A code that a unit gives itself: letters and a number, the letters not those of roads.</summary>
    [GeneratedRegex("^(?![GSXYC][0-9])[A-Z]{1,6}[0-9]{3,7}$")]
    private static partial Regex OfUnit();

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.Singleline;
}
