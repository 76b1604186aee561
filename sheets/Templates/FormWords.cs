using PerfFlow.Domain.Forms;

namespace PerfFlow.Sheets.Templates;

/// <summary>The printed words of the forms (field.md §3), used by the templates.</summary>
internal static class FormWords
{
    public const string Amounts = "项目资金\n(万元)";

    public static readonly IReadOnlyList<string> Natures = ["≥", ">", "=", "<", "≤", "定性"];

    public static readonly IReadOnlyList<string> Quarters = ["一季度计划", "二季度计划", "三季度计划", "四季度计划"];

    public static readonly IReadOnlyList<FundSource> Sources = Enum.GetValues<FundSource>();

    /// <summary>Level 1 and level 2 where no profile is at hand (field.md §2.1).</summary>
    public static readonly IReadOnlyList<(string Level1, string Level2)> Kinds =
    [
        ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("产出指标", "成本指标"),
        ("效益指标", "经济效益指标"), ("效益指标", "社会效益指标"), ("效益指标", "生态效益指标"), ("效益指标", "可持续影响指标"),
        ("满意度指标", "服务对象满意度指标"),
    ];
}
