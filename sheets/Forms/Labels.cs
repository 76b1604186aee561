using System.Text.RegularExpressions;
using PerfFlow.Domain.Forms;

namespace PerfFlow.Sheets.Forms;

/// <summary>The printed labels above the indicator block.</summary>
internal static partial class Labels
{
    public static readonly IReadOnlyList<string> ProjectName = ["项目名称", "项目支出名称", "政策和项目名称", "二级项目名称", "子项目名称"];
    public static readonly IReadOnlyList<string> ProjectCode = ["项目编码", "项目代码", "项目编号"];
    public static readonly IReadOnlyList<string> Department = ["主管部门", "预算部门", "一级预算部门"];
    public static readonly IReadOnlyList<string> Implementer = ["实施单位", "项目实施单位", "项目单位"];
    public static readonly IReadOnlyList<string> AnnualGoal = ["年度目标", "年度总体目标", "项目年度目标", "年度绩效目标", "总体目标"];
    public static readonly IReadOnlyList<string> ExpectedGoal = ["预期目标", "项目年度目标"];
    public static readonly IReadOnlyList<string> ActualGoal = ["实际完成情况", "全年实际完成情况", "全年完成情况", "完成情况"];

    public static readonly IReadOnlyList<string> Grade = ["自评等级", "评价等级", "绩效等级", "自评结果等级", "等级"];

    private static readonly HashSet<string> Known =
    [
        .. ProjectName, .. ProjectCode, .. Department, .. Implementer, .. AnnualGoal, .. ExpectedGoal, .. ActualGoal,
        "实施期目标", "长期目标", "中长期目标", "项目总目标", "项目属性", "项目性质", "项目期", "项目负责人", "联系电话", "项目资金", "项目类别",
        "计划开始日期", "计划完成日期", "起止时间", "单位负责人", "填报单位", "绩效指标", "年度指标", "预算执行情况", "项目实施内容及过程概述",
        "年初预算数", "年初预算", "全年预算数", "全年预算", "调整后预算数", "全年执行数", "预算执行数", "执行数", "执行率", "预算执行率", "全年预计执行数",
        "分值", "权重", "得分", "原因", "备注", "指标编号",
    ];

    /// <summary>Up to the colon of a text that begins with a label of the grade, 自评等级:优; 0 for any other text.</summary>
    public static int GradeEnd(string text)
    {
        var colon = text.AsSpan().IndexOfAny(':', '：');
        return colon > 0 && Grade.Contains(PrintedLabel.Of(text[..colon])) ? colon + 1 : 0;
    }

    /// <summary>Stands over, or before, what a goal says.</summary>
    public static bool IsGoal(string text) => IsAnnualGoal(text) || IsExpectedGoal(text) || IsActualGoal(text);

    public static bool IsAnnualGoal(string text) => AnnualGoal.Contains(PrintedLabel.Of(text));

    /// <summary>预期目标, 年初设定目标, 年度预期目标.</summary>
    public static bool IsExpectedGoal(string text) => PrintedLabel.Of(text) is { Length: > 0 and <= 16 } label
        && (ExpectedGoal.Contains(label)
            || (label.EndsWith("目标", StringComparison.Ordinal)
                && (label.Contains("预期", StringComparison.Ordinal) || label.Contains("设定", StringComparison.Ordinal))));

    /// <summary>实际完成情况, 全年目标实际完成情况, 年度总体目标完成情况综述.</summary>
    public static bool IsActualGoal(string text) => PrintedLabel.Of(text) is { Length: > 0 and <= 20 } label
        && (ActualGoal.Contains(label)
            || (label.Contains("目标", StringComparison.Ordinal)
                && (label.Contains("完成情况", StringComparison.Ordinal) || label.Contains("实现情况", StringComparison.Ordinal))));

    private static readonly HashSet<string> Heading = [.. ProjectName, .. ProjectCode, .. Department, .. Implementer];

    /// <summary>Where an indicator block ends.</summary>
    private static readonly HashSet<string> Ends =
    [
        "审核意见", "备注", "填表说明", "填报说明", "说明", "注", "填报人", "填表人", "评价结论", "自评结论", "存在问题", "改进措施",
        "其他需要说明事项", "其他需要说明的问题", "其他需说明的问题", "自评等级", "项目负责人", "财务负责人", "科室负责人", "单位负责人", "部门负责人",
        "偏差或不能完成目标原因分析", "偏差或不能完成目标的原因分析", "相关建议或举措", "联系电话", "填报日期", "填报时间", "实施进度计划",
        "主管部门审核意见", "财政部门审核意见", "科室负责人审核意见", "财务部门审核意见", "领导小组审核意见", "财务室", "领导小组",
    ];

    private static readonly HashSet<string> Totals = ["总分", "合计", "总计", "总得分", "自评总分", "合计得分", "总分合计"];

    /// <summary>Printed by a form, or the name of a line of funds.</summary>
    public static bool IsLabel(string text) => IsPrinted(text) || Source(text) is not null;

    /// <summary>Printed by a form: what a project or its goal is called may name funds, so those words do not count.</summary>
    public static bool IsPrinted(string text) => text.Length > 0
        && (Known.Contains(PrintedLabel.Of(text))
            || IsGoal(text)
            || ColumnHeaders.Of(text) is Column.Level1 or Column.Level2 or Column.Name);

    /// <summary>The lines that say what project the form is of.</summary>
    public static bool IsHeading(string text) => text.Length is > 0 and <= 40 && Heading.Contains(PrintedLabel.Of(text));

    /// <summary>The year's money in a list that has one column of it.</summary>
    public static bool IsYearTotal(string text) =>
        PrintedLabel.Of(text) is "预算数" or "预算金额" or "项目金额" or "项目预算" or "年度预算" or "年度预算数" or "资金额" or "预算资金" or "年度资金";

    public static bool IsTotal(string text) => Totals.Contains(PrintedLabel.Of(text));

    public static bool IsEnd(string text)
    {
        var colon = text.AsSpan().IndexOfAny(':', '：');
        return Ends.Contains(PrintedLabel.Of(colon > 0 ? text[..colon] : text));
    }

    /// <summary>项目支出绩效自评表 and its kin: the title of a form.</summary>
    public static bool IsTitle(string text)
    {
        if (text.Length is < 5 or > 60)
        {
            return false;
        }

        var label = PrintedLabel.Of(text);
        return label.EndsWith('表') && label.Contains("绩效", StringComparison.Ordinal);
    }

    /// <summary>中央补助资金, 省级财政资金, 县级配套: funds by level of government.</summary>
    public static bool IsOfLevel(string label) => label.Length <= 20 && GovernmentLevel().IsMatch(label);

    /// <summary>中央林业专项: what stands under the total and begins with a level of government.</summary>
    public static bool NamesLevel(string label) => label.Length <= 20 && BeginsWithLevel().IsMatch(label);

    [GeneratedRegex(
        "^(?:中央|省|自治区|市|州|县|区|乡|镇|街道|本级|上级)(?:级|本级|财政|直)?.{0,12}$",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BeginsWithLevel();

    [GeneratedRegex(
        "^(?:其中|[0-9一二三四五六七][.、]?)?(?:中央|省|自治区|兵团|市州?|州|地区|县|县区|区|区县|乡镇|乡|镇|街道|地方|本级|上级|同级)级?"
        + "(?:财政|预算|一般公共预算)*(?:补助|配套|安排|拨款|投入|专项|转移支付|拨付|资金)+$",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GovernmentLevel();

    /// <summary>The line of funds a label stands for.</summary>
    public static FundSource? Source(string text)
    {
        if (text.Length is 0 or > 40)
        {
            return null;
        }

        var label = PrintedLabel.Of(text);
        var colon = label.LastIndexOf(':');
        label = colon >= 0 ? label[(colon + 1)..] : label;
        return label is "总额" or "合计" or "小计" || Has("资金总额") || Has("资金申请总额") || Has("预算总额") ? FundSource.Total
            : Has("结转") ? FundSource.CarriedOver
            : Has("财政专户") || Has("单位资金") || Has("其他资金") || Has("其它资金") || Has("自筹") ? FundSource.Other
            : IsOfLevel(label) ? FundSource.Fiscal
            : Has("财政拨款") || Has("财政资金") || Has("一般公共预算") || Has("政府性基金") || Has("国有资本经营预算") ? FundSource.Fiscal
            : null;

        bool Has(string part) => label.Contains(part, StringComparison.Ordinal);
    }
}
