using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace PerfFlow.Domain.Scoring;

/// <summary>The rule a score was found by; its name is the rule id shown beside the score.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScoreRule>))]
public enum ScoreRule
{
    /// <summary>≥, &gt;: points × a / t.</summary>
    Forward,

    /// <summary>=: like ≥.</summary>
    Equal,

    /// <summary>= with points lost on both sides.</summary>
    EqualStrict,

    /// <summary>≤, &lt;: points × (1 − (a − t) / t).</summary>
    ReverseDecline,

    /// <summary>≤, &lt;: points × t / a.</summary>
    ReverseRatio,

    /// <summary>A target of 0: full or nothing.</summary>
    Zero,

    /// <summary>A negative target: full or nothing.</summary>
    Negative,

    /// <summary>Inside a range.</summary>
    Range,

    /// <summary>On or before a day.</summary>
    DateBy,

    /// <summary>是 or 否.</summary>
    YesNo,

    /// <summary>The section's score within the band of its tier.</summary>
    Qualitative,

    /// <summary>Interval scoring of satisfaction.</summary>
    SatisfactionBands,

    /// <summary>Left out, the rest is scaled.</summary>
    NotApplicable,
}

/// <summary>What a reader must know beside the points.</summary>
[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<ScoreMarks>))]
public enum ScoreMarks
{
    None = 0,

    /// <summary>A reason is mandatory: below full points, or far above the target.</summary>
    ExplanationRequired = 1,

    /// <summary>Completion at or over the profile's over-fulfilment line.</summary>
    OverFulfilled = 2,

    /// <summary>So far above the target that target or unit may be wrong.</summary>
    TargetSuspect = 4,

    /// <summary>No 佐证材料.</summary>
    NoEvidence = 8,

    /// <summary>Not counted; the rest is scaled to 100.</summary>
    NotApplicable = 16,

    /// <summary>The rate is over 100%; the score stops at the points.</summary>
    Capped = 32,

    /// <summary>&gt; or &lt; met exactly: full points by the formula, for the reviewer to look at.</summary>
    StrictEdge = 64,

    /// <summary>The target is 0, so there is no ratio.</summary>
    ZeroTarget = 128,

    /// <summary>No proportion is defined; full or nothing.</summary>
    NoRatio = 256,

    /// <summary>The target is approximate (约).</summary>
    Approximate = 512,

    /// <summary>Under the pass floor.</summary>
    BelowFloor = 1024,
}

/// <summary>A scored indicator, without words: an explanation is built only when asked for.</summary>
/// <param name="Points">分值.</param>
/// <param name="Score">得分, two decimals, between 0 and the points.</param>
/// <param name="Completion">Actual over target, where that has a meaning.</param>
/// <param name="Deduction">Points lost for being far above the target (指标偏离), out of <paramref name="Score"/> already.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct IndicatorScore(
    ScoreRule Rule,
    decimal Points,
    decimal Score,
    decimal? Completion,
    ScoreMarks Marks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] decimal Deduction = 0)
{
    /// <summary>Before what is lost for being far above the target.</summary>
    internal decimal Reached => Score + Deduction;

    /// <summary>The target is reached, not only so nearly that rounding gives full points.</summary>
    internal bool IsMet => Reached == Points && (Completion is not { } share || (Rule == ScoreRule.EqualStrict ? share == 1 : share >= 1));
}
