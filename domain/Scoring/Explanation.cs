using System.Globalization;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Scoring;

/// <summary>Why a score is what it is, in words and with its numbers filled in. Built when asked for, never stored.</summary>
/// <param name="Rule">Profile, version and rule, for example <c>std@1/Forward</c>.</param>
/// <param name="Score">The score explained; null when there is none.</param>
public sealed record Explanation(string Rule, Message Text, decimal? Score)
{
    /// <param name="actual">As read; null only for a row that does not apply.</param>
    public static Explanation Of(IndicatorScore score, Target target, Actual? actual, Profile profile)
    {
        var (zh, en) = WithDeduction(Formula(score with { Score = score.Reached, Deduction = 0 }, target, actual, profile), score, profile);
        return new Explanation(Id(profile, score.Rule.ToString()), ScoreMarkTexts.Append(zh, en, score.Marks, profile), score.Score);
    }

    public static Explanation Of(ExecutionScore score, Profile profile)
    {
        var (points, rate) = (N(score.Points), Percent(score.Rate ?? 0));
        var division = $"{N(score.Spent ?? 0)} ÷ {N(score.Budget ?? 0)} = {rate}";
        var (zh, en) = score switch
        {
            { Rate: null } when score.Marks.HasFlag(ScoreMarks.NotApplicable)
                => ("全年预算数与执行数均为 0,本项不适用", "budget and spending are both 0; the item does not apply"),
            { Score: null } => ("资金数据缺失或有误,暂不计分", "the amounts are missing or wrong; no score yet"),
            { Spent: < 0 } => ($"执行率 {division},执行数为负,得 0", $"rate {division}; negative spending scores 0"),
            { Rule: ExecutionRule.Bands } => (
                $"执行率 {division},所在区间得 {points} 的 {Percent(Share(score))} = {N(score.Score.Value)}",
                $"rate {division}; its band gives {Percent(Share(score))} of {points} = {N(score.Score.Value)}"),
            { Rate: >= 1 } => ($"执行率 {division},得满分 {points}", $"rate {division}: full {points}"),
            _ => (
                $"执行率 {division},{points} × {N(score.Spent ?? 0)} ÷ {N(score.Budget ?? 0)} = {N(score.Score.Value)}",
                $"rate {division}; {points} × {N(score.Spent ?? 0)} ÷ {N(score.Budget ?? 0)} = {N(score.Score.Value)}"),
        };
        return new Explanation(Id(profile, $"Execution{score.Rule}"), ScoreMarkTexts.Append(zh, en, score.Marks, profile), score.Score);
    }

    internal static string Id(Profile profile, string rule) =>
        string.Create(CultureInfo.InvariantCulture, $"{profile.Id}@{profile.Version}/{rule}");

    internal static string N(decimal value) => TargetPrinter.Number(Rounding.HalfUp(value, 4));

    internal static string Percent(decimal share) => $"{TargetPrinter.Number(Rounding.HalfUp(share * 100))}%";

    private static decimal Share(ExecutionScore score) => score.Points == 0 ? 0 : (score.Score ?? 0) / score.Points;

    /// <summary>What is lost for being far above the target, with the rule's name (field.md §14).</summary>
    private static (string Zh, string En) WithDeduction((string Zh, string En) formula, IndicatorScore score, Profile profile)
    {
        if (score.Deduction == 0 || profile.Scoring.Deviation is not { } rule)
        {
            return formula;
        }

        var (from, less, left) = (Percent(rule.From), N(score.Deduction), $"{N(score.Reached)} − {N(score.Deduction)} = {N(score.Score)}");
        return (
            $"{formula.Zh};完成率达到 {from} 及以上为指标偏离(scoring.deviation),扣 {less} 分,{left}",
            $"{formula.En}; {from} of the target or more is a deviation (scoring.deviation): {less} points less, {left}");
    }

    private static (string Zh, string En) Formula(IndicatorScore score, Target target, Actual? actual, Profile profile)
    {
        var (w, t, s) = (N(score.Points), N(target.Value), N(score.Score));
        var a = actual?.Value is { } value ? N(value) : "";
        var full = score.IsMet;
        if (score.Marks.HasFlag(ScoreMarks.BelowFloor))
        {
            var (share, floor) = (Percent(score.Completion ?? 0), Percent(profile.Scoring.PassFloor));
            return ($"完成率 {share} 低于及格线 {floor},得 0", $"completion {share} is under the pass floor {floor}: 0");
        }

        return score.Rule switch
        {
            ScoreRule.NotApplicable => ("不适用,不计分", "does not apply"),
            ScoreRule.Qualitative => Quality(score, actual, profile),
            ScoreRule.DateBy => Dated(score, target, actual, profile),
            ScoreRule.YesNo => (
                $"应为“{target}”,实际为“{(actual?.Value == 1 ? "是" : "否")}”,得 {s}",
                $"should be {(target.Value == 1 ? "yes" : "no")}, is {(actual?.Value == 1 ? "yes" : "no")}: {s}"),
            ScoreRule.SatisfactionBands => (
                $"满意度 {a}{target.Unit} 所在区间得 {w} 的 {Percent(score.Score / score.Points)} = {s}",
                $"satisfaction {a}{target.Unit}; its band gives {Percent(score.Score / score.Points)} of {w} = {s}"),
            ScoreRule.Zero or ScoreRule.Negative => (
                $"目标 {target},实际 {a},{(full ? "达到" : "未达到")},无比例可计,得 {s}",
                $"target {target}, actual {a}: {(full ? "met" : "not met")}, no proportion is defined: {s}"),
            _ when full => ($"实际 {a}{target.Unit} 达到目标 {target},得满分 {w}", $"actual {a}{target.Unit} meets the target {target}: full {w}"),
            ScoreRule.EqualStrict => ($"{w} × (1 − |{a} − {t}| ÷ {t}) = {s}", $"{w} × (1 − |{a} − {t}| ÷ {t}) = {s}"),
            ScoreRule.ReverseDecline => Declined(w, a, t, s),
            ScoreRule.ReverseRatio => ($"{w} × {t} ÷ {a} = {s}", $"{w} × {t} ÷ {a} = {s}"),
            ScoreRule.Range => Ranged(score, target, actual, profile),
            _ when score.Score == 0 && actual?.Value < 0 => ($"实际 {a} 为负,按 0 计,得 0", $"actual {a} is negative and counts as 0: 0"),
            _ => ($"{w} × {a} ÷ {t} = {s}", $"{w} × {a} ÷ {t} = {s}"),
        };
    }

    private static (string Zh, string En) Declined(string w, string a, string t, string s) => s == "0"
        ? ($"实际 {a} 不低于目标 {t} 的两倍,得 0", $"actual {a} is at least twice the target {t}: 0")
        : ($"{w} × (1 − ({a} − {t}) ÷ {t}) = {s}", $"{w} × (1 − ({a} − {t}) ÷ {t}) = {s}");

    private static (string Zh, string En) Ranged(IndicatorScore score, Target target, Actual? actual, Profile profile)
    {
        var (w, s, a, value) = (N(score.Points), N(score.Score), N(actual?.Value ?? 0), actual?.Value ?? 0);
        var high = target.High ?? target.Value;
        if (score.Marks.HasFlag(ScoreMarks.NoRatio))
        {
            return ($"实际 {a} 在 {target} 之外,无比例可计,得 0", $"actual {a} is outside {target}, no proportion is defined: 0");
        }

        return value < target.Value ? ($"{w} × {a} ÷ {N(target.Value)} = {s}", $"{w} × {a} ÷ {N(target.Value)} = {s}")
            : profile.Scoring.Reverse == ReverseFormula.Ratio ? ($"{w} × {N(high)} ÷ {a} = {s}", $"{w} × {N(high)} ÷ {a} = {s}")
            : Declined(w, a, N(high), s);
    }

    private static (string Zh, string En) Dated(IndicatorScore score, Target target, Actual? actual, Profile profile)
    {
        var (w, s) = (N(score.Points), N(score.Score));
        if (actual?.Date is not { } done || target.Date is not { } due)
        {
            var met = actual?.Value == 1;
            return ($"要求 {target},填报为{(met ? "按时" : "未按时")},得 {s}", $"due {target}, reported {(met ? "on time" : "late")}: {s}");
        }

        var (day, late, grace) = (
            done.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), N(done.DayNumber - due.DayNumber), N(profile.Scoring.DateGraceDays));
        return done <= due ? ($"{day} 完成,不晚于 {target},得满分 {w}", $"done {day}, not after {target}: full {w}")
            : score.Score > 0 ? (
                $"{day} 完成,晚 {late} 天,{w} × (1 − {late} ÷ {grace}) = {s}",
                $"done {day}, {late} days late; {w} × (1 − {late} ÷ {grace}) = {s}")
            : ($"{day} 完成,晚 {late} 天,得 0", $"done {day}, {late} days late: 0");
    }

    private static (string Zh, string En) Quality(IndicatorScore score, Actual? actual, Profile profile)
    {
        var tier = actual?.Tier ?? QualitativeScoring.TierOf(score.Score, score.Points, profile);
        var (low, high) = QualitativeScoring.Band(tier, score.Points, profile);
        var name = profile.Qualitative.Tiers[tier].Name;
        return (
            $"档次“{name}”的得分区间为 {N(low)} 至 {N(high)},科室评 {N(score.Score)}",
            $"tier \"{name}\" allows {N(low)} to {N(high)}; the section gave {N(score.Score)}");
    }
}
