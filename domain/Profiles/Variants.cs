using System.Text.Json.Serialization;

namespace PerfFlow.Domain.Profiles;

/// <summary>Score of ≤ and &lt; when the actual value a is above the target t.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReverseFormula>))]
public enum ReverseFormula
{
    /// <summary>points × (1 − (a − t) / t), nothing from 2t on.</summary>
    Decline,

    /// <summary>points × t / a.</summary>
    Ratio,
}

[JsonConverter(typeof(JsonStringEnumConverter<ExecutionRule>))]
public enum ExecutionRule
{
    /// <summary>min(rate, 1) × points.</summary>
    Linear,

    /// <summary>A share of the points per band of the rate.</summary>
    Bands,
}

/// <summary>How the monitoring light of a kind is found (field.md §4.9).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LightBasis>))]
public enum LightBasis
{
    /// <summary>Actual value against the plan to date.</summary>
    Plan,

    /// <summary>Inside or outside the target.</summary>
    Bounds,
}

[JsonConverter(typeof(JsonStringEnumConverter<ReviewRuleCode>))]
public enum ReviewRuleCode
{
    /// <summary>No 佐证材料: nothing is scored.</summary>
    NoEvidence,

    /// <summary>不可考核: too vague to be examined.</summary>
    NotExaminable,

    /// <summary>Satisfaction without a survey.</summary>
    SatisfactionWithoutSurvey,

    /// <summary>The same indicator under two level 1 kinds: only one scores.</summary>
    CountedTwice,

    /// <summary>The name does not fit its level 2, for example a payment under 数量.</summary>
    KindMisfit,

    /// <summary>One of several tasks was late.</summary>
    PartlyLate,
}
