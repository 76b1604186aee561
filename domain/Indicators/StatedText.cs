using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>One number that an actual value states, with the words that people type around it.</summary>
internal static class StatedText
{
    private static readonly string[] Leads = ["已", "实际", "共", "累计", "全年", "本年", "年内", "目前", "现"];

    /// <param name="name">三级指标: its words may stand before the number.</param>
    public static bool TryRead(ReadOnlySpan<char> text, Target target, string name, out Bound bound) =>
        IsStated(text, out bound)
        || IsStated(Bare(text, target, name), out bound)
        || IsStated(WithoutRemark(text), out bound)
        || IsStated(WithoutClause(text), out bound);

    private static bool IsStated(ReadOnlySpan<char> text, out Bound bound) =>
        BoundText.TryRead(text, out bound) && !(bound.Stated && !bound.Approximate && !Reached(text));

    /// <summary>46台(含备用3台): what the brackets say explains the number. Not (计划), (未安装), and not its unit.</summary>
    private static ReadOnlySpan<char> WithoutRemark(ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || text[^1] != ')' || text.IndexOf('(') is not (> 0 and var open) || text[(open + 1)..].Contains('('))
        {
            return text;
        }

        var remark = text[(open + 1)..^1];
        return Units.IsCommon(remark) || WordScan.ContainsAny(remark, ["计划", "目标", "预计", "应", "未", "不", "无"]) ? text : text[..open];
    }

    /// <summary>7120株,其中枯死木5830株; 95%,186件中完好177件: the number first, then what it is made of.</summary>
    private static ReadOnlySpan<char> WithoutClause(ReadOnlySpan<char> text)
    {
        var comma = text.IndexOfAny(',', ';');
        if (comma <= 0)
        {
            return text;
        }

        var value = text[..comma];
        var clause = text[(comma + 1)..];
        return WordScan.TakeAny(ref clause, ["其中", "含", "包括", "包含"]) || (value[^1] == '%' && !clause.Contains('%')) ? value : text;
    }

    /// <summary>已完成42座, 合格率96%, and of what must not happen 延误1次: the words before the number left out.</summary>
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> text, Target target, string name)
    {
        while (WordScan.TakeAny(ref text, Leads))
        {
        }

        var digit = text.IndexOfAny(Signs.Digits);
        if (digit <= 0)
        {
            return text;
        }

        var label = text[..digit].TrimEnd("为达到是:");
        return IsIn(NormalText.Of(name), label) || IsHarm(target, label) ? text[digit..] : text;
    }

    /// <summary>合格率 of 验收合格率, but not of 不合格率.</summary>
    private static bool IsIn(ReadOnlySpan<char> name, ReadOnlySpan<char> label) =>
        label.Length >= 2 && name.IndexOf(label) is >= 0 and var at && (at == 0 || name[at - 1] is not ('不' or '未' or '非' or '无'));

    /// <summary>What the target says must not happen: 延误1次 of 零延误, 发生事故1起 of 无安全事故. 办结率100% is another matter.</summary>
    private static bool IsHarm(Target target, ReadOnlySpan<char> label)
    {
        if (target is not { Nature: TargetNature.Equal, Value: 0 } || !ZeroEventText.IsByWord(target.Raw))
        {
            return false;
        }

        WordScan.TakeAny(ref label, ["发生", "出现"]);
        WordScan.TakeLast(ref label, ["件数", "次数", "起数"]);
        return label.Length >= 2 && NormalText.Of(target.Raw).AsSpan().IndexOf(label) > 0;
    }

    /// <summary>达到 and = before an actual value state it, they do not bound it.</summary>
    private static bool Reached(ReadOnlySpan<char> text) =>
        text[0] is '达' or '=' or '等' && !text.EndsWith("上", StringComparison.Ordinal) && !text.EndsWith("内", StringComparison.Ordinal);
}
