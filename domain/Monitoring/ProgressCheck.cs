using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.Targets;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Monitoring;

/// <summary>One row of a monitoring sheet: its light, its likelihood and the reasons it owes.</summary>
internal static class ProgressCheck
{
    public static IndicatorProgress Run(
        MonitoringRow row, ApprovedIndicator? approved, Target? own, Profile profile,
        int year, int month, List<Finding> findings, bool hasClasses = true)
    {
        var (level1, level2) = RowCheck.Kind(row.Key, profile, findings);
        var kind = Taxonomy.KindOf(profile, approved?.Level2 ?? row.Key.Level2.Raw);
        var progress = new IndicatorProgress(
            approved?.Id,
            approved?.Level1 ?? level1 ?? row.Key.Level1.Raw,
            approved?.Level2 ?? level2 ?? row.Key.Level2.Raw,
            row.Key.Name.Raw.Trim(),
            approved?.Target ?? own,
            null, null, row.Likelihood, null, null, null,
            row.Key.Name.Place);
        findings.AddRange(Reasons(row, hasClasses));
        if (progress.Target is not { } target)
        {
            return progress;
        }

        var notYet = IsNotYet(row, target, progress.Level1, progress.Level2, profile, year, month);
        var actual = notYet || !row.Key.HasColumnOf(row.Actual) ? null : Read(row, target, profile, year, findings);
        if (notYet && target.Nature != TargetNature.DateBy)
        {
            findings.AddRange(Reason.IsGiven(row.Reason.Raw) || Reason.IsGiven(row.Remark.Raw) ? [] :
            [
                new Finding("NOT_YET_REASON_MISSING", Severity.Warning, row.Reason.Place,
                    new Message(
                        $"“{row.Key.Name.Raw}”尚未测量,请说明原因和测量时间",
                        $"\"{row.Key.Name.Raw}\" is not measured yet: say why, and when it will be."),
                    new Message("请在原因栏写明原因和测量时间。", "Write both into the column of reasons.")),
            ]);
            return progress with { Light = null };
        }

        if (target.Nature == TargetNature.Qualitative && actual is { Tier: null })
        {
            findings.Add(new Finding("TIER_NOT_STATED", Severity.Warning, row.Actual.Place,
                new Message("执行情况未写明档次,无法判定红黄绿灯", "The result names no tier, so it has no light."),
                new Message(
                    $"请以 {string.Join("、", profile.Qualitative.Tiers.Select(t => t.Name))} 之一开头",
                    $"Begin with one of {string.Join(", ", profile.Qualitative.Tiers.Select(t => t.Name))}.")));
        }

        var forecast = Placeholder.Is(NormalText.Of(row.Forecast.Raw))
            ? null
            : ActualText.Read(row.Forecast, target, profile, year, row.Unit, row.Key.Name.Raw).Actual;
        var light = Lights.Of(target, actual, kind?.Kind.Light ?? LightBasis.Plan, approved?.Milestones, year, month, profile);
        findings.AddRange(Contradictions(row, target, forecast, light.Light, profile));
        return progress with
        {
            Actual = actual,
            Forecast = forecast,
            Planned = light.Planned,
            Progress = light.Progress,
            Light = Lights.With(light.Light, row.Likelihood),
        };
    }

    /// <summary>A cumulative count never falls from one round to the next.</summary>
    public static IEnumerable<Finding> Fallen(MonitoringRow row, IndicatorProgress now, MonitoringAssessment? previous, Profile profile)
    {
        if (now is not
            { Target: { Nature: TargetNature.AtLeast or TargetNature.MoreThan or TargetNature.Equal, Unit: not "%" },
                Actual.Value: { } count }
            || Taxonomy.KindOf(profile, now.Level2) is not { Kind.Light: LightBasis.Plan })
        {
            return [];
        }

        var before = previous?.Indicators.FirstOrDefault(
            p => p.Id is not null ? p.Id == now.Id : Label.SameKind(p.Level2, now.Level2) && Label.Same(p.Name, now.Name));
        return before?.Actual?.Value > count
            ? [new Finding("COUNT_FELL", Severity.Error, row.Actual.Place,
                new Message(
                    $"累计完成值 {TargetPrinter.Number(count)} 小于上期 {TargetPrinter.Number(before.Actual.Value.Value)}",
                    $"The cumulative value {TargetPrinter.Number(count)} is below the last round's "
                    + $"{TargetPrinter.Number(before.Actual.Value.Value)}."),
                new Message("请填写年初至今的累计数。", "Enter the value cumulated since the beginning of the year."))]
            : [];
    }

    /// <summary>
    /// A day without a date yet: nothing entered, or before that day a word like 尚未完成. And what is measured at the end alone:
    /// quality, effects, satisfaction (未到期, 年底调查).
    /// </summary>
    private static bool IsNotYet(MonitoringRow row, Target target, string level1, string level2, Profile profile, int year, int month)
    {
        var text = NormalText.Of(row.Actual.Raw).TrimEnd('.', ';', '!');
        return target.Nature == TargetNature.DateBy
            ? Placeholder.Is(text) || (!Lights.IsDue(target, year, month) && profile.Lights.NotYet?.Contains(text) == true)
            : month < 12
                && IsMeasuredLate(level1, level2, profile)
                && (profile.Lights.NotYet?.Contains(text) == true || NotYetText.Is(text));
    }

    private static bool IsMeasuredLate(string level1, string level2, Profile profile) =>
        Taxonomy.IsSatisfaction(profile, level1) || Label.SameKind("效益指标", level1) || Label.SameKind("质量指标", level2);

    private static Actual? Read(MonitoringRow row, Target target, Profile profile, int year, List<Finding> findings)
    {
        var reading = ActualText.Read(row.Actual, target, profile, year, row.Unit, row.Key.Name.Raw);
        findings.AddRange(reading.Findings);
        return reading.Actual;
    }

    /// <summary>Anything but 确定能 owes a class of deviation and a reason.</summary>
    private static IEnumerable<Finding> Reasons(MonitoringRow row, bool hasClasses)
    {
        if (row.Likelihood is null)
        {
            yield return new Finding("LIKELIHOOD_MISSING", Severity.Error, row.LikelihoodCell.Place,
                new Message("未选择完成目标可能性", "The likelihood of reaching the target is not given."),
                new Message("请在确定能、有可能、完全不可能中选择一项", "Choose one of 确定能, 有可能, 完全不可能."));
        }

        if (row.Likelihood is Likelihood.Possible or Likelihood.Impossible)
        {
            if (row.Causes.Count == 0 && hasClasses)
            {
                yield return new Finding("DEVIATION_CAUSE_MISSING", Severity.Error, row.LikelihoodCell.Place,
                    new Message("不能确定完成目标的,须勾选偏差原因类别", "A target not certain to be reached needs a class of deviation."),
                    new Message("请勾选一个偏差原因类别。", "Tick one class of deviation."));
            }

            if (!Reason.IsGiven(row.Reason.Raw))
            {
                yield return new Finding("DEVIATION_REASON_MISSING", Severity.Error, row.Reason.Place,
                    new Message("不能确定完成目标的,须填写原因说明", "A target not certain to be reached needs a reason."),
                    new Message("请在原因说明栏写明原因。", "Write the reason into its column."));
            }
        }
    }

    private static IEnumerable<Finding> Contradictions(MonitoringRow row, Target target, Actual? forecast, Light? light, Profile profile)
    {
        if (row.Likelihood == Likelihood.Certain && light == Light.Red)
        {
            yield return new Finding("LIKELIHOOD_CONTRADICTS_LIGHT", Severity.Warning, row.LikelihoodCell.Place,
                new Message("进度为红灯,却填“确定能”完成", "The progress is red, yet the target is called certain."),
                new Message(
                    "请核对完成可能性;仍能完成的,请说明后续措施。",
                    "Check the likelihood; if the target is still certain, say how it will be reached."));
        }

        const decimal points = 100;
        if (row.Likelihood == Likelihood.Certain && forecast is not null
            && IndicatorScoring.Score(target, forecast, points, profile) is { Reached: < points })
        {
            yield return new Finding("FORECAST_CONTRADICTS_LIKELIHOOD", Severity.Warning, row.Forecast.Place,
                new Message("预计完成情况达不到目标,却填“确定能”完成", "The forecast misses the target, yet the target is called certain."),
                new Message("请核对预计完成情况和完成可能性,改为一致。", "Check forecast and likelihood, and make them agree."));
        }

        if (forecast is null && target.Nature is not TargetNature.DateBy)
        {
            yield return new Finding("FORECAST_MISSING", Severity.Warning, row.Forecast.Place,
                new Message("全年预计完成情况为空或无法读懂", "The forecast for the year is empty or cannot be read."),
                new Message("请填写全年预计完成值。", "Enter the value expected for the year."));
        }
    }
}
