using System.Collections.Immutable;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
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

    private static bool Asks(EvidenceRule rule, IndicatorResult result, Profile profile) => rule switch
    {
        EvidenceRule.None => false,
        EvidenceRule.Judged => result.Target?.Nature == TargetNature.Qualitative || Taxonomy.IsSatisfaction(profile, result.Level1),
        _ => true,
    };
}
