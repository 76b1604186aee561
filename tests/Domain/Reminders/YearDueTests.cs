using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using static PerfFlow.Domain.Tests.Reminders.Unit;

namespace PerfFlow.Domain.Tests.Reminders;

/// <summary>When a unit's year has to be looked at next.</summary>
public sealed class YearDueTests
{
    private static readonly YearPlan Plan = PlanProposal.Propose(2024, WorkCalendar.Shipped);
    private static readonly DateTimeOffset Start = Plan.Stages[0].OpensAt;
    private static readonly DateTimeOffset End = Plan.Stages[^1].ReviewDueAt.AddDays(30);

    private static readonly Gen<DateTimeOffset> Instants = Gen.Long[Start.UtcTicks, End.UtcTicks].Select(
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private static readonly Gen<ItemSummary?> Items = Gen.Select(
        Gen.Enum<ItemState>(), Instants, Instants, Gen.Bool, Gen.Bool, Gen.Int[0, 3])
        .Select((state, at, by, edits, asked, begun) => begun == 0 ? null : ItemSummary.Of(Item.New(Round.Id)) with
        {
            State = state,
            SubmittedAt = state is ItemState.NotStarted or ItemState.Draft ? null : at,
            SentBackAt = state is ItemState.Returned or ItemState.Reopened ? at : null,
            AnswerBy = state is ItemState.Returned && by > at ? by : null,
            EditsPending = edits && state == ItemState.Approved,
            EditsSince = edits && state == ItemState.Approved ? at : null,
            Unanswered = asked ? 1 : 0,
            UnansweredSince = asked ? at : null,
        });

    private static readonly Gen<(UnitYear Year, Func<ProjectId, ProjectSummary> Items, DateTimeOffset Now)> Any = Gen.Select(
        Items.Array[7].Array[0, 4], Instants, (projects, now) =>
        {
            var (year, items) = Unit.Year(
                Plan, [.. projects.Select(states => (Training, Plan.Stages.Zip(states, (stage, item) => (stage.Id, item)).ToArray()))]);
            return (year, items, now);
        });

    [Fact]
    public void Nothing_is_due_before_the_next_instant_and_something_is_due_at_it() => Any.Sample((year, items, now) =>
    {
        var next = YearDue.Next(year, items, now);
        Assert.True(next is null || next > now);
        foreach (var stage in Plan.Stages.Where(stage => stage.IsOpenAt(now)))
        {
            var due = StageDue.Of(year, stage, items);
            var until = next is { } at ? at.AddTicks(-1) : End.AddYears(2);
            Assert.DoesNotContain(due.DueUntil(until), instant => instant > now && IsKnown(year, items, stage, now));
        }

        if (next is { } then && Plan.Stages.All(stage => stage.OpensAt != then))
        {
            Assert.Contains(
                Plan.Stages.Where(stage => stage.IsOpenAt(now)),
                stage => StageDue.Of(year, stage, items) is var due && (due.NextRung(now) == then || due.Next(now) == then));
        }
    });

    [Fact]
    public void The_next_instant_stays_the_same_until_it_has_come_and_never_goes_back() => Gen.Select(Any, Instants).Sample((any, later) =>
    {
        var (first, second) = (YearDue.Next(any.Year, any.Items, any.Now), YearDue.Next(any.Year, any.Items, later));

        if (later >= any.Now)
        {
            Assert.True(first is null ? second is null : second is null || second >= first);
            Assert.True(first is null || later >= first || second == first);
        }
    });

    [Fact]
    public void Following_the_instants_leads_through_every_opening_and_to_an_end()
    {
        var (year, items) = Unit.Year(Plan, [(Training, [])]);
        var seen = new List<DateTimeOffset>();
        for (var now = Start.AddDays(-1); YearDue.Next(year, items, now) is { } next; now = next)
        {
            seen.Add(next);
        }

        Assert.Equal(Plan.Stages.SelectMany(stage => stage.Rungs.Append(stage.OpensAt)).Distinct().Order(), seen);
    }

    [Fact]
    public void A_year_that_is_not_opened_or_is_closed_waits_for_nothing()
    {
        var (year, items) = Unit.Year(Plan, [(Training, [])]);

        Assert.Null(YearDue.Next(year with { Plan = null }, items, Start));
        Assert.Null(YearDue.Next(year with { Done = true }, items, Start));
    }

    /// <summary>What is asked for after now is no state of now.</summary>
    private static bool IsKnown(UnitYear year, Func<ProjectId, ProjectSummary> items, PlannedStage stage, DateTimeOffset now) =>
        year.ProjectsInOrder.Select(project => items(project.Id).Items.GetValueOrDefault(stage.Id)).All(item =>
            new[] { item?.SubmittedAt, item?.SentBackAt, item?.EditsSince, item?.UnansweredSince }.All(at => !(at > now)));
}
