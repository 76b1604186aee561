using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Profiles;

/// <summary>
/// The rules of one year as data: taxonomy, weights, scoring variants, thresholds. Loaded from JSON, never built by hand.
/// Shares and rates are fractions (0.6 for 60%), points are of 100, money is in 万元.
/// </summary>
/// <param name="Id">Stable key, for example <c>std</c>; every result carries it with <paramref name="Version"/>.</param>
/// <param name="Version">Raised whenever a figure changes.</param>
/// <param name="Levels">一级指标 with their 二级指标.</param>
/// <param name="Weights">Points per level 1, or per group of them that shares its points.</param>
/// <param name="WithoutLevel">Where the points of a level without any indicator go; null: nowhere.</param>
/// <param name="RequiredLevels">Level 1 names that need at least one indicator.</param>
/// <param name="RecommendedKinds">Groups of level 2 names; a sheet should have one of each group.</param>
/// <param name="Evidence">Where each figure comes from, by JSON path (a path covers what is below it).</param>
public sealed partial record Profile(
    string Id,
    int Version,
    Message Name,
    IReadOnlyList<Level> Levels,
    IReadOnlyList<LevelWeight> Weights,
    Redistribution? WithoutLevel,
    IReadOnlyList<string> RequiredLevels,
    IReadOnlyList<IReadOnlyList<string>> RecommendedKinds,
    ScoringRules Scoring,
    ExecutionRules Execution,
    QualitativeRules Qualitative,
    SatisfactionRules Satisfaction,
    ExplanationRules Explanation,
    IReadOnlyList<GradeBand> Grades,
    LightRules Lights,
    CheckRules Checks,
    IReadOnlyList<ReviewRule> Review,
    IReadOnlyDictionary<string, string> Evidence);

/// <summary>一级指标.</summary>
public sealed record Level(string Name, IReadOnlyList<Kind> Kinds);

/// <summary>二级指标.</summary>
/// <param name="Light">How its monitoring light is found.</param>
/// <param name="Aliases">Other spellings seen in sheets; 指标 at the end may always be left out.</param>
public sealed record Kind(string Name, LightBasis Light, IReadOnlyList<string>? Aliases = null);

/// <summary>Points that the indicators of these levels share.</summary>
/// <param name="Even">By their number: each indicator has as many as the others, 22.5 of 90 where there are four (field.md §14).</param>
public sealed record LevelWeight(IReadOnlyList<string> Levels, decimal Points, bool Even = false);

/// <summary>When <paramref name="Level"/> has no indicator, its points go to <paramref name="To"/>.</summary>
public sealed record Redistribution(string Level, string To);

/// <param name="Reverse">Formula of ≤ and &lt; above the target.</param>
/// <param name="StrictEqual">= also loses points above the target.</param>
/// <param name="DateGraceDays">Days over which a late date loses its points; 0: late is 0 points.</param>
/// <param name="PassFloor">Completion below this share scores 0; 0 switches the floor off.</param>
/// <param name="ScaleInapplicable">Rows marked 不适用 are left out and the rest scaled to 100; else they miss an actual value.</param>
/// <param name="Deviation">Points lost far above the target (指标偏离, field.md §14); null switches it off.</param>
public sealed record ScoringRules(
    ReverseFormula Reverse,
    bool StrictEqual,
    int DateGraceDays,
    decimal PassFloor,
    bool ScaleInapplicable,
    Deviation? Deviation = null);

/// <param name="From">Completion from which it holds, included: 1.3 for 30% above the target.</param>
/// <param name="Deduction">Points; a score never falls below 0.</param>
public sealed record Deviation(decimal From, decimal Deduction);

/// <param name="Points">Points of 预算执行率.</param>
/// <param name="Bands">With <see cref="ExecutionRule.Bands"/>: highest first, share of the points from that rate on.</param>
/// <param name="ExplainBelow">A rate below this needs a reason; 0 switches it off.</param>
/// <param name="Caps">Most that the total can be with a low rate, the lowest rate first (field.md §14); empty: it is not capped.</param>
public sealed record ExecutionRules(
    decimal Points, ExecutionRule Rule, IReadOnlyList<Band> Bands, decimal ExplainBelow, IReadOnlyList<TotalCap>? Caps = null)
{
    /// <summary>The strictest that a rate comes under; null without one, and where the rate does not apply.</summary>
    public TotalCap? CapOf(decimal? rate) => rate is { } known ? Caps?.FirstOrDefault(cap => known < cap.Below) : null;
}

/// <summary>With a rate below <paramref name="Below"/> the total is at most <paramref name="Most"/>.</summary>
public sealed record TotalCap(decimal Below, decimal Most);

/// <summary>From <paramref name="AtLeast"/> on (included), <paramref name="Share"/> of the points.</summary>
public sealed record Band(decimal AtLeast, decimal Share);

/// <param name="Tiers">Best first.</param>
/// <param name="QualityWords">Words that make a text without numbers a qualitative target.</param>
/// <param name="NumberIdioms">Words that hold a Chinese numeral and yet no number, like 进一步.</param>
/// <param name="ZeroEvents">Words that make 无… or 零… a target of zero.</param>
/// <param name="Completeness">Words like 全覆盖 that say all and give no number: refused, with 100% offered as what they may mean.</param>
/// <param name="Justification">What a tier without a word of justification is.</param>
public sealed record QualitativeRules(
    IReadOnlyList<QualityTier> Tiers,
    Severity Justification,
    IReadOnlyList<string> QualityWords,
    IReadOnlyList<string> NumberIdioms,
    IReadOnlyList<string> ZeroEvents,
    IReadOnlyList<string>? Completeness = null);

/// <param name="AtLeast">Lowest share of the points in this tier, included; the tier above begins where this one ends.</param>
/// <param name="Suggested">Share proposed when the section has entered no score.</param>
/// <param name="Wordings">What sections write, all variants.</param>
public sealed record QualityTier(string Name, decimal AtLeast, decimal Suggested, IReadOnlyList<string> Wordings);

/// <param name="Level">The level 1 of satisfaction.</param>
/// <param name="Bands">Interval scoring, highest first; empty: scored like any ≥.</param>
public sealed record SatisfactionRules(string Level, IReadOnlyList<Band> Bands);

/// <param name="OverFulfilled">Completion from which a reason is mandatory.</param>
/// <param name="Suspect">Completion from which the reviewer is asked whether target or unit is wrong.</param>
/// <param name="ZeroTarget">The actual value from which the same holds when the target is ≥ 0.</param>
public sealed record ExplanationRules(decimal OverFulfilled, decimal Suspect, decimal ZeroTarget);

/// <summary>A grade holds from <paramref name="AtLeast"/> (included) up to the one above it.</summary>
public sealed record GradeBand(string Name, string English, decimal AtLeast);

/// <param name="Red">Progress below this share of the plan is red.</param>
/// <param name="Yellow">Below this it is yellow.</param>
/// <param name="Blue">From this on it is blue.</param>
/// <param name="BlueAgainstYear">Blue is measured against the target of the full year, not the plan to date.</param>
/// <param name="PercentIsLevel">A percentage is expected in full at any time of the year, not in proportion to it.</param>
/// <param name="Milestones">Share of the year's target due at the end of each quarter when an indicator has no plan of its own.</param>
/// <param name="NotYet">What sections write of a day that has not come: no value yet, as long as it has not.</param>
/// <param name="Spending">
/// Share of the year's budget that is to be spent by the end of each quarter when a project has no plan of its own; null: evenly.
/// </param>
public sealed record LightRules(
    decimal Red,
    decimal Yellow,
    decimal Blue,
    bool BlueAgainstYear,
    bool PercentIsLevel,
    IReadOnlyList<decimal> Milestones,
    IReadOnlyList<string>? NotYet = null,
    IReadOnlyList<decimal>? Spending = null);

/// <param name="Money">Tolerance of money sums, 万元.</param>
/// <param name="RatePoints">Tolerance of a written execution rate, percentage points.</param>
/// <param name="MostMoney">A total of the year above it is asked about: 元 entered for 万元? [design], 万元.</param>
public sealed record CheckRules(decimal Money, decimal RatePoints, decimal MostMoney);

/// <summary>A rule that reviewers apply by hand and a section should know before it submits (field.md §4.7).</summary>
/// <param name="Deductions">Shares of the points reviewers take off, mildest first; empty: no deduction.</param>
/// <param name="Words">What the rule looks for, where it looks for words.</param>
public sealed record ReviewRule(
    ReviewRuleCode Code,
    Severity Severity,
    IReadOnlyList<decimal> Deductions,
    IReadOnlyList<string>? Words = null);
