using PerfFlow.Domain.Texts;

namespace PerfFlow.Sheets.Forms;

/// <summary>What a header text says of the column below it.</summary>
/// <param name="At">First column it stands over.</param>
/// <param name="Label">Its words behind those of the group it stands in (上年度, 2022年), see <see cref="PrintedLabel"/>.</param>
/// <param name="Year">The form's; null when no line above says it.</param>
internal readonly record struct HeaderCell(Column Column, int At, int Row, string Label, int? Year)
{
    private static readonly string[] Earlier = ["上年", "去年", "上一年", "上年度", "前年", "往年", "历年", "历史", "基期", "基准", "同期", "近三年", "前三年"];
    private static readonly string[] Longer = ["长期", "实施期", "中期", "总体", "三年", "项目期"];

    /// <summary>Of another time than the year's: a column to compare with, never this year's value or target.</summary>
    public bool IsOfAnotherTime => IsValue
        && (HasAny(Earlier)
            || (Periods.Year(Label) is { } named && Year is { } asked && named != asked && !IsOfTheEnd)
            || (Column == Column.Target && IsOfPart));

    /// <summary>The value of a part of the year: this round's where a form monitors, never the whole year's.</summary>
    public bool IsOfPart => Column is Column.Actual or Column.Target && !IsOfTheEnd && (Label.Contains('半', StringComparison.Ordinal)
        || Label.Contains('季', StringComparison.Ordinal) || Periods.Month(Label) is not null and not 12 || Periods.IsLaterPart(Label));

    /// <summary>Points of a first or second level, which its indicators share.</summary>
    public bool IsOfLevel => Column == Column.Points && HasAny("一级", "二级");

    public bool IsAdjusted => HasAny("调整");

    /// <summary>
    /// Of two that mean the same, the one that says it better: adjusted before approved before asked for, 分值 before 权重.
    /// </summary>
    public int Rank => Column switch
    {
        Column.Target
            => IsAdjusted ? 4 : HasAny(Longer) ? 0 : HasAny("批复", "批准", "核定", "审定", "下达") ? 3 : HasAny("年初", "期初", "原", "申报", "申请") ? 1 : 2,
        Column.Actual => HasAny("完成值", "实际值", "指标值", "完成指标") ? 3 : HasAny("说明", "分析") ? 1 : 2,
        Column.Forecast => HasAny("全年", "年底", "年末") ? 2 : 1,
        Column.Points => HasAny("分值") ? 2 : 1,
        Column.Score => HasAny("自评") ? 2 : HasAny("评价", "复核", "审核", "上年", "执行率") ? 0 : 1,
        Column.Reason => HasAny("原因") ? 2 : 1,
        _ => 1,
    };

    /// <summary>The label, and a remark in brackets where it names a time: 完成值（2022年）, 指标值（上年）.</summary>
    public static string Words(string text)
    {
        var tight = TightText.Of(text);
        var open = tight.IndexOf('(', StringComparison.Ordinal);
        var remark = open > 0 && tight.EndsWith(')') ? tight[(open + 1)..^1] : "";
        return PrintedLabel.Of(text) + (Periods.Year(remark) ?? Periods.Month(remark)) switch
        {
            null => remark is "上年" or "上年度" or "去年" or "前年" ? remark : "",
            _ => remark,
        };
    }

    /// <summary>截至2024年1月: counted a little after the year.</summary>
    private bool IsOfTheEnd => Label.Contains('截', StringComparison.Ordinal) && Periods.Year(Label) > Year;

    private bool IsValue => Column is Column.Target or Column.Actual or Column.Forecast or Column.Score or Column.Points;

    private bool HasAny(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Label.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
