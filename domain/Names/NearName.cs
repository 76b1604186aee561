using System.Buffers;
using System.Text;

namespace PerfFlow.Domain.Names;

/// <summary>
/// Whether a name that is not the same may still be meant: a letter in five is another at most, and none that tells projects apart, as a
/// number, a year or a part of the town does. What differs is marked in both.
/// </summary>
public static class NearName
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

        var distance = Alignment.Of([.. Letters(left)], [.. Letters(right)]).Distance;
        var longest = Math.Max(left.Length, right.Length);
        return Words(left) == Words(right) || (longest >= ShortestName && distance <= Math.Min(longest / LettersForOne, MostDifferent))
            ? distance
            : null;
    }

    /// <summary>Both as they were written, 【】 around what differs; a letter that may look like another with its number.</summary>
    public static (string One, string Other) Marked(string one, string other)
    {
        var (left, right) = (Letters(Cut(one)), Letters(Cut(other)));
        var (leftCode, rightCode) = (CodeOf(left, ProjectName.Of(one)), CodeOf(right, ProjectName.Of(other)));
        var alignment = Alignment.Of([.. left.Skip(leftCode).Select(NameKey.Of)], [.. right.Skip(rightCode).Select(NameKey.Of)]);
        return (Marked(left, [.. Same(leftCode), .. alignment.One]), Marked(right, [.. Same(rightCode), .. alignment.Other]));
    }

    private static IEnumerable<bool> Same(int letters) => Enumerable.Repeat(false, letters);

    /// <summary>How many letters from the first are no part of the name itself.</summary>
    private static int CodeOf(List<string> letters, ProjectName name) => name.Code is null
        ? 0
        : Enumerable.Range(0, letters.Count).FirstOrDefault(at => NameKey.Of(string.Concat(letters.Skip(at))) == name.Name);

    private static string Marked(List<string> letters, IReadOnlyList<bool> differs)
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

    private static string WithoutYear(string name, int year) =>
        name.Replace($"{year}年度", "", StringComparison.Ordinal).Replace($"{year}年", "", StringComparison.Ordinal);

    /// <summary>What tells projects apart, and where a number ends: 1.5 is not 15. A letter beyond the usual ones is no slip.</summary>
    private static string Tells(string name)
    {
        var tells = new StringBuilder();
        foreach (var c in name)
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

    private static string Words(string name) => string.Concat(name.Where(c => !char.IsPunctuation(c) && !char.IsSymbol(c)));
}
