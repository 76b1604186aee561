using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;

namespace PerfFlow.Domain.SelfEvaluation;

/// <summary>Explains a whole self-evaluation: the execution rate first, then each row in sheet order, then the sum.</summary>
/// <param name="Parts">Their scores add up to the total before scaling.</param>
public sealed record ScoreExplanation(IReadOnlyList<Explanation> Parts, Explanation Total)
{
    /// <param name="profile">The profile the assessment was made with.</param>
    public static ScoreExplanation Of(SelfEvaluationAssessment assessment, Profile profile)
    {
        var parts = new List<Explanation> { Explanation.Of(assessment.Execution, profile) };
        parts.AddRange(assessment.Indicators.Select(i => Of(i, profile)));
        return new ScoreExplanation(parts, Sum(assessment, parts, profile));
    }

    public static Explanation Of(IndicatorResult result, Profile profile) =>
        result is { Score: { } score, Target: { } target }
            ? Explanation.Of(score, target, result.Actual, profile)
            : new Explanation(
                Explanation.Id(profile, "Unscored"),
                new Message("数据缺失或无法读懂,暂不计分", "a value is missing or cannot be read; no score yet"),
                null);

    private static Explanation Sum(SelfEvaluationAssessment assessment, IReadOnlyList<Explanation> parts, Profile profile)
    {
        var rule = Explanation.Id(profile, "Total");
        if (assessment.Total is not { } total)
        {
            return new Explanation(rule, new Message("尚有缺失或有误的数据,不计总分", "Something is still missing or wrong; there is no total."), null);
        }

        var sum = string.Join(" + ", parts.Select(p => Explanation.N(p.Score ?? 0)));
        if (Totals.Of(assessment.Execution, assessment.Indicators) is { Scaled: true } scaled)
        {
            var (whole, applicable) = (Explanation.N(scaled.Sum), Explanation.N(scaled.Applicable));
            sum = $"({sum}) × 100 ÷ {applicable} = {whole} × 100 ÷ {applicable}";
        }

        var text = $"{sum} = {Explanation.N(total)}";
        return new Explanation(rule, new Message($"{text},{assessment.Grade}", $"{text}, {Grades.Of(total, profile).English}"), total);
    }
}
