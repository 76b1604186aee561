using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Profiles;

namespace PerfFlow.Domain.Indicators;

/// <summary>A target as read, with what there is to say about the reading.</summary>
/// <param name="Target">Null when the text has no reading, or more than one.</param>
public readonly record struct TargetReading(Target? Target, IReadOnlyList<Finding> Findings);

/// <summary>Reads 指标值 with its 指标性质 and 度量单位 columns (domain.md §2.4, §4.8a).</summary>
public static class TargetText
{
    /// <summary>A text alone, for example <c>≥95%</c>.</summary>
    public static TargetReading Read(string text, Profile profile, int year) =>
        Read(null, new Cell(new Place("", ""), text), null, profile, year);

    /// <param name="nature">指标性质, if the form has the column.</param>
    /// <param name="unit">度量单位, if the form has the column.</param>
    /// <param name="year">Budget year, for dates without one.</param>
    public static TargetReading Read(Cell? nature, Cell value, Cell? unit, Profile profile, int year)
    {
        if (value.Percent && Numerals.PercentPoints(value.Number) is { } shown)
        {
            return WithColumns(new Target(TargetNature.Equal, shown, null, null, "%", false, value.Raw), false, nature, value, unit, profile, year);
        }

        var raw = value.Raw;
        Span<char> buffer = raw.Length <= NormalText.Longest ? stackalloc char[NormalText.Room(raw.Length)] : new char[NormalText.Room(raw.Length)];
        ReadOnlySpan<char> text = buffer[..NormalText.Write(raw, buffer)];
        if (IsPlaceholder(text))
        {
            return new TargetReading(null, [TextFindings.TargetMissing(value.Place)]);
        }

        var target = Parse(text, raw, profile, year, out var stated, out var finding, value.Place);
        if (target is null)
        {
            return IsQualitativeColumn(nature) && !Numerals.AnyIn(text)
                ? new TargetReading(Qualitative(raw), [])
                : new TargetReading(null, [finding ?? TextFindings.TargetUnparsable(value, TargetReadings.In(text, profile, year))]);
        }

        if (!stated && target.Nature == TargetNature.Equal && target.Unit.Length == 0 && Numerals.Bounded(value.Number) is { } stored)
        {
            target = target with { Value = stored };
        }

        if (MonthOf(text, year) is { } month && !stated && string.IsNullOrWhiteSpace(nature?.Raw) && Units.OfColumn(unit?.Raw).Length == 0)
        {
            return new TargetReading(null, [TextFindings.TargetAmbiguous(value.Place, raw, [target, ByDay(month, raw)])]);
        }

        var reading = WithColumns(target, stated, nature, value, unit, profile, year);
        return finding is null ? reading : reading with { Findings = [finding, .. reading.Findings] };
    }

    /// <summary>2023.12 alone may be a number or a month.</summary>
    private static DateOnly? MonthOf(ReadOnlySpan<char> text, int year)
    {
        if (text.Length is not (6 or 7) || text[4] != '.')
        {
            return null;
        }

        Span<char> dashed = stackalloc char[text.Length];
        text.CopyTo(dashed);
        dashed[4] = '-';
        return DateText.TryRead(dashed, year, out var month, out var rest) && rest.IsEmpty ? month.Day : null;
    }

    /// <summary>— - / * 空: nothing was entered.</summary>
    internal static bool IsPlaceholder(ReadOnlySpan<char> text) => text.IndexOfAnyExcept('-') < 0 || text is "/" or "*" or "无" or "空" or "空白" or "暂无" or "…" or "..." or "……";

    /// <summary>The grammar on normalised text.</summary>
    /// <param name="stated">The text itself says what nature it is.</param>
    /// <param name="finding">A remark, or the reason for a null result when it is an ambiguity.</param>
    internal static Target? Parse(ReadOnlySpan<char> text, string raw, Profile profile, int year, out bool stated, out Finding? finding, Place place)
    {
        finding = null;
        stated = true;
        Words.TakeLast(ref text, [".", ";", "!"]);
        if (text.IsEmpty)
        {
            return null;
        }

        if (DateText.TryRead(text, year, out var date, out var rest))
        {
            if (date.Earlier is { } earlier)
            {
                finding = TextFindings.TargetAmbiguous(place, raw, [ByDay(date.Day, raw), ByDay(earlier, raw)]);
                return null;
            }

            if (!rest.ContainsAny(Signs.Quantities))
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

        if (IsZeroEvent(text, profile))
        {
            return new Target(TargetNature.Equal, 0, null, null, "起", false, raw);
        }

        if (text[0] is not ('零' or '无' or '未') || text.Length <= 2)
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

            if (TryTwoBounds(text, out low, out high))
            {
                return Between(low, high, raw);
            }

            if (TryLabelled(text, out bound, out var label))
            {
                finding = TextFindings.LabelIgnored(place, label.ToString());
                return Of(bound, raw);
            }
        }

        return IsQuality(text, profile) ? Qualitative(raw) : null;
    }

    private static Target ByDay(DateOnly day, string raw) => new(TargetNature.DateBy, 0, null, day, "", false, raw);

    private static Target Qualitative(string raw) => new(TargetNature.Qualitative, 0, null, null, "", false, raw);

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

    /// <summary>无…事件, 零投诉, 不发生…: none may happen.</summary>
    internal static bool IsZeroEvent(ReadOnlySpan<char> text, Profile profile)
    {
        // 无安全事故,投诉三起 says more than that there was none.
        if (text.ContainsAny(Signs.Quantities) || (text.ContainsAny(",;.") && Numerals.AnyIn(text)))
        {
            return false;
        }

        var rest = text;
        return Words.TakeAny(ref rest, ["不发生", "未发生", "不出现", "未出现", "没有发生", "杜绝"])
            ? rest.Length > 0
            : Words.TakeAny(ref rest, ["没有", "无", "零"]) && Words.ContainsAny(rest, profile.Qualitative.ZeroEvents);
    }

    /// <summary>不低于90%且不高于95%; 90%以上95%以下.</summary>
    private static bool TryTwoBounds(ReadOnlySpan<char> text, out Bound low, out decimal high)
    {
        low = default;
        high = 0;
        for (var cut = 1; cut < text.Length; cut++)
        {
            var left = text[..cut];
            var right = text[cut..];
            if (!(Words.TakeAny(ref right, [",", ";", "且", "并且", "并", "至", "~"]) || char.IsAsciiDigit(right[0]) || BoundText.StartsWithOperator(right))
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
    private static bool TryLabelled(ReadOnlySpan<char> text, out Bound bound, out ReadOnlySpan<char> label)
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

    /// <summary>A phrase of quality without any number, date or zero word; everything else unknown is reported, never taken as 定性.</summary>
    private static bool IsQuality(ReadOnlySpan<char> text, Profile profile)
    {
        if (text[0] is '无' or '零')
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!(char.IsLetter(c) && !char.IsAscii(c)) && c is not (',' or '.' or ';' or ':' or '(' or ')' or '"' or '“' or '”'))
            {
                return false;
            }
        }

        return !HoldsNumber(text, profile)
            && (Words.ContainsAny(text, profile.Qualitative.QualityWords) || TierOf(text, profile) is not null);
    }

    private static bool HoldsNumber(ReadOnlySpan<char> text, Profile profile)
    {
        if (!Numerals.AnyIn(text))
        {
            return false;
        }

        var bare = text.ToString();
        foreach (var idiom in profile.Qualitative.NumberIdioms)
        {
            bare = bare.Replace(idiom, "", StringComparison.Ordinal);
        }

        return Numerals.AnyIn(bare);
    }

    /// <summary>Index of the tier whose wording the text is, or begins with.</summary>
    internal static int? TierOf(ReadOnlySpan<char> text, Profile profile)
    {
        var (found, longest) = ((int?)null, 0);
        for (var tier = 0; tier < profile.Qualitative.Tiers.Count; tier++)
        {
            foreach (var wording in profile.Qualitative.Tiers[tier].Wordings)
            {
                if (wording.Length > longest && text.StartsWith(wording, StringComparison.Ordinal))
                {
                    (found, longest) = (tier, wording.Length);
                }
            }
        }

        return found;
    }

    private static bool IsQualitativeColumn(Cell? nature) => nature is not null && NormalText.Of(nature.Raw) is "定性" or "定性指标";

    /// <summary>Lets the nature and unit columns have their say; a contradiction leaves no target.</summary>
    private static TargetReading WithColumns(Target target, bool stated, Cell? nature, Cell value, Cell? unit, Profile profile, int year)
    {
        var column = nature is null ? "" : NormalText.Of(nature.Raw);
        var read = column switch
        {
            _ when IsPlaceholder(column) => target,
            "定性" or "定性指标" => stated && IsNumber(target) ? null : Qualitative(value.Raw),
            "正向" or "正向指标" => Compared(target, stated, TargetNature.AtLeast),
            "反向" or "反向指标" or "逆向指标" => Compared(target, stated, TargetNature.AtMost),
            "区间" or "区间值" or "介于" => target.Nature == TargetNature.Between ? target : null,
            "日期" or "时间" => target.Nature == TargetNature.DateBy ? target : null,
            "是否" or "判断" or "是/否" => target.Nature == TargetNature.YesNo ? target : null,
            "定值" => Compared(target, stated, TargetNature.Equal),
            _ when BoundText.TryOperator(column, out var said) => Compared(target, stated, said),
            _ => target,
        };
        if (read is null)
        {
            return new TargetReading(null, [TextFindings.NatureConflict(nature!, value, target)]);
        }

        var known = read != target || IsPlaceholder(column) || stated || KnownNature(column);
        return known
            ? WithUnit(read, value, unit)
            : new TargetReading(null, [TextFindings.NatureUnknown(nature!)]);
    }

    private static bool KnownNature(string column) =>
        column is "区间" or "区间值" or "介于" or "日期" or "时间" or "是否" or "判断" or "是/否" or "定值" or "正向" or "正向指标" or "反向" or "反向指标" or "逆向指标"
        || BoundText.TryOperator(column, out _);

    private static bool IsNumber(Target target) =>
        target.Nature is not (TargetNature.Qualitative or TargetNature.YesNo or TargetNature.DateBy);

    private static Target? Compared(Target target, bool stated, TargetNature said) => target.Nature switch
    {
        TargetNature.DateBy => said is TargetNature.AtMost or TargetNature.LessThan or TargetNature.Equal ? target : null,
        TargetNature.YesNo => said == TargetNature.Equal ? target : null,
        TargetNature.Between => said == TargetNature.Equal ? target : null,
        TargetNature.Qualitative => null,
        _ when target.Nature == said => target,
        _ when target.Value == 0 && target.Unit == "起" && stated => said is TargetNature.AtMost or TargetNature.Equal ? target with { Nature = said } : null,
        _ => stated ? null : target with { Nature = said },
    };

    private static TargetReading WithUnit(Target target, Cell value, Cell? unit)
    {
        if (!IsNumber(target))
        {
            return new TargetReading(target, []);
        }

        var column = Units.OfColumn(unit?.Raw);
        if (target.Unit.Length == 0)
        {
            var suspect = column == "%" && target.Value is > 0 and < 1;
            return new TargetReading(target with { Unit = column }, suspect ? [TextFindings.ScaleSuspect(value)] : []);
        }

        if (value.Percent && value.Number > 1.5m)
        {
            return new TargetReading(target, [TextFindings.ScaleSuspect(value)]);
        }

        if (column.Length == 0 || column == target.Unit || target.Value == 0)
        {
            return new TargetReading(target, []);
        }

        return target.Unit is "万" or "亿" && column[0] is not ('万' or '亿')
            ? new TargetReading(target with { Unit = target.Unit + column }, [])
            : Units.Convert(1, target.Unit, column, out _) is null
                ? new TargetReading(target, [TextFindings.UnitColumnDiffers(unit!, target.Unit, column)])
                : new TargetReading(target, []);
    }
}
