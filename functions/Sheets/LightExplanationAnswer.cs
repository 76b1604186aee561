using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Profiles;

namespace PerfFlow.Functions.Sheets;

/// <summary>Why the lights of a monitoring sheet are what they are, in the language asked for.</summary>
/// <param name="Parts">The execution rate first, then each row in sheet order.</param>
/// <param name="Project">The worst of them.</param>
public sealed record LightExplanationAnswer(IReadOnlyList<LightAnswer> Parts, LightAnswer Project)
{
    internal static LightExplanationAnswer Of(MonitoringAssessment assessment, Profile profile, string language) => new(
        [
            LightAnswer.Of(LightExplanation.Of(assessment.Execution, assessment.Month, profile), language),
            .. assessment.Indicators.Select(row => LightAnswer.Of(LightExplanation.Of(row, profile), language)),
        ],
        LightAnswer.Of(LightExplanation.Of(assessment, profile), language));
}

/// <param name="Rule">Profile, version and rule, for example <c>std@1/LightPlan</c>.</param>
/// <param name="Text">What was measured against what, with its numbers filled in.</param>
/// <param name="Light">Null when there is none.</param>
public sealed record LightAnswer(string Rule, string Text, Light? Light)
{
    internal static LightAnswer Of(LightExplanation explanation, string language)
        => new(explanation.Rule, FindingAnswer.In(explanation.Text, language)!, explanation.Light);
}
