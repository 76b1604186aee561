using System.Collections.Immutable;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

public sealed class ReportReadinessTests
{
    private static readonly Project Roads = new(ProjectId.Parse("roads").Value, "农村公路养护", "工程科");
    private static readonly UnitYear Year = UnitYear.Empty with
    {
        Plan = new("1", [A.Targets, A.Monitoring, A.SelfEvaluation]),
        Projects = UnitYear.Empty.Projects.Add(Roads.Id, Roads),
    };

    [Theory]
    [InlineData(ItemState.Locked, null, ItemState.Locked, false)]
    [InlineData(ItemState.Archived, ItemState.Locked, ItemState.Archived, false)]
    [InlineData(ItemState.Locked, ItemState.Submitted, ItemState.Locked, false)] // a round of monitoring is not waited for
    [InlineData(ItemState.Locked, ItemState.Approved, ItemState.Locked, true)] // but a lock that is to come is
    [InlineData(ItemState.Approved, null, ItemState.Locked, true)]
    [InlineData(ItemState.Locked, null, ItemState.LeadChecked, true)]
    [InlineData(ItemState.Locked, null, null, true)]
    [InlineData(null, null, null, true)]
    [InlineData(ItemState.Rejected, null, null, false)] // kept out of the budget
    [InlineData(ItemState.Rejected, ItemState.Approved, null, true)]
    public void A_project_lacks_something_until_targets_and_self_evaluation_are_locked(
        ItemState? targets, ItemState? monitoring, ItemState? evaluation, bool lacks)
        => Assert.Equal(
            lacks ? "roads" : "",
            Lacking(Year, Seen(A.Targets, targets), Seen(A.Monitoring, monitoring), Seen(A.SelfEvaluation, evaluation)));

    [Theory]
    [InlineData("1", false)]
    [InlineData(null, false)] // not known
    [InlineData("1,2", true)]
    public void So_it_does_while_its_evaluation_was_judged_by_other_targets(string? judgedBy, bool lacks)
        => Assert.Equal(lacks ? "roads" : "", Lacking(
            Year,
            (A.Targets, Item(ItemState.Locked) with { Approved = "1" }),
            (A.SelfEvaluation, Item(ItemState.Locked) with { JudgedBy = judgedBy })));

    [Fact]
    public void Of_a_closed_year_and_of_one_without_a_plan_nothing_is_to_come()
    {
        Assert.Equal("roads", Lacking(Year));
        Assert.Equal("", Lacking(Year with { Done = true }));
        Assert.Equal("", Lacking(Year with { Plan = null }));
    }

    private static string Lacking(UnitYear year, params (PlannedStage Stage, ItemSummary? Item)[] items)
    {
        var seen = items.Where(one => one.Item is not null).ToImmutableDictionary(one => one.Stage.Id, one => one.Item!);
        return string.Join(' ', ReportReadiness.Lacking(year, _ => new(seen)));
    }

    private static (PlannedStage Stage, ItemSummary? Item) Seen(PlannedStage stage, ItemState? state)
        => (stage, state is { } known ? Item(known) : null);

    private static ItemSummary Item(ItemState state) => ItemSummary.Of(Domain.Review.Item.New(A.Targets.Id)) with { State = state };
}
