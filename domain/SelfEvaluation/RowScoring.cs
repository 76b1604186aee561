using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.Targets;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.SelfEvaluation;

/// <summary>One row of a self-evaluation: its score, and the section's claim held against it.</summary>
internal static class RowScoring
{
    public static IndicatorResult Run(
        SelfEvaluationRow row, ApprovedIndicator? approved, Target? own, Profile profile, int year, List<Finding> findings)
    {
        var (level1, level2) = RowCheck.Kind(row.Key, profile, findings);
        level1 = approved?.Level1 ?? level1 ?? row.Key.Level1.Raw;
        var target = approved?.Target ?? own;
        var (actual, score) = Scored(row, approved, target, level1, profile, year, findings);
        return new IndicatorResult(
            approved?.Id,
            level1,
            approved?.Level2 ?? level2 ?? row.Key.Level2.Raw,
            row.Key.Name.Raw.Trim(),
            target,
            actual,
            row.Score.Number,
            score,
            row.Key.Name.Place);
    }

    private static (Actual? Actual, IndicatorScore? Score) Scored(
        SelfEvaluationRow row, ApprovedIndicator? approved, Target? read, string level1, Profile profile, int year, List<Finding> findings)
    {
        var given = approved?.Points
            ?? (row.Key.HasColumnOf(row.Points) ? RowCheck.Points(row.Points, row.Key.Name.Place, findings) : null);
        if (given is not { } points || read is not { } target || !row.Key.HasColumnOf(row.Actual))
        {
            return default;
        }

        var reading = ActualText.Read(row.Actual, target, profile, year, row.Unit, row.Key.Name.Raw);
        findings.AddRange(reading.Findings);
        if (reading.NotApplicable)
        {
            findings.Add(RowFindings.NotApplicable(row));
            return (null, new IndicatorScore(ScoreRule.NotApplicable, points, 0, null, ScoreMarks.NotApplicable));
        }

        if (reading.Actual is not { } actual)
        {
            return default;
        }

        var score = target.Nature == TargetNature.Qualitative
            ? Qualitative(row, actual, points, profile, findings)
            : IndicatorScoring.Score(target, actual, points, profile, Taxonomy.IsSatisfaction(profile, level1));
        if (score is { } scored)
        {
            Claim(row, target, scored, profile, findings);
        }

        return (actual, score);
    }

    /// <summary>The section's score counts if it lies in the band of the tier it names.</summary>
    private static IndicatorScore? Qualitative(
        SelfEvaluationRow row, Actual actual, decimal points, Profile profile, List<Finding> findings)
    {
        if (row.Score.Number is not { } claimed)
        {
            findings.AddRange(!row.Key.HasColumnOf(row.Score) ? [] : [
                RowFindings.ScoreMissing(row, actual.Tier is { } tier ? QualitativeScoring.Suggested(tier, points, profile) : null)]);
            return null;
        }

        if (actual.Tier is null)
        {
            findings.Add(RowFindings.TierNotStated(row, QualitativeScoring.TierOf(claimed, points, profile), profile));
        }
        else if (!HasJustification(row, profile))
        {
            findings.Add(RowFindings.JustificationMissing(row, profile.Qualitative.Justification));
        }

        var score = QualitativeScoring.Score(claimed, actual.Tier, points, profile);
        if (score is null)
        {
            findings.Add(claimed < 0 || claimed > points
                ? RowFindings.OutOfPoints(row, points)
                : RowFindings.OutsideBand(row, actual.Tier ?? 0, points, profile));
        }

        return score;
    }

    /// <summary>Words beyond the tier's own, beside the actual value or as the reason.</summary>
    private static bool HasJustification(SelfEvaluationRow row, Profile profile)
    {
        var text = NormalText.Of(row.Actual.Raw);
        return Reason.IsGiven(row.Explanation.Raw)
            || !profile.Qualitative.Tiers.Any(t => t.Wordings.Contains(text.TrimEnd('.', ';', ',')));
    }

    private static void Claim(SelfEvaluationRow row, Target target, IndicatorScore score, Profile profile, List<Finding> findings)
    {
        if (score.Marks.HasFlag(ScoreMarks.ExplanationRequired) && !Reason.IsGiven(row.Explanation.Raw))
        {
            findings.Add(RowFindings.ExplanationMissing(row, score, profile));
        }

        if (score.Marks.HasFlag(ScoreMarks.TargetSuspect))
        {
            findings.Add(RowFindings.TargetSuspect(row, target, score));
        }

        if (score.Rule == ScoreRule.Qualitative || !row.Key.HasColumnOf(row.Score))
        {
            return;
        }

        if (row.Score.Number is not { } claimed)
        {
            findings.Add(Placeholder.Is(NormalText.Of(row.Score.Raw))
                ? RowFindings.ClaimMissing(row, score)
                : RowFindings.ScoreUnparsable(row.Score));
        }
        else if (claimed < 0 || claimed > score.Points)
        {
            findings.Add(RowFindings.OutOfPoints(row, score.Points));
        }
        else if (Rounding.HalfUp(claimed) != score.Score)
        {
            findings.Add(RowFindings.ScoreMismatch(row.Score, row.Key.Name.Raw, claimed, score.Score));
        }
    }
}
