using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

public class ScoreOverrideTests
{
    [Fact]
    public void A_score_set_by_the_group_stands_with_its_grade_and_reason_beside_the_computed_one()
    {
        var item = A.After(A.SelfEvaluation, Overridden(grade: "中"));

        Assert.Equal(new ScoreOverride(75, "中", "佐证不足", 92), item.Override);
        var summary = ItemSummary.Of(item);
        Assert.Equal((75m, "中", item.Override), (summary.Figures.Score, summary.Figures.Grade, summary.Override));
    }

    [Fact]
    public void A_new_sheet_starts_with_its_own_score()
    {
        var item = A.After(A.SelfEvaluation, [
            .. Overridden(grade: "中"),
            A.Return(A.SelfEvaluation, 1, A.Chair),
            A.Upload(A.SelfEvaluation, 2),
            A.Read(A.SelfEvaluation, 2, score: 80),
        ]);

        Assert.Equal((null, 80m), (item.Override, ItemSummary.Of(item).Figures.Score));
    }

    [Fact]
    public void The_board_has_the_beginning_of_a_long_reason_and_the_story_all_of_it()
    {
        var reason = new string('理', ScoreOverride.LongestBrief + 1);
        var told = A.StoryAfter(A.SelfEvaluation, [.. Overridden(grade: "中")[..4], A.Override(A.SelfEvaluation, 1, reason: reason)]);

        Assert.Equal(reason, told.Override!.Reason);
        Assert.Equal($"{reason[..(ScoreOverride.LongestBrief - 1)]}…", ItemSummary.Of(told.Item).Override!.Reason);
    }

    private static ItemCommand[] Overridden(string grade) =>
    [
        A.Upload(A.SelfEvaluation, 1),
        A.Read(A.SelfEvaluation, 1, score: 92),
        A.Submit(A.SelfEvaluation, 1),
        A.Check(A.SelfEvaluation, 1),
        new ItemCommand.OverrideScore(A.SelfEvaluation.Id, A.Chair, 1, 75, "佐证不足", grade),
    ];
}
