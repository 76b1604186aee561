using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.SelfEvaluation;

/// <summary>Checks and scores 项目支出绩效自评表 (domain.md §3.3, §4).</summary>
public static class SelfEvaluationCheck
{
    public static SelfEvaluationAssessment Run(SelfEvaluationForm form, Profile profile, int year, ApprovedTargets? approved)
    {
        var findings = new List<Finding>();
        var results = new List<IndicatorResult>();
        var matches = IndicatorMatching.Match([.. form.Rows.Select(r => IndicatorLabel.Of(r.Key))], approved?.Indicators ?? []);
        for (var i = 0; i < form.Rows.Count; i++)
        {
            var row = form.Rows[i];
            var target = matches[i]?.Target ?? TargetText.Read(row.Nature, row.Target, row.Unit, profile, year).Target;
            var points = matches[i]?.Points ?? row.Points.Number ?? 0;
            var actual = target is null ? default : ActualText.Read(row.Actual, target, profile, year);
            findings.AddRange(actual.Findings ?? []);
            var score = target is null || actual.Actual is null ? null
                : target.Nature == TargetNature.Qualitative ? row.Score.Number is { } claimed ? QualitativeScoring.Score(claimed, actual.Actual.Tier, points, profile) : null
                : IndicatorScoring.Score(target, actual.Actual, points, profile);
            results.Add(new IndicatorResult(matches[i]?.Id, row.Key.Level1.Raw, row.Key.Level2.Raw, row.Key.Name.Raw, target, actual.Actual, row.Score.Number, score, row.Key.Name.Place));
        }

        var funds = form.Funds.FirstOrDefault(f => f.Source == FundSource.Total);
        var execution = ExecutionScoring.Score(funds?.Budget.Number, funds?.Spent.Number, profile);
        decimal? total = execution.Score is { } rate && results.All(r => r.Score is not null) ? rate + results.Sum(r => r.Score!.Value.Score) : null;
        return new SelfEvaluationAssessment(
            profile.Id, profile.Version, execution, results, total, total is { } sum ? Grades.Of(sum, profile).Name : null, form.ClaimedTotal?.Number, false, [], findings);
    }
}
