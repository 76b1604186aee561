using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>A value that does not stand alone: two bounds that make a range, or a name in front.</summary>
internal static class CompositeText
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

    /// <summary>完成率98%以上, 会议≥2次: a name in front of the value.</summary>
    public static bool TryLabelled(ReadOnlySpan<char> text, out Bound bound, out ReadOnlySpan<char> label)
    {
        const int longestLabel = 24;
        bound = default;
        label = [];
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
}
