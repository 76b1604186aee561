namespace PerfFlow.Sheets.Forms;

/// <summary>What a column of the indicator block holds.</summary>
internal enum Column
{
    Level1,
    Level2,
    Name,
    Nature,
    Target,
    Unit,
    Actual,
    Forecast,
    Points,
    Score,
    Reason,
    Remark,
    Likelihood,
    Certain,
    Possible,
    Impossible,
    Funding,
    Rules,
    Staff,
    Equipment,
    OtherCause,
    Id,
    FirstQuarter,
    SecondQuarter,
    ThirdQuarter,
    FourthQuarter,

    /// <summary>The project of each row, where one list holds several.</summary>
    Project,
}

/// <summary>Tells columns by their header text (field.md §3.1 to §3.3 with their variants).</summary>
internal static class ColumnHeaders
{
    public static Column? Of(string text)
    {
        var label = PrintedLabel.Of(text);
        return label switch
        {
            "" => null,
            "一级指标" or "一级" or "一级指标名称" => Column.Level1,
            "二级指标" or "二级" or "二级指标名称" => Column.Level2,
            "三级指标" or "三级" or "三级指标名称" or "指标名称" or "绩效指标名称" or "指标内容" => Column.Name,
            "指标性质" or "性质" or "计算符号" or "运算符号" or "指标方向" => Column.Nature,
            "度量单位" or "计量单位" or "单位" or "指标单位" => Column.Unit,
            "分值" or "权重" or "指标分值" or "分值/备注" or "分值/权重" or "权重/分值" or "分值权重" or "标准分" or "标准分值" or "满分" or "满分值" or "权重(%)" or "指标权重"
                => Column.Points,
            "得分" or "自评得分" or "单位自评得分" or "自评分" => Column.Score,
            "备注" => Column.Remark,
            "指标编号" => Column.Id,
            "项目名称" or "项目支出名称" or "所属项目" or "所属项目名称" => Column.Project,
            "一季度计划" or "第一季度计划" or "一季度末计划" => Column.FirstQuarter,
            "二季度计划" or "第二季度计划" or "二季度末计划" => Column.SecondQuarter,
            "三季度计划" or "第三季度计划" or "三季度末计划" => Column.ThirdQuarter,
            "四季度计划" or "第四季度计划" or "四季度末计划" => Column.FourthQuarter,
            "确定能" => Column.Certain,
            "有可能" => Column.Possible,
            "不可能" or "完全不可能" => Column.Impossible,
            "经费保障" => Column.Funding,
            "制度保障" => Column.Rules,
            "人员保障" => Column.Staff,
            "硬件条件保障" or "硬件保障" => Column.Equipment,
            "其他" or "其它" => Column.OtherCause,
            _ => ByPart(label),
        };
    }

    /// <summary>What a text says below a group (上年度, 2023年) that names the time: 目标, 完成, beside what <see cref="Of"/> knows.</summary>
    public static Column? InGroup(string text) => PrintedLabel.Of(text) switch
    {
        "计划" or "计划值" or "目标数" or "指标" => Column.Target,
        "实际" or "实绩" or "实际数" => Column.Actual,
        var label => Of(text)
            ?? (label.EndsWith("目标", StringComparison.Ordinal) ? Column.Target
                : label.EndsWith("完成", StringComparison.Ordinal) ? Column.Actual
                : null),
    };

    /// <summary>A second header line: it never stands in the first one.</summary>
    public static bool IsSubHeader(Column? column) =>
        column
            is Column.Certain or Column.Possible or Column.Impossible or Column.Funding or Column.Rules or Column.Staff or Column.Equipment;

    private static Column? ByPart(string label)
    {
        return Has("可能性") ? Column.Likelihood
            : label.EndsWith("项目名称", StringComparison.Ordinal) ? Column.Project
            : Has("原因") || Has("改进措施") ? Column.Reason
            : Has("依据") || Has("来源") || Has("解释") || Has("标准") || Has("细则") ? null
            : Has("实得") ? Column.Score
            : label.EndsWith("分值", StringComparison.Ordinal) || label.EndsWith("权重", StringComparison.Ordinal) ? Column.Points
            : label.EndsWith("得分", StringComparison.Ordinal) ? Column.Score
            : Has("预计") || Has("预测") || (Has("预期") && !Has("目标") && !Has("指标值")) ? Column.Forecast
            : Has("佐证") || Has("备注") || label.EndsWith('率') || label.EndsWith("指标值说明", StringComparison.Ordinal) ? null
            : Has("实际") || Has("完成值") || Has("完成情况") || Has("完成指标") || Has("完成数") || Has("执行情况") ? Column.Actual
            : Has("指标值") || Has("目标值") ? Column.Target
            : null;

        bool Has(string part) => label.Contains(part, StringComparison.Ordinal);
    }
}
