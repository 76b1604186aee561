using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>The grammar of field.md §2.4 on normalised text: which of its rows a text is.</summary>
internal static class TargetGrammar
{
    /// <param name="stated">The text itself says what nature it is.</param>
    /// <param name="finding">A remark, or the reason for a null result when it is an ambiguity.</param>
    public static Target? Parse(
        ReadOnlySpan<char> text, string raw, Profile profile, int year, out bool stated, out Finding? finding, Place place)
    {
        finding = null;
        stated = true;
        WordScan.TakeLast(ref text, [".", ";", "!"]);
        if (text.IsEmpty)
        {
            return null;
        }

        if (DateText.TryRead(text, year, out var date, out var rest))
        {
            if (rest.ContainsAny(Signs.Quantities))
            {
                if (Dated(rest, raw) is { } measured)
                {
                    finding = TextFindings.DateKept(place, date.Day);
                    return measured;
                }
            }
            else if (date.Earlier is { } earlier)
            {
                finding = TextFindings.TargetAmbiguous(place, raw, [ByDay(date.Day, raw), ByDay(earlier, raw)]);
                return null;
            }
            else
            {
                return ByDay(date.Day, raw);
            }
        }

        if (text[0] == '每')
        {
            return FrequencyText.TryRead(text, out var counted) ? Of(counted, raw) : null;
        }

        if (Answer(text) is { } answer)
        {
            return new Target(TargetNature.YesNo, answer ? 1 : 0, null, null, "", false, raw);
        }

        if (ZeroEventText.Is(text, profile))
        {
            return new Target(TargetNature.Equal, 0, null, null, "起", false, raw);
        }

        if (Changed(text, raw, place, out finding) is { } changed)
        {
            return changed;
        }

        if (text[0] is not ('零' or '无' or '未') || text.Length <= 2 || text.ContainsAny(Signs.Comparing))
        {
            if (BoundText.TryRead(text, out var bound))
            {
                stated = bound.Stated;
                return Of(bound, raw);
            }

            if (BoundText.TryRange(text, out var low, out var high))
            {
                return Between(low, high, raw);
            }

            if (CompositeText.TryTwoBounds(text, out low, out high))
            {
                return Between(low, high, raw);
            }

            if (CompositeText.TryLabelled(text, out bound, out var label))
            {
                finding = TextFindings.LabelIgnored(place, label.ToString());
                return Of(bound, raw);
            }
        }

        return QualityText.Is(text, profile) ? Qualitative(raw) : null;
    }

    /// <summary>11月30日前≥95%: the share is measured, the day is said.</summary>
    private static Target? Dated(ReadOnlySpan<char> rest, string raw)
    {
        WordScan.TakeAny(ref rest, [",", ";", ":", "完成", "实现"]);
        return BoundText.TryRead(rest, out var bound) || CompositeText.TryLabelled(rest, out bound, out _) ? Of(bound, raw) : null;
    }

    /// <summary>A fall or a rise is reached by that much or more; 不超过 and its kin bound it from above.</summary>
    private static Target? Changed(ReadOnlySpan<char> text, string raw, Place place, out Finding? finding)
    {
        finding = null;
        if (TrendText.TakeLevel(ref text) is not Trend.None and var toward)
        {
            return BoundText.TryRead(text, out var level) && level.Nature != TargetNature.Equal ? Of(level, raw)
                : level.Unit.Length > 0 || level.Percent ? Of(level, raw) with
                {
                    Nature = toward == Trend.Rise ? TargetNature.AtLeast : TargetNature.AtMost,
                }
                : null;
        }

        if (TrendText.Take(ref text) == Trend.None
            || !BoundText.TryRead(text, out var bound)
            || (!bound.Percent && Units.Name(bound.Unit) is "" or "倍"))
        {
            return null; // 提高3, 提升两倍: of what?
        }

        finding = bound.Value < 0 ? TextFindings.TargetSignUnclear(place, raw) : null;
        var nature = bound.Nature == TargetNature.Equal ? TargetNature.AtLeast : bound.Nature;
        return Of(bound, raw) with { Nature = nature, Value = Math.Abs(bound.Value) };
    }

    public static Target ByDay(DateOnly day, string raw) => new(TargetNature.DateBy, 0, null, day, "", false, raw);

    public static Target Qualitative(string raw) => new(TargetNature.Qualitative, 0, null, null, "", false, raw);

    private static Target Of(Bound bound, string raw) =>
        new(bound.Nature, bound.Value, null, null, bound.Percent ? "%" : Units.Name(bound.Unit), bound.Approximate, raw);

    private static Target Between(Bound low, decimal high, string raw) =>
        new(TargetNature.Between, low.Value, high, null, low.Percent ? "%" : Units.Name(low.Unit), false, raw);

    /// <summary>是 and its kin; null when the text is no answer.</summary>
    private static bool? Answer(ReadOnlySpan<char> text) => text switch
    {
        "是" or "是/否" or "完成" or "已完成" or "全部完成" or "按时完成" or "按期完成" or "及时完成" or "如期完成" or "√" => true,
        "否" => false,
        _ => null,
    };
}
