using System.Text.RegularExpressions;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Sheets.Forms;

/// <summary>What stands in a row of the grid that is no indicator.</summary>
internal static partial class RowWords
{
    private static readonly HashSet<string> None =
        ["无", "没有", "暂无", "不涉及", "未涉及", "不适用", "无此项", "无此类指标", "不考核", "无需填写", "不填", "本项目不涉及", "此项不涉及"];

    private static readonly HashSet<string> Execution =
        ["预算执行率", "资金执行率", "预算资金执行率", "资金预算执行率", "项目资金执行率", "财政资金执行率", "项目预算执行率", "预算执行率指标", "预算执行率得分", "执行率得分", "预算执行情况", "预算执行"];

    /// <summary>无, 不涉及, / and their kin: the kind does not apply. A blank says nothing yet.</summary>
    public static bool IsNone(string text) =>
        NumberText.IsPlaceholder(text) ? text.Trim().Length > 0
            : PrintedLabel.Of(text).TrimEnd('。', '.') is var label && (None.Contains(label) || Absent().IsMatch(label));

    /// <summary>本项目不涉及经济效益, N/A.</summary>
    [GeneratedRegex(
        "^(?:本|该|此)?(?:项目|指标|项)?(?:不涉及|不适用|未涉及)(?:.{0,6}(?:指标|效益|成本|满意度))?$|^无(?:此|该|相关|对应)(?:类|项)?(?:指标|内容)$|^[Nn]/?[Aa]$",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Absent();

    /// <summary>指标1：, 指标2:, ……: printed, and nothing written behind it.</summary>
    public static bool IsPrinted(string text) => text.Length <= 40 && Printed().IsMatch(TightText.Of(text));

    /// <summary>The name behind a printed number: 指标1：巡检桥梁数量.</summary>
    public static string Name(string text) =>
        Numbered().Match(text) is { Success: true } match && match.Length < text.Length ? text[match.Length..] : text;

    /// <summary>小计, 产出指标小计, 一级指标合计: a sum of some rows.</summary>
    public static bool IsSubtotal(string text) => text.Length <= 20 && Sum().IsMatch(PrintedLabel.Of(text));

    /// <summary>The item of the budget's execution, which the funds block holds too.</summary>
    public static bool IsExecution(string text) => text.Length <= 20 && Execution.Contains(PrintedLabel.Of(text));

    /// <summary>审核意见, 财务科意见, 局长签字, 单位(盖章): an opinion or a signature, whoever's it is.</summary>
    public static bool IsSignature(string text) => text.Length <= 40 && Signature().IsMatch(TightText.Of(text));

    [GeneratedRegex(
        @"^(?:(?:三级)?指标(?:[0-9]{1,2}|[一二三四五六七八九十])?[::、.]?[….·。]*|[….·。"
        + @"]+|\([^()]*(?:填写|填报|增加|增减|可根据|自行|可续|续行|略)[^()]*\)|其[他它](?:指标)?[::]?|(?:以下空白|可根据实际情况增加行))$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Printed();

    [GeneratedRegex(@"^\s*(?:三级)?指标\s*[0-9０-９]{1,2}\s*[:：.、]\s*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbered();

    [GeneratedRegex(
        "^(?:.{0,10}指标|.{0,8}得分|产出|效益|效果|满意度|成本|数量|质量|时效|.{0,4}级|本级|本页|其中)?(?:小计|合计|总计)$|^(?:本页)?累计$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sum();

    [GeneratedRegex(
        @"^.{0,24}(?:审核|审查|复核|审批|评审|验收|处理|初审)?(?:意见|签字|签名|签章|盖章|公章)(?:[::].*|[))].*)?$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Signature();
}
