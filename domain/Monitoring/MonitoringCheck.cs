using PerfFlow.Domain.Drift;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.FormChecks;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Monitoring;

/// <summary>Checks 项目支出绩效目标执行监控表 and finds its lights (field.md §3.2, §4.9).</summary>
public static class MonitoringCheck
{
    /// <param name="form">The sheet as read.</param>
    /// <param name="profile">The rules of the cycle.</param>
    /// <param name="year">Budget year.</param>
    /// <param name="month">The N of 1-N月 that the round asks for, 1 to 12.</param>
    /// <param name="approved">What the sheet is held to; null: its own targets.</param>
    /// <param name="previous">The last approved round of the same year, to compare counts with.</param>
    /// <param name="spending">The project's own plan of spending; null: the profile's.</param>
    public static MonitoringAssessment Run(
        MonitoringForm form, Profile profile, int year, int month, ApprovedTargets? approved, MonitoringAssessment? previous,
        SpendingPlan? spending = null)
    {
        var findings = new List<Finding>();
        var end = Math.Clamp(month, 1, 12);
        findings.AddRange(HeaderCheck.Run(form.Header, year));
        findings.AddRange(Period(form.Header, month));
        findings.AddRange(HeaderCheck.Goal(form.Goal, "GOAL_MISSING", "年度总体目标", "goal of the year"));
        var execution = SpendingCheck.Run(form, profile, end, approved, spending, previous?.Execution, findings);

        var readings = form.Rows.Select(r => TargetText.Read(r.Nature, r.Target, r.Unit, profile, year)).ToList();
        var drift = DriftCheck.Run([.. form.Rows.Select((r, i) => new DriftRow(r.Key, r.Target, readings[i].Target, null))], approved);
        findings.AddRange(drift.Findings);
        if (form.Rows.Count == 0)
        {
            findings.Add(new Finding("NO_INDICATORS", Severity.Error, null, new Message("没有绩效指标", "There are no indicators."),
                new Message("请填写绩效指标后重新上传。", "Fill in the indicators and upload it again.")));
        }

        var rows = new List<IndicatorProgress>(form.Rows.Count);
        for (var i = 0; i < form.Rows.Count; i++)
        {
            if (drift.Matches[i] is null && form.Rows[i].Key.HasColumnOf(form.Rows[i].Target))
            {
                findings.AddRange(readings[i].Findings);
            }

            var progress = ProgressCheck.Run(
                form.Rows[i], drift.Matches[i], readings[i].Target, profile, year, end, findings, form.HasClasses ?? true);
            findings.AddRange(ProgressCheck.Fallen(form.Rows[i], progress, previous, profile));
            rows.Add(progress);
        }

        if (form.Header.PeriodUnclear == true)
        {
            rows = rows.ConvertAll(row => row with { Light = null }); // which part of the year it is measured against is not known
            execution = execution with { Light = null };
        }

        var project = rows.Aggregate(execution.Light, (worst, row) => Lights.Worst(worst, row.Light));
        return new MonitoringAssessment(
            profile.Id, profile.Version, month, rows, execution, project, drift.Drifts, FormPlace.Fill(findings, FormPlace.Of(form)));
    }

    private static IEnumerable<Finding> Period(FormHeader header, int month) =>
        header is { Month: { } written, PeriodUnclear: not true } && written != month
            ? [new Finding(
                "PERIOD_MISMATCH",
                Severity.Error,
                header.MonthPlace,
                new Message($"表头为 1-{written}月,本次应为 1-{month}月", $"The sheet is for months 1-{written}; this round is 1-{month}."),
                new Message("请改用本期的表格,或更正表头的期间。", "Use the sheet of this round, or correct the period in its title."))]
            : [];
}
