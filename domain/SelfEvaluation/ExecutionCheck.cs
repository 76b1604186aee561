using PerfFlow.Domain.Findings;
using PerfFlow.Domain.FormChecks;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.Targets;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.SelfEvaluation;

/// <summary>The block 项目资金 of a self-evaluation: sums, rate, score of 预算执行率 (field.md §4.4).</summary>
internal static class ExecutionCheck
{
    public static ExecutionScore Run(SelfEvaluationForm form, Profile profile, ApprovedTargets? approved, List<Finding> all)
    {
        var findings = new List<Finding>();
        var initial = new FundColumn("年初预算数", "initial budget", [.. form.Funds.Select(f => (f.Source, f.InitialBudget))]);
        var budget = new FundColumn("全年预算数", "budget of the year", [.. form.Funds.Select(f => (f.Source, f.Budget))]);
        var spent = new FundColumn("全年执行数", "spending of the year", [.. form.Funds.Select(f => (f.Source, f.Spent))]);
        findings.AddRange(FundCheck.Run(initial, profile.Checks, required: false));
        findings.AddRange(FundCheck.Run(budget, profile.Checks, required: true));
        findings.AddRange(FundCheck.Run(spent, profile.Checks, required: true));
        findings.AddRange(FundCheck.NotNegative(initial));
        findings.AddRange(FundCheck.NotNegative(budget));
        findings.AddRange(FundCheck.Against(initial, budget));
        findings.AddRange(FundCheck.Against(budget, initial));
        findings.AddRange(FundCheck.Against(budget, spent));
        findings.AddRange(FundCheck.AgainstApproved(initial, approved?.AtFirst, profile.Checks.Money));
        findings.AddRange(FundCheck.AgainstApproved(budget, approved?.Adjusted, profile.Checks.Money));

        var inYuan = FundCheck.IsYuanOf(spent.Amount, budget.Amount);
        var hollow = budget.TotalIsHollow || spent.TotalIsHollow || inYuan;
        var score = hollow
            ? new ExecutionScore(profile.Execution.Rule, profile.Execution.Points, budget.Amount, spent.Amount, null, null, ScoreMarks.None)
            : ExecutionScoring.Score(budget.Amount, spent.Amount, profile);
        findings.AddRange(
            inYuan ? [FundCheck.UnitSuspect(spent.Total!, spent.Zh, spent.En)]
                : hollow ? []
                : ExecutionFindings.Amounts(
                    score, spent.Total?.Place, profile, form.Funds.Any(f => f.Reason is { } reason && Reason.IsGiven(reason.Raw))));
        if (form.Funds.FirstOrDefault(f => f.Source == FundSource.Total) is { } total)
        {
            findings.AddRange(Written(total, score, profile));
        }

        all.AddRange(FundCheck.UnitsOnce(findings, budget.Total?.Place));
        return score;
    }

    /// <summary>分值, 执行率 and 得分 as the section wrote them.</summary>
    private static IEnumerable<Finding> Written(SelfEvaluationFund total, ExecutionScore score, Profile profile)
    {
        if (total.Points?.Number is { } points && points != score.Points)
        {
            yield return new Finding("EXECUTION_POINTS_MISMATCH", Severity.Error, total.Points.Place,
                new Message(
                    $"预算执行率分值 {TargetPrinter.Number(points)},应为 {TargetPrinter.Number(score.Points)}",
                    $"The execution rate carries {TargetPrinter.Number(points)} points; "
                    + $"it should be {TargetPrinter.Number(score.Points)}."),
                new Message(
                    $"请将预算执行率的分值改为 {TargetPrinter.Number(score.Points)}。",
                    $"Change the points of the execution rate to {TargetPrinter.Number(score.Points)}."));
        }

        if (score.Rate is { } rate && total.Rate is { } cell && !RateText.Agrees(cell, rate, profile.Checks.RatePoints))
        {
            yield return RateText.Mismatch(cell, rate);
        }

        if (score.Score is { } computed && total.Score is { } written)
        {
            if (written.Number is { } claimed && Rounding.HalfUp(claimed) != computed)
            {
                yield return RowFindings.ScoreMismatch(written, "预算执行率", claimed, computed);
            }
            else if (written.Number is null && Placeholder.Is(NormalText.Of(written.Raw)))
            {
                yield return new Finding("EXECUTION_SCORE_MISSING", Severity.Warning, written.Place,
                    new Message(
                        $"预算执行率得分为空,按规则为 {TargetPrinter.Number(computed)}",
                        $"The score of the execution rate is empty; by the rules it is {TargetPrinter.Number(computed)}."),
                    new Message($"请填写 {TargetPrinter.Number(computed)}。", $"Enter {TargetPrinter.Number(computed)}."));
            }
            else if (written.Number is null)
            {
                yield return RowFindings.ScoreUnparsable(written);
            }
        }
    }
}
