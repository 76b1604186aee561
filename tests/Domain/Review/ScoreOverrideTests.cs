using System.Text.Json;
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
        var item = A.After(A.SelfEvaluation, [.. Overridden(grade: "中"), A.Return(A.SelfEvaluation, 1, A.Chair), A.Upload(A.SelfEvaluation, 2), A.Read(A.SelfEvaluation, 2, score: 80)]);

        Assert.Equal((null, 80m), (item.Override, ItemSummary.Of(item).Figures.Score));
    }

    [Fact]
    public void An_event_written_before_grades_were_kept_still_loads()
    {
        var kept = JsonSerializer.Deserialize<ItemEvent>(
            """{"type":"score-overridden","Stage":"self-evaluation","By":{"Person":"t:chair","Name":"chair","Roles":[]},"At":"2024-01-01T00:00:00Z","Version":1,"Score":75,"Reason":"佐证不足"}""");

        Assert.Equal((75m, null), (Assert.IsType<ItemEvent.ScoreOverridden>(kept).Score, ((ItemEvent.ScoreOverridden)kept).Grade));
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
