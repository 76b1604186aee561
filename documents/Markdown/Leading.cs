using System.Text.RegularExpressions;

namespace PerfFlow.Documents.Markdown;

/// <summary>What at the beginning of a line would make a list of a paragraph.</summary>
internal static partial class Leading
{
    public static string Of(string line) => Marker().Replace(line.TrimStart(' ', '\t'), @"$1\$2");

    [GeneratedRegex(@"^(\d{0,9})([-+.)=~])")]
    private static partial Regex Marker();
}
