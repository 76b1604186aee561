using System.Text.Json.Serialization;
using PerfFlow.Domain.Indicators;

namespace PerfFlow.Domain.Targets;

/// <summary>What monitoring and self-evaluation are measured against.</summary>
/// <param name="Budget">年度资金总额, 万元: 全年预算数 as approved.</param>
/// <param name="Goal">年度目标.</param>
/// <param name="Issued">How many ids have ever been given, so that none is given twice.</param>
/// <param name="InitialBudget">年初预算数 where the targets were adjusted; null where it is <paramref name="Budget"/>.</param>
public sealed partial record ApprovedTargets(
    IReadOnlyList<ApprovedIndicator> Indicators,
    decimal? Budget,
    string Goal,
    string Profile,
    int ProfileVersion,
    int Issued,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? InitialBudget = null)
{
    /// <summary>年初预算数.</summary>
    [JsonIgnore]
    public decimal? AtFirst => InitialBudget ?? Budget;

    /// <summary>全年预算数 where the adjustment has set it; else a sheet may name what the budget has become.</summary>
    [JsonIgnore]
    public decimal? Adjusted => InitialBudget is null ? null : Budget;
}
