using System.Text.RegularExpressions;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>A value that does not stand alone: two bounds that make a range, or a name in front.</summary>
internal static partial class CompositeText
{

    /// <summary>不低于90%且不高于95%; 90%以上95%以下.</summary>
    public static bool TryTwoBounds(ReadOnlySpan<char> text, out Bound low, out decimal high)
    {
        low = default;
        high = 0;
        for (var cut = 1; cut < text.Length; cut++)
        {
            var left = text[..cut];
            var right = text[cut..];
            if (!(WordScan.TakeAny(ref right, [",", ";", "且", "并且", "并", "至", "~"])
                    || char.IsAsciiDigit(right[0])
                    || BoundText.StartsWithOperator(right))
                || !BoundText.TryRead(left, out var first) || !BoundText.TryRead(right, out var second))
            {
                continue;
            }

            if (first.Nature == TargetNature.AtMost && second.Nature == TargetNature.AtLeast)
            {
                var swap = first;
                first = second;
                second = swap;
            }

            var fits = first.Nature == TargetNature.AtLeast && second.Nature == TargetNature.AtMost && !first.Approximate
                && first.Value <= second.Value && first.Percent == second.Percent && first.Unit.SequenceEqual(second.Unit);
            if (fits)
            {
                low = first;
                high = second.Value;
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// 完成率98%以上, 会议≥2次: a name in front of the value. Before a sign that compares it may hold digits: PM2.5年均浓度≤35微克/立方米.
    /// </summary>
    public static bool TryLabelled(ReadOnlySpan<char> text, out Bound bound, out ReadOnlySpan<char> label)
    {
        const int longestLabel = 24;
        bound = default;
        label = [];
        if (text.IndexOfAny(Signs.Comparing) is > 0 and <= longestLabel and var sign
            && text[(sign + 1)..].IndexOfAny(Signs.Comparing) < 0
            && BoundText.TryRead(text[sign..], out bound))
        {
            label = text[..sign];
            return !label.ContainsAny(Signs.Digits) || IsName(label);
        }

        for (var start = 2; start < text.Length - 1 && start <= longestLabel; start++)
        {
            var before = text[start - 1];
            if (!char.IsLetter(text[0]) || !char.IsLetter(before) && before is not ('(' or ')' or ':' or ',' or ';'))
            {
                return false;
            }

            var rest = text[start..];
            var compared = BoundText.StartsWithOperator(rest);
            if ((compared || before is '率' or '度' or '数' or '量' or '额' or '值' or '例' or '本' or '限' or ':')
                && before is not ('不' or '未' or '没' or '非' or '无' or '难' or '勿')
                && BoundText.TryRead(rest, out bound))
            {
                label = text[..start];
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// More than a number with its unit, which would be a value itself: 65岁以上老人死亡率, 2023年投诉率, and 1. as a list numbers its lines.
    /// </summary>
    private static bool IsName(ReadOnlySpan<char> label) => Numbering().IsMatch(label) || OnlyInTokens(label)
        || (!IsValue(label) && !EndsInValue(label)
            && (char.IsAsciiDigit(label[0])
                || label[^1] is '率' or '度' or '数' or '量' or '额' or '值' or '例' or '本' or '限' or '比' or '积' or '里' or '户'
                    or '间' or '长' or '分' or '次' or '人' or '费' or '价' or '期' or ':' or '.' or ')'));

    /// <summary>A number with a unit as units are, so a second value: 100人≥95%, but not 12345热线投诉≤40件.</summary>
    private static bool IsValue(ReadOnlySpan<char> label) =>
        BoundText.TryRead(label, out var value) && (value.Unit.Length <= 2 || Units.IsCommon(value.Unit));

    /// <summary>培训300人≥95%: the name ends in an amount of its own.</summary>
    private static bool EndsInValue(ReadOnlySpan<char> label)
    {
        var start = label.LastIndexOfAny(Signs.Digits);
        while (start > 0 && (char.IsAsciiDigit(label[start - 1]) || label[start - 1] == '.'))
        {
            start--;
        }

        return start > 0 && IsValue(label[start..]);
    }

    /// <summary>Each number stands beside a letter of a code: PM10, G219, 5G.</summary>
    private static bool OnlyInTokens(ReadOnlySpan<char> label)
    {
        var any = false;
        for (var i = 0; i < label.Length; i++)
        {
            if (char.IsAsciiDigit(label[i]))
            {
                var from = i;
                while (i + 1 < label.Length && (char.IsAsciiDigit(label[i + 1]) || label[i + 1] == '.'))
                {
                    i++;
                }

                any = (from > 0 && char.IsAsciiLetter(label[from - 1])) || (i + 1 < label.Length && char.IsAsciiLetter(label[i + 1]));
                if (!any)
                {
                    return false;
                }
            }
        }

        return any;
    }

    [GeneratedRegex(@"^\(?[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}[.;:)]?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbering();
}
