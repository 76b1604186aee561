using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Monitoring;

/// <summary>Checks 项目支出绩效目标执行监控表 and finds its lights (domain.md §3.2, §4.9).</summary>
public static class MonitoringCheck
{
    /// <param name="month">The N of 1-N月, 1 to 12.</param>
    /// <param name="previous">The last approved round of the same year, to compare counts with.</param>
    public static MonitoringAssessment Run(
        MonitoringForm form, Profile profile, int year, int month, ApprovedTargets? approved, MonitoringAssessment? previous)
    {
        var findings = new List<Finding>();
        var matches = IndicatorMatching.Match([.. form.Rows.Select(r => IndicatorLabel.Of(r.Key))], approved?.Indicators ?? []);
        var rows = form.Rows.Select((row, i) =>
        {
            var target = matches[i]?.Target ?? TargetText.Read(row.Nature, row.Target, row.Unit, profile, year).Target;
            var actual = target is null ? null : ActualText.Read(row.Actual, target, profile, year).Actual;
            Light? light = actual is null ? null : Light.Green;
            return new IndicatorProgress(matches[i]?.Id, row.Key.Level1.Raw, row.Key.Level2.Raw, row.Key.Name.Raw, target, actual, null, row.Likelihood, null, null, light, row.Key.Name.Place);
        }).ToList();
        var funds = form.Funds.FirstOrDefault(f => f.Source == FundSource.Total);
        var execution = new ExecutionProgress(funds?.Budget.Number, funds?.Spent.Number, funds?.Forecast.Number, null, null);
        return new MonitoringAssessment(profile.Id, profile.Version, month, rows, execution, rows.Max(r => r.Light), [], findings);
    }
}
