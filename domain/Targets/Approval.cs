using System.Globalization;
using PerfFlow.Domain.Indicators;

namespace PerfFlow.Domain.Targets;

public sealed partial record ApprovedTargets
{
    /// <summary>
    /// Gives each indicator its lasting id: <c>i01</c>, <c>i02</c>, … in sheet order. After an adjustment an indicator that
    /// matches one of <paramref name="before"/> keeps its id; a new one gets a number never used before.
    /// </summary>
    /// <param name="initialBudget">See <see cref="InitialBudget"/>.</param>
    public static ApprovedTargets Approve(TargetAssessment assessment, ApprovedTargets? before = null, decimal? initialBudget = null)
    {
        var issued = before?.Issued ?? 0;
        var kept = IndicatorMatching.Match(
            [.. assessment.Indicators.Select(i => new IndicatorLabel(i.Id, i.Level2, i.Name))],
            before?.Indicators ?? []);
        var indicators = new List<ApprovedIndicator>(assessment.Indicators.Count);
        for (var i = 0; i < assessment.Indicators.Count; i++)
        {
            var id = kept[i]?.Id ?? $"i{(++issued).ToString("00", CultureInfo.InvariantCulture)}";
            indicators.Add(assessment.Indicators[i] with { Id = id });
        }

        return new ApprovedTargets(
            indicators, assessment.Money.Total, assessment.Goal, assessment.Profile, assessment.ProfileVersion, issued,
            initialBudget ?? before?.InitialBudget);
    }
}
