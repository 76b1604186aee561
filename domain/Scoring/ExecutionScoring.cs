using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Scoring;

/// <summary>Scores 预算执行率 (field.md §4.4): 全年执行数 over 全年预算数, never over 年初预算数.</summary>
public static class ExecutionScoring
{
    /// <param name="budget">全年预算数, 万元.</param>
    /// <param name="spent">全年执行数, 万元.</param>
    public static ExecutionScore Score(decimal? budget, decimal? spent, Profile profile)
    {
        var rules = profile.Execution;
        var unscored = new ExecutionScore(rules.Rule, rules.Points, budget, spent, null, null, ScoreMarks.None);
        return (budget, spent) switch
        {
            (null, _) or (_, null) or ( < 0, _) => unscored,
            (0, 0) => unscored with { Marks = ScoreMarks.NotApplicable },
            (0, _) => unscored,
            ({ } b, { } s) => Scored(unscored, b, s, rules),
        };
    }

    private static ExecutionScore Scored(ExecutionScore unscored, decimal budget, decimal spent, ExecutionRules rules)
    {
        var rate = spent / budget;
        var exact = rules.Rule switch
        {
            _ when spent < 0 => 0,
            ExecutionRule.Bands => rules.Points * (rules.Bands.FirstOrDefault(b => rate >= b.AtLeast)?.Share ?? 0),
            _ => spent >= budget ? rules.Points : rules.Points * spent / budget,
        };
        var score = Rounding.HalfUp(exact);
        var marks = (rate > 1 ? ScoreMarks.Capped : ScoreMarks.None)
            | (rules.ExplainBelow > 0 && rate < rules.ExplainBelow ? ScoreMarks.ExplanationRequired : ScoreMarks.None);
        return unscored with { Rate = rate, Score = score, Marks = marks };
    }
}
