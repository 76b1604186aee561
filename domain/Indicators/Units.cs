using System.Buffers;
using System.Collections.Frozen;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>度量单位: compared after expanding 万 and 亿 and dropping 个 before 工作日.</summary>
internal static class Units
{
    private const int Longest = 16;

    private static readonly string[] NotInUnits =
        ["以上", "以下", "以内", "之内", "左右", "不", "超过", "低于", "高于", "至少", "达到", "约", "未", "无", "底前", "之前", "以前", "多于", "少于",
        "内", "前", "半", "分之", "次性", "至", "完成", "办结"];

    /// <summary>Units met every day: reading them allocates nothing.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Common = new[]
    {
        "%", "人", "次", "册", "场", "期", "个", "起", "件", "例", "家", "户", "份", "台", "套", "辆", "天", "日", "月", "年", "元", "万元", "亿元",
        "万人", "人次", "场次", "工作日", "个月", "小时", "元/人", "万", "亿", "项", "名", "篇", "公里", "平方米", "亩", "吨", "本", "批", "处", "条",
        "座", "间", "家次", "岗位", "个百分点", "百分点", "分", "元/月", "宗", "所", "村", "株", "只", "头", "万人次", "人/次",
    }.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>人(见附件), 万元(含税): what begins so in brackets is no second word for the unit.</summary>
    private static readonly SearchValues<char> Remarks = SearchValues.Create("见含不约共另其详按以预暂估已未分附同原注计目应去");

    public static string Name(ReadOnlySpan<char> unit)
    {
        if (unit.SequenceEqual("个工作日"))
        {
            return "工作日";
        }

        return unit.IsEmpty ? "" : Common.TryGetValue(unit, out var known) ? known : new string(unit);
    }

    /// <summary>Met every day, or none at all.</summary>
    public static bool IsCommon(ReadOnlySpan<char> unit) => unit.IsEmpty || Common.Contains(unit);

    /// <summary>Whether the text that follows a number can be its unit: letters, no further number, no operator.</summary>
    public static bool CanBe(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || Common.Contains(text) || text is "m2" or "m3" or "km2" or "hm2")
        {
            return true;
        }

        if (text.Length > Longest)
        {
            return false;
        }

        if (text[^1] == ')' && text.IndexOf('(') is > 0 and var open)
        {
            var inside = text[(open + 1)..^1]; // 个(项): either word; 人(见附件) is a remark
            return inside.Length is > 0 and <= 4 && !Remarks.Contains(inside[0]) && CanBe(text[..open]) && CanBe(inside);
        }

        foreach (var c in text)
        {
            if (!(char.IsLetter(c) || c is '/' or '°' or '·' or '‰'))
            {
                return false;
            }
        }

        return !WordScan.ContainsAny(text, NotInUnits);
    }

    /// <summary>The unit column: placeholders are no unit, 百分比 is %.</summary>
    public static string OfColumn(string? raw)
    {
        if (string.IsNullOrEmpty(raw))
        {
            return "";
        }

        Span<char> buffer = raw.Length <= NormalText.Longest
            ? stackalloc char[NormalText.Room(raw.Length)]
            : new char[NormalText.Room(raw.Length)];
        ReadOnlySpan<char> text = buffer[..NormalText.Write(raw, buffer)];
        return text switch
        {
            _ when Placeholder.Is(text) => "",
            "百分比" or "百分数" or "百分率" or "百分之" => "%",
            _ => Name(text),
        };
    }

    /// <summary>万人 is 10,000 人.</summary>
    public static (decimal Factor, string Base) Expand(string unit) => unit switch
    {
        ['万', '亿', ..] => (1_000_000_000_000m, unit[2..]),
        ['万', ..] => (10_000m, unit[1..]),
        ['亿', ..] => (100_000_000m, unit[1..]),
        _ => (1, unit),
    };

    /// <summary>
    /// The number in the other unit, or null when they measure different things. One side without a unit takes the other's.
    /// </summary>
    /// <param name="assumed">One side had no unit of its own.</param>
    public static decimal? Convert(decimal value, string from, string to, out bool assumed)
    {
        assumed = false;
        if (string.Equals(from, to, StringComparison.Ordinal))
        {
            return value;
        }

        if (from.Length == 0)
        {
            assumed = true;
            return value;
        }

        var (factor, basis) = Expand(from);
        var (factorTo, basisTo) = Expand(to);
        if (basis.Length > 0 && basisTo.Length > 0 && !UnitWords.Same(basis, basisTo))
        {
            return null;
        }

        assumed = basis.Length == 0 != (basisTo.Length == 0);
        return (UnitWords.IsPercent(basis) != UnitWords.IsPercent(basisTo)) && to.Length > 0 ? null : value * factor / factorTo;
    }
}
