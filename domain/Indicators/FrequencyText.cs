using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>Reads 每季度一次, 每月不少于2次, 每两月一次,共6期: a count over the year; a stated total wins (field.md §4.8a).</summary>
internal static class FrequencyText
{
    private static readonly (string Word, int PerYear)[] Periods =
    [
        ("每两个月", 6), ("每两月", 6), ("每双月", 6), ("每2个月", 6), ("每2月", 6),
        ("每个季度", 4), ("每季度", 4), ("每季", 4),
        ("每半年", 2),
        ("每个月", 12), ("每月", 12),
        ("每年度", 1), ("每年", 1),
        ("每两个星期", 26), ("每两周", 26), ("每2周", 26), ("每个星期", 52), ("每星期", 52), ("每周", 52),
    ];

    private static readonly string[] Totals = ["全年共计", "全年共", "全年合计", "共计", "合计", "总计", "累计", "全年", "共"];
    private static readonly string[] Verbs = ["各开展", "各举办", "开展", "举办", "组织", "召开", "进行", "至少开展", "各"];

    public static bool TryRead(ReadOnlySpan<char> text, out Bound bound)
    {
        bound = default;
        var perYear = 0;
        foreach (var (word, times) in Periods)
        {
            if (WordScan.Take(ref text, word))
            {
                perYear = times;
                break;
            }
        }

        if (perYear == 0)
        {
            return false;
        }

        var split = text.IndexOfAny(",;(");
        split = split >= 0 ? split + 1 : text.Length > 1 && text[1..].IndexOf('共') is >= 0 and var at ? at + 1 : -1;
        if (split > 0)
        {
            var total = text[split..];
            WordScan.TakeLast(ref total, [")"]);
            return WordScan.TakeAny(ref total, Totals) && BoundText.TryRead(total, out bound) && Counted(bound, 1, out bound);
        }

        WordScan.TakeAny(ref text, Verbs);
        return BoundText.TryRead(text, out bound) && !IsAmount(bound.Unit) && Counted(bound, perYear, out bound);
    }

    /// <summary>每月500元 is a rate to be paid, no count to be multiplied.</summary>
    private static bool IsAmount(ReadOnlySpan<char> unit) => unit.EndsWith("元", StringComparison.Ordinal) || unit.Contains('/');

    private static bool Counted(Bound once, int times, out Bound year)
    {
        year = new Bound(
            once.Stated ? once.Nature : TargetNature.AtLeast, true, once.Value * times, once.Percent, once.Approximate, once.Unit);
        return !once.Percent && Math.Abs(year.Value) <= Numerals.Largest;
    }
}
