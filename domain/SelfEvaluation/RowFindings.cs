using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.SelfEvaluation;

/// <summary>What can be wrong with a scored row.</summary>
internal static class RowFindings
{
    public static Finding ScoreMismatch(Cell cell, string name, decimal claimed, decimal computed) => new(
        "SCORE_MISMATCH", claimed > computed ? Severity.Error : Severity.Warning, cell.Place,
        new Message($"“{name}”自评得分 {N(claimed)},按规则应为 {N(computed)}", $"\"{name}\" claims {N(claimed)}; by the rules it is {N(computed)}."),
        new Message($"请改为 {N(computed)},或核对实际完成值", $"Change it to {N(computed)}, or check the actual value."));

    public static Finding ClaimMissing(SelfEvaluationRow row, IndicatorScore score) => new(
        "CLAIM_MISSING", Severity.Info, row.Score.Place,
        new Message($"未填得分,按规则计 {N(score.Score)}", $"No score was entered; by the rules it is {N(score.Score)}."),
        new Message($"请填写得分 {N(score.Score)}。", $"Enter the score {N(score.Score)}."));

    public static Finding ScoreUnparsable(Cell cell) => new(
        "SCORE_UNPARSABLE", Severity.Error, cell.Place,
        new Message("得分不是数字", "The score is not a number."),
        new Message("请只填写数字。", "Enter a number."));

    public static Finding ScoreMissing(SelfEvaluationRow row, decimal? suggested) => new(
        "SCORE_MISSING", Severity.Error, row.Score.Place,
        new Message("定性指标须由科室填写得分", "A qualitative indicator needs a score from the section."),
        suggested is { } s ? new Message($"建议 {N(s)}", $"{N(s)} is suggested.") : new Message("请填写得分。", "Enter a score."));

    public static Finding OutOfPoints(SelfEvaluationRow row, decimal points) => new(
        "SCORE_OUT_OF_RANGE", Severity.Error, row.Score.Place,
        new Message($"得分须在 0 到分值 {N(points)} 之间", $"The score must lie between 0 and the points {N(points)}."),
        new Message("请改为此范围内的得分。", "Enter a score within it."));

    public static Finding OutsideBand(SelfEvaluationRow row, int tier, decimal points, Profile profile)
    {
        var (low, high) = QualitativeScoring.Band(tier, points, profile);
        var (name, below) = (profile.Qualitative.Tiers[tier].Name, tier == 0 ? "" : "不");
        return new Finding(
            "QUALITATIVE_BAND", Severity.Error, row.Score.Place,
            new Message(
                $"“{name}”的得分须在 {N(low)}(含)到 {N(high)}({below}含)之间",
                $"A score of \"{name}\" must lie between {N(low)} (included) and {N(high)} ({(tier == 0 ? "included" : "not included")})."),
            new Message(
                $"按得分应为“{profile.Qualitative.Tiers[QualitativeScoring.TierOf(row.Score.Number ?? 0, points, profile)].Name}”",
                "By the score it would be "
                + $"\"{profile.Qualitative.Tiers[QualitativeScoring.TierOf(row.Score.Number ?? 0, points, profile)].Name}\"."));
    }

    public static Finding TierNotStated(SelfEvaluationRow row, int tier, Profile profile) => new(
        "TIER_NOT_STATED", Severity.Warning, row.Actual.Place,
        new Message(
            $"实际完成情况未写明档次,按得分视为“{profile.Qualitative.Tiers[tier].Name}”",
            $"The result names no tier; by its score it is taken as \"{profile.Qualitative.Tiers[tier].Name}\"."),
        new Message(
            $"请以 {string.Join("、", profile.Qualitative.Tiers.Select(t => t.Name))} 之一开头",
            $"Begin with one of {string.Join(", ", profile.Qualitative.Tiers.Select(t => t.Name))}."));

    public static Finding JustificationMissing(SelfEvaluationRow row, Severity severity) => new(
        "JUSTIFICATION_MISSING", severity, row.Actual.Place,
        new Message("定性指标须说明得分依据", "A qualitative score needs a justification."),
        new Message("请在实际完成值的档次后或偏差原因栏简述效果", "Say in a few words what was achieved, after the tier or in the column of reasons."));

    public static Finding NotApplicable(SelfEvaluationRow row) => new(
        "NOT_APPLICABLE", Severity.Warning, row.Actual.Place,
        new Message(
            $"“{row.Key.Name.Raw}”不适用,不计入总分,其余按比例折算,须领导小组确认",
            $"\"{row.Key.Name.Raw}\" does not apply; the rest is scaled, to be confirmed by the leading group."),
        new Message("请说明不适用的原因,供领导小组确认。", "Say why it does not apply, for the leading group to confirm."));

    public static Finding ExplanationMissing(SelfEvaluationRow row, IndicatorScore score, Profile profile) =>
        score.Marks.HasFlag(ScoreMarks.OverFulfilled)
            ? new Finding(
                "EXPLANATION_MISSING", Severity.Error, row.Explanation.Place,
                new Message(
                    $"“{row.Key.Name.Raw}”完成率达到 {N(profile.Explanation.OverFulfilled * 100)}% 及以上,须说明原因",
                    $"\"{row.Key.Name.Raw}\" reached {N(profile.Explanation.OverFulfilled * 100)}% of its target or more; "
                    + "a reason is needed."),
                new Message("请在偏差原因栏说明超额完成的原因。", "Say in the column of reasons why so much more was reached."))
            : new Finding(
                "EXPLANATION_MISSING", Severity.Error, row.Explanation.Place,
                new Message(
                    $"“{row.Key.Name.Raw}”得分 {N(score.Score)} 低于分值 {N(score.Points)},须填写偏差原因及改进措施",
                    $"\"{row.Key.Name.Raw}\" scores {N(score.Score)} of {N(score.Points)}; a reason and remedy are needed."),
                new Message("请在偏差原因栏填写原因和改进措施。", "Fill in reason and remedy in their column."));

    public static Finding TargetSuspect(SelfEvaluationRow row, Target target, IndicatorScore score) => new(
        "TARGET_SUSPECT", Severity.Warning, row.Actual.Place,
        new Message(
            $"实际值“{row.Actual.Raw.Trim()}”为目标 {target} 的 {N(Rounding.HalfUp((score.Completion ?? 0) * 100))}%:目标设置偏低或单位有误?",
            $"The actual value is {N(Rounding.HalfUp((score.Completion ?? 0) * 100))}% of the target {target}: "
            + "is the target too low, or a unit wrong?"),
        new Message("请核对单位和实际值;无误的,请说明原因。", "Check unit and value; if they are right, say why."));

    private static string N(decimal value) => TargetPrinter.Number(value);
}
