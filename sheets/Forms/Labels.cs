using PerfFlow.Domain.Forms;

namespace PerfFlow.Sheets.Forms;

/// <summary>The printed labels above the indicator block.</summary>
internal static class Labels
{
    public static readonly IReadOnlyList<string> ProjectName = ["项目名称", "项目支出名称", "政策和项目名称"];
    public static readonly IReadOnlyList<string> ProjectCode = ["项目编码", "项目代码", "项目编号"];
    public static readonly IReadOnlyList<string> Department = ["主管部门", "预算部门", "一级预算部门"];
    public static readonly IReadOnlyList<string> Implementer = ["实施单位", "项目实施单位", "项目单位"];
    public static readonly IReadOnlyList<string> AnnualGoal = ["年度目标", "年度总体目标", "项目年度目标", "年度绩效目标", "总体目标"];
    public static readonly IReadOnlyList<string> ExpectedGoal = ["预期目标", "年初设定目标", "项目年度目标", "年度预期目标"];
    public static readonly IReadOnlyList<string> ActualGoal = ["实际完成情况", "年度目标完成情况", "目标实际完成情况", "全年实际完成情况"];

    private static readonly HashSet<string> Known =
    [
        .. ProjectName, .. ProjectCode, .. Department, .. Implementer, .. AnnualGoal, .. ExpectedGoal, .. ActualGoal,
        "实施期目标", "长期目标", "中长期目标", "项目总目标", "项目属性", "项目性质", "项目期", "项目负责人", "联系电话", "项目资金", "项目类别",
        "计划开始日期", "计划完成日期", "起止时间", "单位负责人", "填报单位", "绩效指标", "年度指标", "预算执行情况", "项目实施内容及过程概述",
        "年初预算数", "年初预算", "全年预算数", "全年预算", "调整后预算数", "全年执行数", "预算执行数", "执行数", "执行率", "预算执行率", "全年预计执行数",
        "分值", "权重", "得分", "原因", "备注", "指标编号",
    ];

    /// <summary>Where an indicator block ends.</summary>
    private static readonly HashSet<string> Ends =
    [
        "审核意见", "备注", "填表说明", "填报说明", "说明", "注", "填报人", "填表人", "评价结论", "自评结论", "存在问题", "改进措施",
        "其他需要说明事项", "其他需要说明的问题", "其他需说明的问题", "自评等级", "项目负责人", "财务负责人", "科室负责人", "单位负责人", "部门负责人",
        "偏差或不能完成目标原因分析", "偏差或不能完成目标的原因分析", "相关建议或举措", "联系电话", "填报日期", "填报时间", "实施进度计划",
        "主管部门审核意见", "财政部门审核意见", "财务室", "领导小组",
    ];

    private static readonly HashSet<string> Totals = ["总分", "合计", "总计", "总得分", "自评总分", "合计得分", "总分合计"];

    public static bool IsLabel(string text) =>
        text.Length > 0
        && (Known.Contains(PrintedLabel.Of(text))
            || Source(text) is not null
            || ColumnHeaders.Of(text) is Column.Level1 or Column.Level2 or Column.Name);

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
            : Has("财政专户") || Has("单位资金") || Has("其他资金") || Has("其它资金") || Has("自筹资金") ? FundSource.Other
            : Has("财政拨款") || Has("财政资金") || Has("一般公共预算") ? FundSource.Fiscal
            : null;

        bool Has(string part) => label.Contains(part, StringComparison.Ordinal);
    }
}
