using PerfFlow.Domain.Drift;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.FormChecks;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.ReviewRules;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.SelfEvaluation;

/// <summary>Checks and scores 项目支出绩效自评表 (field.md §3.3, §4).</summary>
public static class SelfEvaluationCheck
{
    /// <param name="form">The sheet as read.</param>
    /// <param name="profile">The rules of the cycle.</param>
    /// <param name="year">Budget year.</param>
    /// <param name="approved">What the sheet is held to: its targets and points count, not the sheet's. Null: the sheet's own.</param>
    public static SelfEvaluationAssessment Run(
        SelfEvaluationForm form, Profile profile, int year, ApprovedTargets? approved)
    {
        var findings = new List<Finding>();
        findings.AddRange(HeaderCheck.Run(form.Header, year));
        findings.AddRange(HeaderCheck.Goal(form.ExpectedGoal, "GOAL_MISSING", "预期目标", "expected goal"));
        findings.AddRange(HeaderCheck.Goal(form.ActualGoal, "GOAL_RESULT_MISSING", "年度总体目标实际完成情况", "result of the goal"));
        findings.AddRange(ProfileDrift(profile, approved));

        var execution = ExecutionCheck.Run(form, profile, approved, findings);
        var (indicators, drifts) = Indicators(form, profile, year, approved, findings);
        findings.AddRange(approved is null ? RowCheck.Unique(form.Rows.Select(row => row.Key.Name), Severity.Warning) : []);
        findings.AddRange(ReviewRuleCheck.SelfEvaluation(form, profile));

        var complete = !drifts.Any(d => d.Kind is DriftKind.Dropped) && indicators.Count > 0;
        var total = complete ? Totals.Of(execution, indicators, profile) : null;
        findings.AddRange(TotalCheck.Run(form, execution, indicators, total, approved is null, profile));
        return new SelfEvaluationAssessment(
            profile.Id,
            profile.Version,
            execution,
            indicators,
            total?.Value,
            total is { } known ? Grades.Of(known.Value, profile).Name : null,
            form.ClaimedTotal?.Number,
            total?.Scaled ?? false,
            drifts,
            FormPlace.Fill(findings, FormPlace.Of(form)));
    }

    private static (IReadOnlyList<IndicatorResult> Results, IReadOnlyList<IndicatorDrift> Drifts) Indicators(
        SelfEvaluationForm form, Profile profile, int year, ApprovedTargets? approved, List<Finding> findings)
    {
        var readings = new TargetReading[form.Rows.Count];
        var rows = new DriftRow[form.Rows.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = form.Rows[i];
            readings[i] = TargetText.Read(row.Nature, row.Target, row.Unit, profile, year);
            rows[i] = new DriftRow(row.Key, row.Target, readings[i].Target, row.Points);
        }

        var drift = DriftCheck.Run(rows, approved);
        findings.AddRange(drift.Findings);
        var results = new IndicatorResult[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            if (drift.Matches[i] is null && form.Rows[i].Key.HasColumnOf(form.Rows[i].Target))
            {
                findings.AddRange(readings[i].Findings);
            }

            results[i] = RowScoring.Run(form.Rows[i], drift.Matches[i], readings[i].Target, profile, year, findings);
        }

        return (results, drift.Drifts);
    }

    private static IEnumerable<Finding> ProfileDrift(Profile profile, ApprovedTargets? approved) =>
        approved is null || (approved.Profile == profile.Id && approved.ProfileVersion == profile.Version)
            ? []
            : [new Finding("PROFILE_CHANGED", Severity.Warning, null,
                new Message(
                    $"目标按规则 {approved.Profile} 第{approved.ProfileVersion}版批复,本次按 {profile.Id} 第{profile.Version}版计分",
                    $"Targets were approved under {approved.Profile} version {approved.ProfileVersion}; "
                    + $"this is scored under {profile.Id} version {profile.Version}."),
                new Message("请按本次规则核对得分。", "Check the scores by the rules of now."))];
}
