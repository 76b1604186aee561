using System.Text.RegularExpressions;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>偏差原因: 无, -, / and 空 are no reason (field.md §4.8a), nor is what denies the shortfall or repeats the result.</summary>
internal static partial class Reason
{
    private const int LongestDenial = 24;

    public static bool IsGiven(string raw)
    {
        var text = Plain(raw);
        return IsText(text)
            && (text.Length > LongestDenial
                || !text.Split([',', ';', '.', ':', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
                    .All(part => Placeholder.Is(part)
                        || Empty().IsMatch(part)
                        || Denial().IsMatch(part)
                        || Repetition().IsMatch(part)
                        || IsValue(part)));
    }

    /// <summary>A number with no more than its unit: 3户拆迁 says why.</summary>
    private static bool IsValue(string part) => Value().Match(part) is { Success: true } match && Units.IsCommon(match.Groups[1].Value);

    /// <summary>Something is written; 已完成 says enough of a goal, but is no reason.</summary>
    public static bool IsWritten(string raw) => IsText(Plain(raw));

    private static string Plain(string raw) => NormalText.Of(raw).TrimEnd('.', ';', ',', '!');

    private static bool IsText(string text) => text.Length > 0 && !Placeholder.Is(text) && text is not ("没有" or "略");

    /// <summary>偏差原因:无 without its words, 不适用, and what only says that it was missed: 未完成, 存在偏差.</summary>
    [GeneratedRegex(
        "^(?:偏差|未完成)?(?:原因|情况|说明|措施)(?:分析)?(?:及(?:改进|整改)?措施)?$|^(?:改进|整改)措施$|^(?:不适用|不涉及|N/?A|n/?a)$"
        + "|^(?:尚|还)?未(?:能)?(?:完成|达标|达到|达成|实现)(?:年度|预期|全年)?(?:指标值?|目标值?|任务|计划)?$|^(?:存在|有)(?:一定)?偏差$",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Empty();

    /// <summary>无偏差, 不存在偏差, 暂无差异, 没有未完成情况, 无需说明.</summary>
    [GeneratedRegex(
        "^(?:(?:本|该|此)?(?:项目|指标|项)?(?:目前|暂时|均|都|尚|基本)*)?(?:无|零|没有|不存在|未发生|未出现|未产生|暂无|并无|无任何|不涉及|未发现)(?:任何|明显|重大)?(?:执行|完成|绩效|目标|指标)?"
        + "(?:偏差|偏离|差异|差距|差额|问题|原因|异常|未完成(?:情况|事项|原因)?|偏差(?:原因|情况|问题)|原因)$|^无需(?:说明|整改|分析|改进)$",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Denial();

    /// <summary>实际完成4900人, 完成率98%, 同年度指标值: the value said again.</summary>
    [GeneratedRegex(
        "^(?:全年|本年|年度|实际|已|共|累计|总共)*(?:完成|达到?|为|实现|举办|开展|发放)?(?:了|率|值|数)*[0-9][0-9.]*([^0-9]{0,6})$"
        + "|^(?:同|与|和|按)?(?:年度|全年|预期|年初)*(?:指标值?|目标值?|计划)(?:一致|相同|相符|持平|完成)?()$",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Value();

    /// <summary>已完成, 已按时完成全部任务, 达到预期目标, 完成情况良好.</summary>
    [GeneratedRegex(
        "^(?:(?:本|该|此)?(?:项目|指标|年度|任务|目标|各项|全部|工作)*(?:已经|已|均|都|全部|全面|基本|按时|按期|如期|按计划|按要求|顺利|圆满|超额|足额|正常|达到|提前)*)(?:完成|完成(?:年度|全年|全部|既定|预期|预"
        + "定|绩效|各项)*(?:目标|任务|指标|计划|工作)(?:任务)?|达标|达成|实现(?:预期|年度)?目标|(?:预期|年度|既定)?目标|正常|推进|执行)$|^完成(?:情况)?(?:良好|正常|较好|很好)$|^"
        + "(?:目标|指标|任务)(?:均|都|已|已经|基本|全部)*(?:实现|完成|达成)$|^正常(?:推进|执行|完成)?$",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Repetition();
}
