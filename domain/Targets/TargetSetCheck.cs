using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;

namespace PerfFlow.Domain.Targets;

/// <summary>What holds of the indicators of a target sheet taken together.</summary>
internal static class TargetSetCheck
{
    public static IEnumerable<Finding> Run(
        TargetForm form, IReadOnlyList<LevelPoints> levels, IReadOnlyList<ApprovedIndicator> indicators, Profile profile)
    {
        if (form.Rows.Count == 0)
        {
            return [new Finding("NO_INDICATORS", Severity.Error, null, new Message("没有绩效指标", "There are no indicators."),
                new Message("请填写绩效指标后重新上传。", "Fill in the indicators and upload it again."))];
        }

        // Weights are only worth telling when every row has points to add up.
        var weights = levels.Count == form.Rows.Count ? RowCheck.Weights(levels, profile) : [];
        return
        [
            .. weights,
            .. RowCheck.Unique(form.Rows.Select(row => row.Key.Name), Severity.Error),
            .. Covered(form, profile),
            .. Measurable(form, indicators),
        ];
    }

    private static IEnumerable<Finding> Covered(TargetForm form, Profile profile)
    {
        var levels = form.Rows.Select(r => Taxonomy.LevelOf(profile, r.Key.Level1.Raw)?.Name).ToHashSet();
        foreach (var missing in profile.RequiredLevels.Where(l => !levels.Contains(l)))
        {
            yield return new Finding("LEVEL_REQUIRED", Severity.Error, form.Rows[0].Key.Level1.Place,
                new Message($"至少需要一个{missing}", $"At least one indicator of {missing} is needed."),
                new Message($"请补充{missing}。", $"Add an indicator of {missing}."));
        }

        var kinds = form.Rows.Select(r => Taxonomy.KindOf(profile, r.Key.Level2.Raw)?.Kind.Name).ToHashSet();
        foreach (var group in profile.RecommendedKinds.Where(g => !g.Any(kinds.Contains)))
        {
            yield return new Finding("KIND_RECOMMENDED", Severity.Warning, form.Rows[0].Key.Level2.Place,
                new Message($"建议设置{string.Join("或", group)}", $"An indicator of {string.Join(" or ", group)} is advised."),
                new Message("请补充,或确认不适用。", "Add one, or make sure that it does not apply."));
        }
    }

    private static IEnumerable<Finding> Measurable(TargetForm form, IReadOnlyList<ApprovedIndicator> indicators) =>
        indicators.Count == form.Rows.Count && indicators.All(i => i.Target.Nature is TargetNature.Qualitative or TargetNature.YesNo)
            ? [new Finding(
                "NO_QUANTITATIVE_TARGET",
                Severity.Error,
                form.Rows[0].Value.Place,
                new Message("至少需要一个定量指标", "At least one quantitative target is needed."),
                new Message("请至少将一项指标改为可量化的指标值。", "Give at least one indicator a target in numbers."))]
            : [];
}
