using System.Text.RegularExpressions;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Monitoring;

/// <summary>What is measured later says so: 未到期, 年底调查, 尚未统计, 11月开展测评. A bad value in words is none of them.</summary>
internal static partial class NotYetText
{
    private const string Measuring = "统计|调查|测评|测量|测算|测|评价|评估|评|验收|考核|采集|监测";

    /// <summary>What tells of a failure, or of a value reached.</summary>
    private static readonly string[] Results =
    [
        "无法完成", "不能", "无法达", "达不到", "未达", "不达标", "达标", "合格", "超标", "已达", "已完成", "停用", "停工", "违规", "整改", "不足", "严重", "失败",
        "未发生", "未出现", "未发现", "未收到", "未接到", "未造成",
    ];

    public static bool Is(string text)
    {
        var plain = Month().Replace(text, "");
        return !plain.AsSpan().ContainsAny(Signs.Digits) && !WordScan.ContainsAny(plain, Results) && Later().IsMatch(plain);
    }

    [GeneratedRegex("[0-9]{1,2}月(?:份|底|初|中旬|下旬|上旬)?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Month();

    [GeneratedRegex(
        $"未到期|未到(?!达|位).{{0,4}}(?:期|时间|时)$|(?:尚|暂|还)?未(?:能)?(?:开展|进行|启动|实施|产生|形成|竣工|完工|到期|{Measuring})|尚未到|无法(?:{Measuring})"
        + $"|^(?:年底|年末|年终|次年|明年|下半年|四季度|期末)?(?:统一|集中|再|才|开展|组织|进行)*(?:{Measuring})$|待(?:年底|年末|项目|竣工|完工|{Measuring})"
        + $"|^(?:开展|组织|进行).{{0,6}}(?:{Measuring})$"
        + "|^(?:年底|年末|年终)$|^(?:下半年|四季度|年底|年末)(?:统一|集中)?(?:开展|进行|实施)$",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Later();
}
