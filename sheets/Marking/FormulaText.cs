using System.Globalization;
using System.Text.RegularExpressions;
using PerfFlow.Sheets.Grid;
using PerfFlow.Sheets.Xlsx;

namespace PerfFlow.Sheets.Marking;

/// <summary>The references in the text of a formula: what it needs, and how it reads some cells further on.</summary>
internal static partial class FormulaText
{
    /// <param name="home">Sheet that the formula stands on.</param>
    /// <param name="isWhole">False when it also asks for what only a calculation would tell: names, whole columns, INDIRECT.</param>
    public static IReadOnlyList<(string Sheet, Merge Area)> Areas(string formula, string home, out bool isWhole)
    {
        var areas = new List<(string, Merge)>();
        var rest = Token().Replace(formula, token =>
        {
            if (!token.Groups["from"].Success)
            {
                return "";
            }

            var sheet = token.Groups["sheet"] is { Success: true } named ? named.Value.Replace("''", "'", StringComparison.Ordinal)
                : token.Groups["plain"] is { Success: true } plain ? plain.Value
                : home;
            var (top, left) = Parse(token.Groups["from"].Value);
            var (bottom, right) = token.Groups["to"] is { Success: true } to ? Parse(to.Value) : (top, left);
            areas.Add((
                sheet,
                new(Math.Min(top, bottom), Math.Min(left, right), Math.Max(top, bottom), Math.Max(left, right))));
            return "";
        });
        isWhole = !rest.Any(char.IsLetter) && !Unbound().IsMatch(formula);
        return areas;
    }

    /// <summary>As it reads in a cell that many rows and columns further: what is not fixed by a $ moves along.</summary>
    public static string Moved(string formula, int rows, int columns) => Token().Replace(formula, token =>
    {
        if (!token.Groups["from"].Success)
        {
            return token.Value;
        }

        var (from, to) = (token.Groups["from"], token.Groups["to"]);
        var before = token.Value[..(from.Index - token.Index)];
        return before + Moved(from.Value) + (to.Success ? ":" + Moved(to.Value) : "");

        string Moved(string reference)
        {
            var row = reference.LastIndexOf('$') is > 0 and var at ? at : reference.AsSpan().IndexOfAnyInRange('0', '9');
            var (column, line) = (reference[..row], reference[row..]);
            var (number, letters) = Parse(reference);
            var name = SheetGrid.Address(1, letters + columns)[..^1];
            return (column.StartsWith('$') ? column : name)
                + (line.StartsWith('$') ? line : (number + rows).ToString(CultureInfo.InvariantCulture));
        }
    });

    private static (int Row, int Column) Parse(string reference) =>
        CellReference.Parse(reference.Replace("$", "", StringComparison.Ordinal));

    /// <summary>
    /// Texts, references with the sheet they name, functions, numbers. Names have a length: a long one is not scanned from each letter.
    /// </summary>
    [GeneratedRegex(
        """
        "(?:[^"]|"")*"
        |(?:(?:'(?<sheet>(?:[^']|''){1,64})'|(?<plain>[\p{L}_][\p{L}\p{N}_.]{0,63}))!)?
          (?<![\p{L}\p{N}_.])(?<from>\$?[A-Za-z]{1,3}\$?[0-9]{1,7})(?::(?<to>\$?[A-Za-z]{1,3}\$?[0-9]{1,7}))?(?![\p{L}\p{N}_.(!])
        |[\p{L}_][\p{L}\p{N}_.]{0,63}\(
        |\b(?:TRUE|FALSE)\b
        |(?<![\p{L}_])[0-9]+(?:\.[0-9]*)?(?:[Ee][+-]?[0-9]+)?
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    /// <summary>What it needs is not in its text.</summary>
    [GeneratedRegex(
        @"\b(?:INDIRECT|OFFSET)\(|\$?\d+:\$?\d+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unbound();
}
