using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Profiles;

namespace PerfFlow.Domain.Scoring;

/// <summary>The marks of a score in words, after its formula.</summary>
internal static class ScoreMarkTexts
{
    private static readonly (ScoreMarks Mark, string Zh, string En)[] Texts =
    [
        (ScoreMarks.ExplanationRequired, "须说明原因", "a reason is needed"),
        (ScoreMarks.TargetSuspect, "目标或单位可能有误", "target or unit may be wrong"),
        (ScoreMarks.NoEvidence, "无佐证材料", "no evidence"),
        (ScoreMarks.NotApplicable, "其余得分按比例折算", "the rest is scaled"),
        (ScoreMarks.Capped, "超过 100%,以满分为限", "over 100%, capped at the points"),
        (ScoreMarks.StrictEdge, "恰好等于界限", "exactly on the bound"),
        (ScoreMarks.ZeroTarget, "目标为 0", "the target is 0"),
        (ScoreMarks.Approximate, "目标为约数", "the target is approximate"),
    ];

    public static Message Append(string zh, string en, ScoreMarks marks, Profile profile)
    {
        if (marks.HasFlag(ScoreMarks.OverFulfilled))
        {
            var line = Explanation.Percent(profile.Explanation.OverFulfilled);
            (zh, en) = ($"{zh};完成率达到 {line} 及以上", $"{en}; {line} of the target or more");
        }

        foreach (var (mark, chinese, english) in Texts)
        {
            if (marks.HasFlag(mark))
            {
                (zh, en) = ($"{zh};{chinese}", $"{en}; {english}");
            }
        }

        return new Message(zh, en);
    }
}
