using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>One operator, one number, one unit.</summary>
/// <param name="stated">The text itself says which operator it is.</param>
internal readonly ref struct Bound(TargetNature nature, bool stated, decimal value, bool percent, bool approximate, ReadOnlySpan<char> unit)
{
    public TargetNature Nature { get; } = nature;

    public bool Stated { get; } = stated;

    public decimal Value { get; } = value;

    public bool Percent { get; } = percent;

    public bool Approximate { get; } = approximate;

    public ReadOnlySpan<char> Unit { get; } = unit;
}

/// <summary>Reads 不低于95%, 500人以上, 控制在10个工作日内, 约18500册 (normalised text).</summary>
internal static class BoundText
{
    private static readonly string[] AtLeast =
    [
        "≥", "大于或等于", "大于等于", "高于或等于", "不得低于", "不得少于", "不能低于", "不能少于", "不应低于", "应不低于", "应不少于",
        "不低于", "不少于", "不小于", "不下于", "至少", "最少", "最低", "达到", "达",
    ];

    private static readonly string[] AtMost =
    [
        "≤", "小于或等于", "小于等于", "低于或等于", "不得超过", "不得高于", "不得多于", "不能超过", "不应超过", "应不超过",
        "不超过", "不高于", "不多于", "不大于", "未超过", "控制在", "最多", "至多", "最高", "不超",
    ];

    private static readonly string[] MoreThan = [">", "超过", "高于", "大于", "多于", "超出"];
    private static readonly string[] LessThan = ["<", "低于", "小于", "少于", "不到", "不足"];
    private static readonly string[] Equal = ["=", "等于"];
    private static readonly string[] Neutral = ["共计", "合计", "总计", "累计", "完成", "召开", "举办", "开展", "组织", "发生", "出现", "为", "共", "计", "在"];
    private static readonly string[] About = ["大约", "大概", "将近", "接近", "约", "近"];
    private static readonly string[] OrMore = ["及以上", "或以上", "以上"];
    private static readonly string[] OrLess = ["及以下", "或以下", "以下", "范围内", "以内", "之内", "内"];
    private static readonly string[] OrSo = ["左右", "上下"];
    private static readonly string[] Deeds = ["办理完毕", "办结", "办理", "完成", "发放", "到位", "支付", "拨付", "答复", "回复"];
    private static readonly string[] Inclusive = ["(含本数)", "(含)", "(包含)"];
    private static readonly string[] Ends = [".", ";", ",", "!", ":"];
    private static readonly char[] Odd = ['余', '多'];

    public static bool TryRead(ReadOnlySpan<char> text, out Bound bound)
    {
        bound = default;
        var each = Each(ref text);
        if (!TryOperators(ref text, out var stated))
        {
            return false;
        }

        each ??= Each(ref text);
        var approximate = WordScan.TakeAny(ref text, About);
        if (!Numerals.TryRead(ref text, out var value, out var percent))
        {
            return false;
        }

        if (text.Length > 0 && Odd.AsSpan().Contains(text[0]))
        {
            approximate = true;
            text = text[1..];
        }

        if (!TrySuffix(ref text, ref stated, ref approximate)
            || !Units.CanBe(text)
            || (percent && text.Length > 0)
            || (each is not null && (text.IsEmpty || text.Contains('/')))
            || (approximate && stated is not (null or TargetNature.AtLeast))
            || (text is "年" or "年度" && stated is null && IsYear(value)))
        {
            return false;
        }

        bound = new Bound(
            approximate ? TargetNature.AtLeast : stated ?? TargetNature.Equal, stated is not null || approximate,
            value, percent, approximate, each is null ? text : string.Concat(text, each));
        return true;
    }

    /// <summary>人均 and 户均 before an amount make it one by the head: 人均5000元 is 5000元/人.</summary>
    private static string? Each(ref ReadOnlySpan<char> text) =>
        WordScan.Take(ref text, "人均") ? "/人" : WordScan.Take(ref text, "户均") ? "/户" : null;

    /// <summary>Reads a~b, a-b%, a至b, also 在a和b之间; both ends in the same unit.</summary>
    public static bool TryRange(ReadOnlySpan<char> text, out Bound low, out decimal high)
    {
        low = default;
        high = 0;
        WordScan.TakeAny(ref text, ["控制在", "介于", "保持在", "=", "在", "为"]);
        WordScan.TakeLast(ref text, ["范围内", "之间", "区间"]);
        if (!Numerals.TryRead(ref text, out var from, out var percentLow))
        {
            return false;
        }

        var unitLength = text.IndexOfAny(Signs.Between);
        if (unitLength < 0)
        {
            return false;
        }

        var unitLow = text[..unitLength];
        text = text[(unitLength + 1)..];
        if (from >= 0)
        {
            // 90--95: after a number that is not negative the second dash is no minus.
            WordScan.Take(ref text, "-");
        }

        if (!Numerals.TryRead(ref text, out high, out var percent) || high < from || (percentLow && !percent)
            || (percent && (text.Length > 0 || unitLow.Length > 0)) || !Units.CanBe(text)
            || text is "月" or "日" or "月份" || (text is "年" or "年度" && IsYear(from))
            || (unitLow.Length > 0 && !unitLow.SequenceEqual(text)))
        {
            return false;
        }

        low = new Bound(TargetNature.Between, true, from, percent, false, text);
        return true;
    }

    private static bool IsYear(decimal value) => value is >= 1990 and <= 2100;

    /// <summary>Whether the text begins with a word or sign that compares.</summary>
    public static bool StartsWithOperator(ReadOnlySpan<char> text) =>
        WordScan.TakeAny(ref text, AtLeast) || WordScan.TakeAny(ref text, AtMost) || WordScan.TakeAny(ref text, MoreThan)
        || WordScan.TakeAny(ref text, LessThan) || WordScan.TakeAny(ref text, Equal);

    /// <summary>What a 指标性质 column says; false when it is no operator.</summary>
    public static bool TryOperator(ReadOnlySpan<char> text, out TargetNature nature)
    {
        nature = default;
        if (!TryOperators(ref text, out var stated) || stated is null || text.Length > 0)
        {
            return false;
        }

        nature = stated.Value;
        return true;
    }

    /// <summary>Operators may be doubled (达到≥95%) as long as they agree.</summary>
    private static bool TryOperators(ref ReadOnlySpan<char> text, out TargetNature? stated)
    {
        stated = null;
        while (true)
        {
            TargetNature? next =
                text.IsEmpty || char.IsAsciiDigit(text[0]) ? null
                : WordScan.TakeAny(ref text, AtLeast) ? TargetNature.AtLeast
                : WordScan.TakeAny(ref text, AtMost) ? TargetNature.AtMost
                : WordScan.TakeAny(ref text, MoreThan) ? TargetNature.MoreThan
                : WordScan.TakeAny(ref text, LessThan) ? TargetNature.LessThan
                : WordScan.TakeAny(ref text, Equal) ? TargetNature.Equal
                : null;
            if (next is null && (text.IsEmpty || char.IsAsciiDigit(text[0]) || !WordScan.TakeAny(ref text, Neutral)))
            {
                return true;
            }

            if (next is not null && stated is not null && stated != next)
            {
                return false;
            }

            stated ??= next;
        }
    }

    /// <summary>以上, 以内, 左右 at the end; they must not contradict the operator in front.</summary>
    private static bool TrySuffix(ref ReadOnlySpan<char> text, ref TargetNature? stated, ref bool approximate)
    {
        WordScan.TakeLast(ref text, Ends);
        var within = text;
        if (WordScan.TakeLast(ref within, Deeds) && within.EndsWith("内", StringComparison.Ordinal))
        {
            text = within;
        }

        WordScan.TakeLast(ref text, Inclusive);
        TargetNature? said =
            WordScan.TakeLast(ref text, OrMore) ? TargetNature.AtLeast
            : WordScan.TakeLast(ref text, OrLess) ? TargetNature.AtMost
            : null;
        approximate |= said is null && WordScan.TakeLast(ref text, OrSo);
        WordScan.TakeLast(ref text, Inclusive);
        if (said is not null && stated is not null && said != stated)
        {
            return false;
        }

        stated ??= said;
        return true;
    }
}
