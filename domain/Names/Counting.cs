using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfFlow.Domain.Names;

/// <summary>Numbers of a name in figures, whichever way they were written: 第一批 is 第1批.</summary>
internal static partial class Counting
{
    private const string Numerals = "〇一二三四五六七八九";
    private const int FiguresOfYear = 4;

    /// <summary>Where something is counted: there nobody sees two names in it.</summary>
    public static string Counted(string key) => OfCounted().Replace(key, match => Figures(match.Value));

    /// <summary>Everywhere: 一体化 may be meant by 1体化.</summary>
    public static string All(string key) => Any().Replace(key, match => Figures(match.Value));

    /// <summary>As it is where it is no number: 十四五, and 一二期, which are two.</summary>
    private static string Figures(string text)
    {
        var ten = text.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0)
        {
            return text.Length is 1 or FiguresOfYear ? string.Concat(text.Select(Figure)) : text;
        }

        return ten <= 1 && text.Length <= ten + 2 && text.LastIndexOf('十') == ten
            ? (((ten == 0 ? 1 : Figure(text[0]) - '0') * 10) + (text.Length == ten + 1 ? 0 : Figure(text[^1]) - '0'))
                .ToString(CultureInfo.InvariantCulture)
            : text;
    }

    private static char Figure(char numeral) => numeral switch
    {
        '两' => '2',
        '零' => '0',
        _ => (char)('0' + Numerals.IndexOf(numeral, StringComparison.Ordinal)),
    };

    [GeneratedRegex("(?<=第)[〇零一二两三四五六七八九十]+|(?<![〇零一二两三四五六七八九十])[〇零一二两三四五六七八九十]+(?=[期批轮次号届年月]|标段|阶段|季度)")]
    private static partial Regex OfCounted();

    [GeneratedRegex("[〇零一二两三四五六七八九十]+")]
    private static partial Regex Any();
}
