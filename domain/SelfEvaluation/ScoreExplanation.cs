using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;

namespace PerfFlow.Domain.SelfEvaluation;

/// <summary>Explains a whole self-evaluation: the execution rate first, then each row in sheet order, then the sum.</summary>
/// <param name="Parts">Their scores add up to the total before scaling and cap.</param>
public sealed record ScoreExplanation(IReadOnlyList<Explanation> Parts, Explanation Total)
{
    /// <param name="profile">The profile the assessment was made with.</param>
    public static ScoreExplanation Of(SelfEvaluationAssessment assessment, Profile profile)
    {
        var parts = new List<Explanation> { Explanation.Of(assessment.Execution, profile) };
        parts.AddRange(assessment.Indicators.Select(i => Of(i, profile)));
        return new ScoreExplanation(parts, Sum(assessment, parts, profile));
    }

    /// <summary>Where a cap or a deviation took points off (field.md §14): the row's name, or null for the total.</summary>
    public static IEnumerable<(string? Row, Explanation Why)> Reduced(SelfEvaluationAssessment assessment, Profile profile)
    {
        var explained = Of(assessment, profile);
        var rows = assessment.Indicators
            .Zip(explained.Parts.Skip(1), (row, why) => (Row: (string?)row.Name, Why: why, row.Score?.Deduction))
            .Where(part => part.Deduction > 0)
            .Select(part => (part.Row, part.Why));
        return Totals.Of(assessment.Execution, assessment.Indicators, profile)?.Cap is null || assessment.Total is null
            ? rows
            : rows.Append((null, explained.Total));
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
        var known = Totals.Of(assessment.Execution, assessment.Indicators, profile);
        if (known is { Scaled: true } scaled)
        {
            var (whole, applicable) = (Explanation.N(scaled.Sum), Explanation.N(scaled.Applicable));
            sum = $"({sum}) × 100 ÷ {applicable} = {whole} × 100 ÷ {applicable}";
        }

        var (zh, en) = ($"{sum} = {Explanation.N(total)}", $"{sum} = {Explanation.N(total)}");
        if (known is { Cap: { } cap } capped)
        {
            var (rate, below) = (Explanation.Percent(assessment.Execution.Rate ?? 0), Explanation.Percent(cap.Below));
            var (full, most) = ($"{sum} = {Explanation.N(capped.Full)}", Explanation.N(cap.Most));
            (zh, en) = (
                $"{full};执行率 {rate} 低于 {below},总分以 {most} 为限(execution.caps)",
                $"{full}; the execution rate {rate} is below {below}: the total is at most {most} (execution.caps)");
        }

        return new Explanation(rule, new Message($"{zh},{assessment.Grade}", $"{en}, {Grades.Of(total, profile).English}"), total);
    }
}
