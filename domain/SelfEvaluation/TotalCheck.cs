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
            yield return new Finding("NO_INDICATORS", Severity.Error, null, new Message("没有绩效指标", "There are no indicators."));
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
                    $"The points add up to {TargetPrinter.Number(sum)}, not 100; no total is given."));
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
        else if (total is { } known && form.ClaimedTotal is { Number: { } claimed } cell && !Accepted(claimed, known))
        {
            yield return new Finding("TOTAL_MISMATCH", claimed > known.Value ? Severity.Error : Severity.Warning, cell.Place,
                new Message(
                    $"总分写为 {TargetPrinter.Number(claimed)},按规则应为 {TargetPrinter.Number(known.Value)}",
                    $"The total is written {TargetPrinter.Number(claimed)}; by the rules it is {TargetPrinter.Number(known.Value)}."));
        }
    }

    /// <summary>With parts that do not apply, a section may well have written the sum before scaling.</summary>
    private static bool Accepted(decimal claimed, Total total)
    {
        var rounded = Rounding.HalfUp(claimed);
        return rounded == total.Value || (total.Scaled && rounded == total.Sum);
    }
}
