using System.Text.RegularExpressions;

namespace PerfFlow.Domain.Names;

/// <summary>
/// A project's name as it is compared. The budget platform prints its code before it (51000023R000000010001-养护经费); some write it behind,
/// in brackets. One with a code and one without may be the same, two with different codes never are.
/// </summary>
public sealed partial record ProjectName
{
    private ProjectName(string key, string? code, string name) => (Key, Code, Name) = (key, code, name);

    /// <summary>All of it, see <see cref="NameKey"/>.</summary>
    public string Key { get; }

    /// <summary>Null where there is none.</summary>
    public string? Code { get; }

    /// <summary>Without the code.</summary>
    public string Name { get; }

    public static ProjectName Of(string text)
    {
        var spaced = NameKey.Spaced(text).Trim();
        var key = NameKey.Of(spaced);
        var match = Before().Match(spaced) is { Success: true } before ? before : Behind().Match(spaced);
        return match.Success
            && IsCode(match.Groups["code"].Value)
            && NameKey.Of(match.Groups["name"].Value) is { Length: > 0 } name
            ? new(key, match.Groups["code"].Value, name)
            : new(key, null, key);
    }

    public bool IsSame(ProjectName other) =>
        Key == other.Key || (Name == other.Name && (Code is null || other.Code is null || Code == other.Code));

    /// <summary>Eight digits alone are a day, and a year with its month belongs to the name.</summary>
    private static bool IsCode(string text) => text.Count(char.IsAsciiDigit) is var digits
        && (digits == text.Length ? digits >= FewestDigits : digits >= FewestDigits / 2);

    private const int FewestDigits = 10;

    [GeneratedRegex("""^[("]? ?(?<code>[0-9A-Z]{8,32}) ?[)"]?(?: ?[-:_] ?| |(?=[^ 0-9A-Z]))(?<name>.+)$""", Options, 1000)]
    private static partial Regex Before();

    [GeneratedRegex("""^(?<name>.+?) ?(?:[(] ?(?<code>[0-9A-Z]{8,32}) ?[)]|[-:_] ?(?<code>[0-9A-Z]{8,32}))$""", Options, 1000)]
    private static partial Regex Behind();

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.Singleline;
}
