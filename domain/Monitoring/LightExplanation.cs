using System.Globalization;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.Words;

namespace PerfFlow.Domain.Monitoring;

/// <summary>Why a light is what it is (field.md §4.9), with its numbers filled in. Built when asked for, never stored.</summary>
/// <param name="Rule">Profile, version and rule, for example <c>std@1/LightPlan</c>.</param>
/// <param name="Light">The light explained; null when there is none.</param>
public sealed record LightExplanation(string Rule, Message Text, Light? Light)
{
    /// <param name="profile">The profile the assessment was made with.</param>
    public static LightExplanation Of(IndicatorProgress row, Profile profile)
    {
        var (rule, zh, en) = Measured(row, profile);
        (zh, en) = row.Likelihood switch
        {
            Likelihood.Impossible
                => ($"{zh};科室填“{Word.Of(Likelihood.Impossible)}”,为红灯", $"{en}; the section calls it impossible, which is red"),
            Likelihood.Possible => (
                $"{zh};科室填“{Word.Of(Likelihood.Possible)}”,至少为黄灯", $"{en}; the section calls it only possible, which is at least yellow"),
            _ => (zh, en),
        };
        return Ending(profile, rule, zh, en, row.Light);
    }

    /// <param name="month">The N of 1-N月.</param>
    public static LightExplanation Of(ExecutionProgress execution, int month, Profile profile)
    {
        if (execution is not { Rate: { } rate, Spent: { } spent, Budget: { } budget })
        {
            return Ending(profile, "LightExecution", "资金数据缺失或有误", "the amounts are missing or wrong", execution.Light);
        }

        var division = $"{Explanation.N(spent)} ÷ {Explanation.N(budget)} = {Explanation.Percent(rate)}";
        if (execution.Plan is { Reserve: true })
        {
            return new(Explanation.Id(profile, "LightExecution"), new Message(
                $"执行率 {division};应急等预备资金不设执行计划,不亮灯",
                $"rate {division}; a reserve, which has no plan of spending and no light"), execution.Light);
        }

        var (zh, en) = Due(execution, rate, Math.Clamp(month, 1, 12), profile);
        return Ending(profile, "LightExecution", $"执行率 {division},{zh}", $"rate {division}; {en}", execution.Light);
    }

    /// <summary>Which plan the rate is held to, and what it asks for by now.</summary>
    private static (string Zh, string En) Due(ExecutionProgress execution, decimal rate, int month, Profile profile)
    {
        var n = month.ToString(CultureInfo.InvariantCulture);
        var (zh, en) = execution.Plan is null ? ("默认执行计划", "the profile's plan") : ("本项目执行计划", "the project's plan");
        var thirds = PlanToDate.ThirdsOfSpending(execution.Plan, profile, month) ?? 0;
        if (thirds == 0)
        {
            return ($"{zh}至 {n} 月不要求支出", $"{en} asks for no spending by month {n}");
        }

        var (due, red, yellow) = (
            Explanation.Percent(thirds / 3), Explanation.Percent(profile.Lights.Red), Explanation.Percent(profile.Lights.Yellow));
        var pace = $"{Explanation.Percent(rate)} ÷ {due} = {Explanation.Percent(rate * 3 / thirds)}";
        return (
            $"{zh}至 {n} 月应达 {due},{pace}(低于 {red} 红,低于 {yellow} 黄)",
            $"{en} asks for {due} by month {n}; {pace} (red below {red}, yellow below {yellow})");
    }

    /// <summary>The light of the project: the worst of the execution and all rows.</summary>
    public static LightExplanation Of(MonitoringAssessment assessment, Profile profile)
    {
        var worst = assessment.Indicators.Where(i => i.Light == assessment.Project).Select(i => $"“{i.Name}”").ToList();
        var (zh, en) = (string.Join("、", worst), string.Join(", ", worst));
        if (assessment.Project is not null && assessment.Execution.Light == assessment.Project)
        {
            (zh, en) = (zh.Length == 0 ? "预算执行率" : $"预算执行率、{zh}", en.Length == 0 ? "the execution rate" : $"the execution rate, {en}");
        }

        return assessment.Project is null
            ? Ending(profile, "LightProject", "各项均无灯", "no part has a light", null)
            : Ending(profile, "LightProject", $"取最差的灯:{zh}", $"the worst light counts: {en}", assessment.Project);
    }

    private static (string Rule, string Zh, string En) Measured(IndicatorProgress row, Profile profile)
    {
        if (row.Target is not { } target)
        {
            return ("LightUnmeasured", "目标无法读懂", "the target cannot be read");
        }

        if (row.Actual is not { } actual)
        {
            return target.Nature == TargetNature.DateBy
                ? ("LightBounds", $"要求 {target},尚未填报完成日期", $"due {target}, no date of completion yet")
                : ("LightUnmeasured", "执行情况缺失或无法读懂", "the actual value is missing or cannot be read");
        }

        if (target.Nature == TargetNature.Qualitative)
        {
            return actual.Tier is { } tier
                ? ("LightTier", $"档次为“{profile.Qualitative.Tiers[tier].Name}”", $"the tier is \"{profile.Qualitative.Tiers[tier].Name}\"")
                : ("LightTier", "未写明档次", "no tier is named");
        }

        return row.Planned is { } planned
            ? Planned(target, actual.Value ?? 0, planned, row.Progress, profile)
            : Bounded(target, actual, profile);
    }

    private static (string Rule, string Zh, string En) Planned(
        Target target, decimal actual, decimal planned, decimal? progress, Profile profile)
    {
        var (a, t, p) = (Explanation.N(actual), Explanation.N(target.Value), Explanation.Percent(planned));
        if (progress is not { } share)
        {
            return ("LightPlan", $"实际 {a},至本月计划应完成 {t} 的 {p},不计比例", $"actual {a}; the plan asks for {p} of {t} by now, no ratio");
        }

        var rules = profile.Lights;
        var (red, yellow, blue) = (Explanation.Percent(rules.Red), Explanation.Percent(rules.Yellow), Explanation.Percent(rules.Blue));
        var division = $"{a} ÷ ({t} × {p}) = {Explanation.Percent(share)}";
        return (
            "LightPlan",
            $"{division}(低于 {red} 红,低于 {yellow} 黄,{(rules.BlueAgainstYear ? "全年目标的 " : "")}{blue} 及以上蓝)",
            $"{division} (red below {red}, yellow below {yellow}, "
            + $"blue from {blue}{(rules.BlueAgainstYear ? " of the year's target" : "")})");
    }

    private static (string Rule, string Zh, string En) Bounded(Target target, Actual actual, Profile profile)
    {
        const decimal points = 100;
        var met = IndicatorScoring.Score(target, actual, points, profile) is { IsMet: true };
        var shown = actual.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            ?? (target.Nature is TargetNature.YesNo or TargetNature.DateBy
                ? actual.Raw.Trim()
                : $"{Explanation.N(actual.Value ?? 0)}{target.Unit}");
        return (
            "LightBounds",
            $"实际 {shown},目标 {target},{(met ? "在目标之内" : "在目标之外")}",
            $"actual {shown}, target {target}: {(met ? "inside" : "outside")}");
    }

    private static LightExplanation Ending(Profile profile, string rule, string zh, string en, Light? light)
    {
        var (name, english) = Word.Of(light);
        return new LightExplanation(Explanation.Id(profile, rule), new Message($"{zh} → {name}", $"{en} → {english}"), light);
    }
}
