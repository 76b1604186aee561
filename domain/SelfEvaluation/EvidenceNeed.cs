using System.Collections.Immutable;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.ReviewRules;
using PerfFlow.Domain.Scoring;

namespace PerfFlow.Domain.SelfEvaluation;

/// <summary>Which scores of a self-evaluation stand on evidence (field.md §2.3, §4.6: without it reviewers give 0).</summary>
public static class EvidenceNeed
{
    /// <returns>
    /// Ids of approved indicators with a score above 0, in sheet order. A row that matches none has nothing to attach to.
    /// </returns>
    public static ImmutableArray<string> Of(SelfEvaluationAssessment assessment, EvidenceRule rule, Profile profile)
        => [.. assessment.Indicators
            .Where(result => result is { Id: not null, Score.Score: > 0 } && Asks(rule, result, profile))
            .Select(result => result.Id!)
            .Distinct()];

    /// <summary>
    /// As it stands while the evidence of some indicators is missing: each is marked, and told by the rules of reviewers.
    /// </summary>
    /// <param name="missing">Ids of those whose evidence is asked for and not attached.</param>
    public static SelfEvaluationAssessment Without(
        SelfEvaluationAssessment assessment, IReadOnlyCollection<string> missing, Profile profile)
    {
        var lacking = assessment.Indicators.Where(result => result.Id is { } id && missing.Contains(id)).ToHashSet();
        return lacking.Count == 0 ? assessment : assessment with
        {
            Indicators =
            [
                .. assessment.Indicators.Select(result => lacking.Contains(result) && result.Score is { } score
                    ? result with { Score = score with { Marks = score.Marks | ScoreMarks.NoEvidence } }
                    : result),
            ],
            Findings = [.. assessment.Findings, .. lacking.SelectMany(result => ReviewRuleCheck.WithoutEvidence(result, profile))],
        };
    }

    private static bool Asks(EvidenceRule rule, IndicatorResult result, Profile profile) => rule switch
    {
        EvidenceRule.None => false,
        EvidenceRule.Judged => result.Target?.Nature == TargetNature.Qualitative || Taxonomy.IsSatisfaction(profile, result.Level1),
        _ => true,
    };
}
