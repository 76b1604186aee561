using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.Targets;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.SelfEvaluation;

/// <summary>Points and total of a self-evaluation taken together.</summary>
internal static class TotalCheck
{
    /// <param name="ownPoints">No approved targets: the sheet's points are held against the profile.</param>
    public static IEnumerable<Finding> Run(
        SelfEvaluationForm form, ExecutionScore execution,
        IReadOnlyList<IndicatorResult> indicators, Total? total, bool ownPoints, Profile profile)
    {
        if (indicators.Count == 0)
        {
            yield return new Finding("NO_INDICATORS", Severity.Error, null, new Message("没有绩效指标", "There are no indicators."),
                new Message("请填写绩效指标后重新上传。", "Fill in the indicators and upload it again."));
            yield break;
        }

        var scored = new List<LevelPoints>(indicators.Count);
        for (var i = 0; i < indicators.Count; i++)
        {
            if (indicators[i].Score is { } score)
            {
                scored.Add(new LevelPoints(indicators[i].Level1, score.Points, form.Rows[i].Points.Place));
            }
        }

        var sum = execution.Points + scored.Sum(s => s.Points);
        if (scored.Count == indicators.Count && sum != 100)
        {
            yield return new Finding("WEIGHT_SUM", Severity.Error, scored[0].Place,
                new Message(
                    $"分值合计 {TargetPrinter.Number(sum)},应为 100,不计总分",
                    $"The points add up to {TargetPrinter.Number(sum)}, not 100; no total is given."),
                new Message("请调整各项分值,使合计为 100。", "Change the points so that they add up to 100."));
        }

        if (ownPoints && scored.Count == indicators.Count)
        {
            foreach (var finding in RowCheck.Weights(scored, profile))
            {
                yield return finding;
            }
        }

        if (form.ClaimedTotal is { Number: null } written && !Placeholder.Is(NormalText.Of(written.Raw)))
        {
            yield return RowFindings.ScoreUnparsable(written);
        }
        else if (form.ClaimedTotal is { Number: null } blank && total is { } computed)
        {
            yield return new Finding("TOTAL_MISSING", Severity.Warning, blank.Place,
                new Message(
                    $"总分为空,按规则为 {TargetPrinter.Number(computed.Value)}",
                    $"The total is empty; by the rules it is {TargetPrinter.Number(computed.Value)}."),
                new Message(
                    $"请填写总分 {TargetPrinter.Number(computed.Value)}。",
                    $"Enter the total {TargetPrinter.Number(computed.Value)}."));
        }
        else if (form.ClaimedTotal is { Number: { } said } wrong
            && Claims(form, execution) is { } claims
            && Rounding.HalfUp(said) != claims
            && (total?.Cap is not { } cap || Rounding.HalfUp(said) != Math.Min(claims, cap.Most))
            && total?.Scaled != true)
        {
            yield return new Finding("TOTAL_NOT_SUM", Severity.Error, wrong.Place,
                new Message(
                    $"总分写为 {TargetPrinter.Number(said)},各项得分之和为 {TargetPrinter.Number(claims)}",
                    $"The total is written {TargetPrinter.Number(said)}; its rows add up to {TargetPrinter.Number(claims)}."),
                new Message("请核对总分和各项得分", "Check the total and its rows."));
        }
        else if (total is { } known && form.ClaimedTotal is { Number: { } claimed } cell && !Accepted(claimed, known))
        {
            var (zh, en) = known.Cap is null ? ("", "") : ("(执行率封顶)", " (capped by the execution rate)");
            yield return new Finding("TOTAL_MISMATCH", claimed > known.Value ? Severity.Error : Severity.Warning, cell.Place,
                new Message(
                    $"总分写为 {TargetPrinter.Number(claimed)},按规则应为 {TargetPrinter.Number(known.Value)}{zh}",
                    $"The total is written {TargetPrinter.Number(claimed)}; by the rules it is {TargetPrinter.Number(known.Value)}{en}."),
                new Message(
                    $"请改为 {TargetPrinter.Number(known.Value)},或核对各项得分。",
                    $"Change it to {TargetPrinter.Number(known.Value)}, or check the scores."));
        }

        if (total is { } graded
            && form.ClaimedGrade is { IsBlank: false } grade
            && Grades.Named(grade.Raw, profile) is { } named
            && named != Grades.Of(graded.Value, profile))
        {
            yield return new Finding("GRADE_MISMATCH", named.AtLeast > graded.Value ? Severity.Error : Severity.Warning, grade.Place,
                new Message(
                    $"自评等级写为“{named.Name}”,按总分 {TargetPrinter.Number(graded.Value)} 应为“{Grades.Of(graded.Value, profile).Name}”",
                    $"The grade is written {named.English}; "
                    + $"by the total {TargetPrinter.Number(graded.Value)} it is {Grades.Of(graded.Value, profile).English}."),
                new Message(
                    $"请改为“{Grades.Of(graded.Value, profile).Name}”,或核对总分。",
                    $"Change it to {Grades.Of(graded.Value, profile).English}, or check the total."));
        }
    }

    /// <summary>What the section's own scores add up to; null while one of them is no number.</summary>
    private static decimal? Claims(SelfEvaluationForm form, ExecutionScore execution)
    {
        var rate = Numerals.Bounded(form.Funds.FirstOrDefault(fund => fund.Source == FundSource.Total)?.Score?.Number) ?? execution.Score;
        var rows = form.Rows.Select(row => Numerals.Bounded(row.Score.Number)).ToList();
        return rate is { } own && !rows.Contains(null) ? Rounding.HalfUp(own + rows.Sum(row => row!.Value)) : null;
    }

    /// <summary>With parts that do not apply, a section may well have written the sum before scaling.</summary>
    private static bool Accepted(decimal claimed, Total total)
    {
        var rounded = Rounding.HalfUp(claimed);
        return rounded == total.Value || (total.Scaled && rounded == Math.Min(total.Sum, total.Cap?.Most ?? total.Sum));
    }
}
