using System.Collections.Immutable;
using System.Text.Json;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

/// <summary>The total that was approved first stays 年初预算数; adjustments change 全年预算数 alone (field.md §4.4).</summary>
public sealed class AdjustedBudgetTests
{
    private static readonly Item First = On(Item.New(A.Targets.Id), Approved(1, 100));

    [Fact]
    public void Before_any_adjustment_the_budget_is_both() => Assert.Equal((100, null), Shown(First));

    [Fact]
    public void An_adjustment_leaves_the_initial_budget_and_so_does_the_next_one()
    {
        var adjusted = On(First, [A.Adjust(A.Targets), .. Approved(2, 80)]);
        var again = On(adjusted, [A.Adjust(A.Targets), .. Approved(3, 120)]);

        Assert.Equal((80, 100), Shown(adjusted));
        Assert.Equal((120, 100), Shown(again));
        Assert.Equal([null, 100, null], again.Approved.Select(sheet => sheet.InitialBudget));
    }

    [Fact]
    public void A_draft_of_an_adjustment_changes_nothing_and_neither_does_one_that_is_dropped_or_rejected()
    {
        var draft = On(First, [A.Adjust(A.Targets), Upload(2), Read(2, 80)]);
        var dropped = On(draft, [A.Drop(A.Targets)]);
        var rejected = On(
            draft, [A.Submit(A.Targets, 2), A.Check(A.Targets, 2), A.Approve(A.Targets, 2, grade: ReviewGrade.Poor, reason: "依据不足")]);

        Assert.Equal([(100, null), (100, null), (100, null)], new[] { draft, dropped, rejected }.Select(Shown));
        Assert.Equal([1, 1, 1], new[] { draft, dropped, rejected }.Select(item => item.Approved.Count));
    }

    [Fact]
    public void An_approval_that_is_taken_back_changes_nothing()
    {
        var undone = On(First, [
            A.Adjust(A.Targets), Upload(2), Read(2, 80), A.Submit(A.Targets, 2), A.Check(A.Targets, 2), A.Approve(A.Targets, 2),
            A.Undo(A.Targets, 2, A.Chair)]);

        Assert.Equal((100, null), Shown(undone));
        Assert.Equal((80, 100), Shown(On(undone, [A.Approve(A.Targets, 2), A.Lock(A.Targets)])));
    }

    [Fact]
    public void What_is_opened_again_takes_the_place_of_the_sheet_it_mends()
    {
        var reopened = On(First, [A.AskReopening(A.Targets), A.ConsentToReopening(A.Targets), .. Approved(2, 90)]);
        var adjusted = On(reopened, [A.Adjust(A.Targets), .. Approved(3, 70)]);
        var mended = On(adjusted, [A.AskReopening(A.Targets), A.ConsentToReopening(A.Targets), .. Approved(4, 75)]);

        Assert.Equal((90, null), Shown(reopened));
        Assert.Equal((70, 90), Shown(adjusted));
        Assert.Equal((75, 90), Shown(mended));
    }

    [Fact]
    public void Edits_that_go_with_a_good_leave_the_initial_budget_too()
    {
        var adjusted = On(First, [
            A.Adjust(A.Targets), Upload(2), Read(2, 80), A.Submit(A.Targets, 2), A.Check(A.Targets, 2),
            A.Approve(A.Targets, 2, grade: ReviewGrade.Good, reason: "补充依据"), Upload(3), Read(3, 85), A.Complete(A.Targets, 3),
            A.Lock(A.Targets)]);

        Assert.Equal((85, 100), Shown(adjusted));
    }

    [Fact]
    public void A_state_that_was_kept_before_still_reads()
        => Assert.Equal(
            new ApprovedSheet(2, "r2"), JsonSerializer.Deserialize<ApprovedSheet>("""{"Version":2,"Reading":"r2"}"""));

    [Fact]
    public void The_board_has_the_adjusted_budget_beside_sheets_that_were_judged_before_it()
    {
        var plan = new YearPlan("test", [A.Targets, A.Monitoring, A.SelfEvaluation]);
        var monitored = On(
            Item.New(A.Monitoring.Id),
            [Upload(1, A.Monitoring), Read(1, 100, A.Monitoring, "1"), A.Submit(A.Monitoring, 1), A.Approve(A.Monitoring, 1)],
            A.Monitoring);
        var adjusted = On(First, [A.Adjust(A.Targets), .. Approved(2, 80)]);

        Assert.Equal((100, 100), Board(First, monitored));
        Assert.Equal((80, 100), Board(adjusted, monitored));
        Assert.Equal((60, 100), Board(adjusted, On(
            monitored,
            [
                A.AskReopening(A.Monitoring), A.ConsentToReopening(A.Monitoring), Upload(2, A.Monitoring), Read(2, 60, A.Monitoring, "1,2"),
            ],
            A.Monitoring)));

        (decimal? Budget, decimal? Initial) Board(params Item[] items)
        {
            var figures = ProjectSummary.Of(new ProjectYear(items.ToImmutableDictionary(item => item.Stage))).Figures(plan);
            return (figures.Budget, figures.InitialBudget);
        }
    }

    private static (decimal? Budget, decimal? Initial) Shown(Item item) => (item.Figures.Budget, item.Figures.InitialBudget);

    private static ItemCommand[] Approved(int version, decimal budget) =>
    [
        Upload(version), Read(version, budget), A.Submit(A.Targets, version), A.Check(A.Targets, version), A.Approve(A.Targets, version),
        A.Lock(A.Targets),
    ];

    private static ItemCommand Upload(int version, PlannedStage? stage = null) => A.Upload(stage ?? A.Targets, version);

    private static ItemCommand.Read Read(int version, decimal budget, PlannedStage? stage = null, string? targets = null) => new(
        (stage ?? A.Targets).Id, version,
        new($"r{version}", 0, 0, new SheetFigures(budget), Basis: targets is null ? null : new ReadingBasis(targets, null)));

    private static Item On(Item item, IEnumerable<ItemCommand> commands, PlannedStage? stage = null)
        => commands.Aggregate(item, (now, command) =>
        {
            var decision = command.On(stage ?? A.Targets, now);
            Assert.Null(decision.Refusal);
            return decision.OnItem(now);
        });
}
