using System.Collections.Immutable;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

public class ReadingBasisTests
{
    private static readonly PlannedStage Second = A.Monitoring with { Id = StageId.Parse("q2").Value, Month = 6 };
    private static readonly PlannedStage Third = A.Monitoring with { Id = StageId.Parse("q3").Value, Month = 9 };
    private static readonly YearPlan Plan = new(
        "1", [A.Targets, Third, A.Monitoring, Second, A.SelfEvaluation], Evidence: EvidenceRule.Scored);

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
            .. A.Until(A.Targets, ItemState.Locked), A.Adjust(A.Targets), A.Upload(A.Targets, 2),
            A.Read(A.Targets, 2), A.Submit(A.Targets, 2), A.Check(A.Targets, 2),
        ];
        Assert.Equal("1", Of(A.Monitoring, adjusted)!.Targets);
        Assert.Equal("1,2", Of(A.Monitoring, [.. adjusted, A.Approve(A.Targets, 2)])!.Targets);
    }

    [Fact]
    public void A_reading_that_names_no_basis_is_not_compared()
    {
        var draft = A.In(A.SelfEvaluation, ItemState.Draft);

        Assert.Null(
            new ItemCommand.Submit(A.SelfEvaluation.Id, A.Head, 1, [], new("1", EvidenceRule.Scored)).On(A.SelfEvaluation, draft).Refusal);
    }

    [Fact]
    public void A_round_is_compared_with_the_last_approved_one_of_the_months_before_it()
    {
        var both = Year(A.In(A.Monitoring, ItemState.Locked), A.In(Second, ItemState.Approved));

        Assert.Equal("reading-1", ReadingBasis.RoundBefore(Plan, Third, both));
        Assert.Equal(
            "reading-2",
            ReadingBasis.RoundBefore(
                Plan, Third, Year(A.In(A.Monitoring, ItemState.Locked), A.After(Second, [.. Returned(Second), A.Approve(Second, 2)]))));
        Assert.Equal(
            "reading-1",
            ReadingBasis.RoundBefore(Plan, Third, Year(A.In(A.Monitoring, ItemState.Locked), A.In(Second, ItemState.Submitted))));
        Assert.Null(ReadingBasis.RoundBefore(Plan, A.Monitoring, both));
        Assert.Null(ReadingBasis.RoundBefore(Plan, A.SelfEvaluation, both));
    }

    [Fact]
    public void Two_states_judge_a_sheet_by_the_same_unless_targets_or_the_round_before_were_approved_in_between()
    {
        var before = Year(A.In(A.Monitoring, ItemState.Submitted)) with { Version = 1 };
        var round = Year(A.In(A.Monitoring, ItemState.Approved)) with { Version = 2 };
        var targets = Year(A.In(A.Monitoring, ItemState.Submitted), A.In(A.Targets, ItemState.Approved)) with { Version = 2 };
        var draft = Year(A.In(A.Monitoring, ItemState.Submitted), A.In(Second, ItemState.Draft)) with { Version = 2 };

        Assert.True(ReadingBasis.IsSame(Plan, Second, before, before));
        Assert.True(ReadingBasis.IsSame(Plan, Second, before, draft));
        Assert.False(ReadingBasis.IsSame(Plan, Second, before, round));
        Assert.False(ReadingBasis.IsSame(Plan, Second, before, targets));
        Assert.True(ReadingBasis.IsSame(Plan, A.SelfEvaluation, before, round));
        Assert.True(ReadingBasis.IsSame(Plan, A.Targets, before, targets));
    }

    private static ItemCommand[] Returned(PlannedStage stage) =>
        [.. A.Until(stage, ItemState.Returned), A.Upload(stage, 2), A.Read(stage, 2), A.Submit(stage, 2)];

    private static ProjectYear Year(params ReadOnlySpan<Item> items) => new(items.ToArray().ToImmutableDictionary(item => item.Stage));

    private static ReadingBasis? Of(PlannedStage stage, params ItemCommand[] done) =>
        ReadingBasis.Of(Plan, stage, new(ProjectYear.Empty.Items.Add(A.Targets.Id, A.After(A.Targets, done))));
}
