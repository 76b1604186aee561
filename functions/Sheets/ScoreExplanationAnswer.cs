using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.SelfEvaluation;

namespace PerfFlow.Functions.Sheets;

/// <summary>Why a self-evaluation scores what it does, in the language asked for.</summary>
/// <param name="Parts">The execution rate first, then each row in sheet order.</param>
public sealed record ScoreExplanationAnswer(IReadOnlyList<ExplanationAnswer> Parts, ExplanationAnswer Total)
{
    internal static ScoreExplanationAnswer Of(SelfEvaluationAssessment assessment, Profile profile, string language)
    {
        var explanation = ScoreExplanation.Of(assessment, profile);
        return new(
            [.. explanation.Parts.Select(part => ExplanationAnswer.Of(part, language))], ExplanationAnswer.Of(explanation.Total, language));
    }
}

/// <param name="Rule">Profile, version and rule, for example <c>std@1/Forward</c>.</param>
/// <param name="Text">The formula with its numbers filled in.</param>
public sealed record ExplanationAnswer(string Rule, string Text, decimal? Score)
{
    internal static ExplanationAnswer Of(Explanation explanation, string language)
        => new(explanation.Rule, FindingAnswer.In(explanation.Text, language)!, explanation.Score);
}
