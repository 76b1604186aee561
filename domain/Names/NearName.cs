using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PerfFlow.Domain.Names;

/// <summary>
/// Whether a name that is not the same may still be meant: a letter in five is another at most, and none that tells projects apart, as a
/// number, a year or a part of the town does; or only what a project is called at the end. What differs is marked in both.
/// </summary>
public static partial class NearName
{
    private const int ShortestName = 5;
    private const int MostLetters = 200;
    private const int LettersForOne = 5;
    private const int MostDifferent = 4;

    private static readonly SearchValues<char> Telling = SearchValues.Create(
        "0123456789〇零一二三四五六七八九十百千万亿两甲乙丙丁戊己庚辛壬癸东西南北上中下左右前后新旧老ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>How many letters are others; null where it is another name.</summary>
    /// <param name="year">The budget year: whether a name says it makes no difference.</param>
    public static int? Distance(ProjectName one, ProjectName other, int year)
    {
        if (one.Code is not null && other.Code is not null && one.Code != other.Code)
        {
            return null;
        }

        var (left, right) = (WithoutYear(one.Name, year), WithoutYear(other.Name, year));
        if (Math.Max(left.Length, right.Length) > MostLetters || Tells(left) != Tells(right) || Words(right).Length == 0)
        {
            return null;
        }

        return IsNear(left, right) || IsNear(Called().Replace(left, ""), Called().Replace(right, "")) ? Between(left, right) : null;
    }

    private static bool IsNear(string left, string right) => Words(left) == Words(right)
        || (Math.Max(left.Length, right.Length) is >= ShortestName and var longest
            && Between(left, right) <= Math.Min(longest / LettersForOne, MostDifferent));

    private static int Between(string left, string right) => Alignment.Of([.. Letters(left)], [.. Letters(right)]).Distance;

    /// <summary>Both as they were written, 【】 around what differs; a letter that may look like another with its number.</summary>
    public static (string One, string Other) Marked(string one, string other)
    {
        var (left, right) = (Letters(Cut(one)), Letters(Cut(other)));
        var (leftName, rightName) = (NameIn(left, ProjectName.Of(one)), NameIn(right, ProjectName.Of(other)));
        var alignment = Alignment.Of([.. left[leftName].Select(NameKey.Of)], [.. right[rightName].Select(NameKey.Of)]);
        return (Marked(left, Around(left, leftName, alignment.One)), Marked(right, Around(right, rightName, alignment.Other)));
    }

    /// <summary>A code differs from none, and is not marked.</summary>
    private static bool[] Around(List<string> letters, Range name, IReadOnlyList<bool> differs)
    {
        var all = new bool[letters.Count];
        differs.ToArray().CopyTo(all, name.Start.Value);
        return all;
    }

    /// <summary>Which letters are the name itself, with its code before or behind it.</summary>
    private static Range NameIn(List<string> letters, ProjectName name) => name.Code is null
        ? 0..letters.Count
        : Enumerable.Range(0, letters.Count)
            .SelectMany(at => (Range[])[at..letters.Count, 0..(letters.Count - at)])
            .FirstOrDefault(part => ProjectName.KeyOf(string.Concat(letters[part])) == name.Name, 0..letters.Count);

    private static string Marked(List<string> letters, bool[] differs)
    {
        var text = new StringBuilder();
        for (var i = 0; i < letters.Count; i++)
        {
            text.Append(differs[i] && (i == 0 || !differs[i - 1]) ? "【" : "");
            text.Append(differs[i] ? Told(letters[i]) : letters[i]);
            text.Append(differs[i] && (i == letters.Count - 1 || !differs[i + 1]) ? "】" : "");
        }

        return text.ToString();
    }

    private static string Told(string letter) => Rune.GetRuneAt(letter, 0) is var rune && (rune.IsAscii || rune.Value is >= '一' and <= '鿿'
        || Rune.IsPunctuation(rune) || Rune.IsWhiteSpace(rune))
        ? letter
        : $"{letter}(U+{rune.Value:X4})";

    /// <summary>One by one, on one line, and what prints nothing left out; half a pair is a letter that cannot be read.</summary>
    private static List<string> Letters(string text) =>
    [
        .. text.EnumerateRunes()
            .Select(rune => Rune.IsWhiteSpace(rune) ? " " : rune.ToString())
            .Where(letter => letter == " " || NameKey.Of(letter).Length > 0),
    ];

    private static string Cut(string text) => text.Length <= 2 * MostLetters ? text : text[..(2 * MostLetters)];

    /// <summary>Also a bare 2023; not the end of a span of years.</summary>
    private static string WithoutYear(string name, int year) => Year().Replace(
        name, match => match.Groups["year"].ValueSpan.SequenceEqual(year.ToString(CultureInfo.InvariantCulture)) ? "" : match.Value);

    /// <summary>What tells projects apart, and where a number ends: 1.5 is not 15. A letter beyond the usual ones is no slip.</summary>
    private static string Tells(string name)
    {
        var tells = new StringBuilder();
        foreach (var c in Counting.All(name))
        {
            if (Telling.Contains(c) || char.IsSurrogate(c))
            {
                tells.Append(c);
            }
            else if (tells.Length > 0 && char.IsAsciiDigit(tells[^1]))
            {
                tells.Append(' ');
            }
        }

        return tells.ToString().TrimEnd();
    }

    private static string Words(string name) =>
        string.Concat(Counting.All(name).Where(c => !char.IsPunctuation(c) && !char.IsSymbol(c)));

    [GeneratedRegex("(?<![0-9]|[0-9年][-至])(?<year>[0-9]{4})(?:年度|年(?!度)|(?![0-9年]))(?![-至][0-9])")]
    private static partial Regex Year();

    /// <summary>What many a project is called besides its name, which some leave out.</summary>
    [GeneratedRegex("(?<=.)(?:项目|经费|专项|资金)+$")]
    private static partial Regex Called();
}
