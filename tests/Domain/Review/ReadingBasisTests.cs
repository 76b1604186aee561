using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

public class ReadingBasisTests
{
    private static readonly YearPlan Plan = new("1", [A.Targets, A.Monitoring, A.SelfEvaluation], Evidence: EvidenceRule.Scored);

    [Fact]
    public void It_names_the_approved_versions_of_the_targets_and_the_rule_of_evidence_for_scores_alone()
    {
        Assert.Equal(new ReadingBasis("", EvidenceRule.Scored), Of(A.SelfEvaluation));
        Assert.Equal(new ReadingBasis("1", EvidenceRule.Scored), Of(A.SelfEvaluation, [.. A.Until(A.Targets, ItemState.Locked)]));
        Assert.Equal(new ReadingBasis("1", null), Of(A.Monitoring, [.. A.Until(A.Targets, ItemState.Locked)]));
        Assert.Null(Of(A.Targets, [.. A.Until(A.Targets, ItemState.Locked)]));
    }

    [Fact]
    public void An_approval_undone_counts_no_more_and_an_adjustment_counts_once_it_is_approved()
    {
        Assert.Equal("", Of(A.Monitoring, [.. A.Until(A.Targets, ItemState.Approved), A.Undo(A.Targets, 1, A.Chair)])!.Targets);
        ItemCommand[] adjusted =
        [
            .. A.Until(A.Targets, ItemState.Locked), A.Adjust(A.Targets), A.Upload(A.Targets, 2), A.Read(A.Targets, 2), A.Submit(A.Targets, 2), A.Check(A.Targets, 2),
        ];
        Assert.Equal("1", Of(A.Monitoring, adjusted)!.Targets);
        Assert.Equal("1,2", Of(A.Monitoring, [.. adjusted, A.Approve(A.Targets, 2)])!.Targets);
    }

    [Fact]
    public void A_reading_that_names_no_basis_is_not_compared()
    {
        var draft = A.In(A.SelfEvaluation, ItemState.Draft);

        Assert.Null(new ItemCommand.Submit(A.SelfEvaluation.Id, A.Head, 1, [], new("1", EvidenceRule.Scored)).On(A.SelfEvaluation, draft).Refusal);
    }

    private static ReadingBasis? Of(PlannedStage stage, params ItemCommand[] done) =>
        ReadingBasis.Of(Plan, stage, new(ProjectYear.Empty.Items.Add(A.Targets.Id, A.After(A.Targets, done))));
}
