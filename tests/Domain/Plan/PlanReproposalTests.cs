using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Tests.Plan;

public sealed class PlanReproposalTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);
    private static readonly YearPlan Plan = PlanProposal.Propose(2026, WorkCalendar.Shipped);

    /// <summary>The self-evaluation of 2026 is due on Sunday 28 February 2027, moved to Monday 1 March.</summary>
    private static readonly PlannedStage Evaluation = Stage(Plan, "self-evaluation");

    /// <summary>1 March is a holiday, and so is a week in the middle of the month.</summary>
    private static readonly WorkCalendar Announced = WorkCalendar.Shipped.With([KeyValuePair.Create(2027, new YearNotice(
        [new(2027, 3, 1), .. Enumerable.Range(8, 5).Select(day => new DateOnly(2027, 3, day))], []))]);

    [Fact]
    public void Instants_that_rest_on_a_year_not_announced_are_marked_and_no_others()
    {
        Assert.Equal(
            [
                "targets", "q1", "q2", "q3", "q4 all", "self-evaluation all", "report all",
            ],
            Plan.Stages.Select(stage => $"{stage.Id} {(stage.Provisional is null ? "" : "all")}".Trim()));
        Assert.All(Plan.Stages.Where(stage => stage.Provisional is not null), stage => Assert.Equal<DateTimeOffset>(
            [.. stage.Rungs.Append(stage.DueAt).Append(stage.ReviewDueAt).Order()], stage.Provisional!.Value));

        // the third quarter of 2025 lies in what is announced, and what follows the fourth reaches into what is not
        var known = WorkCalendar.Unannounced.With([KeyValuePair.Create(2024, WorkCalendar.Shipped.Notices[2024])]);
        var yearEnd = PlanProposal.Propose(2024, known).Stages[3] with { DueAt = default };
        Assert.Null(yearEnd.Provisional);
        var last = PlanProposal.Propose(2025, known).Stages[0]; // due 2 December 2024
        Assert.Null(last.Provisional);
        Assert.Equal(
            "12-31", Day(PlanProposal.Propose(2025, known, PlanOptions.Default with { WorkingDaysForReview = 21 }).Stages[0].ReviewDueAt));
        var reaching = PlanProposal.Propose(2025, known, PlanOptions.Default with { WorkingDaysForReview = 22 }).Stages[0];
        Assert.Equal<DateTimeOffset>([reaching.ReviewDueAt], reaching.Provisional!.Value);
    }

    [Fact]
    public void Of_announced_years_nothing_is_marked()
        => Assert.All(PlanProposal.Propose(2025, WorkCalendar.Shipped).Stages, stage => Assert.Null(stage.Provisional));

    [Fact]
    public void Once_all_is_announced_nothing_is_marked_and_what_is_to_come_is_found_again()
    {
        var again = PlanReproposal.Of(Plan, 2026, Announced, Now);

        Assert.Equal("2", again.Version);
        Assert.All(again.Stages, stage => Assert.Null(stage.Provisional));
        Assert.Equal(PlanProposal.Propose(2026, Announced) with { Version = "2" }, again);
    }

    [Fact]
    public void A_calendar_that_knows_no_more_changes_nothing()
        => Assert.Same(Plan, PlanReproposal.Of(Plan, 2026, WorkCalendar.Shipped, Now));

    [Fact]
    public void What_somebody_set_stays()
    {
        var set = Evaluation with { DueAt = Evaluation.DueAt.AddDays(3), Provisional = [Evaluation.ReviewDueAt] };

        var again = Stage(PlanReproposal.Of(Plan with { Stages = [set] }, 2026, Announced, Now), "self-evaluation");

        Assert.Equal((set.DueAt, set.OpensAt), (again.DueAt, again.OpensAt));
        Assert.Equal<DateTimeOffset>(set.Rungs, again.Rungs);
        Assert.Equal(new DateOnly(2027, 3, 25), BeijingTime.DayOf(again.ReviewDueAt)); // ten working days from Thursday 4 March, a week off
        Assert.Null(again.Provisional);
    }

    [Fact]
    public void What_has_passed_stays_and_is_settled()
    {
        var later = Evaluation.DueAt.AddSeconds(1);

        var again = Stage(PlanReproposal.Of(Plan, 2026, Announced, later), "self-evaluation");

        Assert.Equal(Evaluation.DueAt, again.DueAt);
        Assert.Equal<DateTimeOffset>(
            Evaluation.Rungs.Where(rung => rung <= later), again.Rungs.Where(rung => rung <= later));
        Assert.Null(again.Provisional);
    }

    [Fact]
    public void A_rung_that_stood_for_two_parts_again()
    {
        var met = Evaluation with
        {
            Rungs = [.. Evaluation.Rungs.Where(rung => rung < Evaluation.DueAt.AddDays(-3) || rung > Evaluation.DueAt)],
        };
        met = met with { Provisional = [.. met.Rungs.Append(met.DueAt).Append(met.ReviewDueAt).Order()] };

        var again = Stage(PlanReproposal.Of(Plan with { Stages = [met] }, 2026, Announced, Now), "self-evaluation");

        Assert.Equal<DateTimeOffset>(
            ReminderLadder.Standard.Rungs(new(2027, 3, 2), Announced).Where(rung => rung < again.DueAt.AddHours(-20) || rung > again.DueAt),
            again.Rungs);
    }

    [Theory]
    [InlineData(-7)]
    [InlineData(-3)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_rung_that_was_taken_out_does_not_come_back(int offset)
    {
        var due = BeijingTime.DayOf(Evaluation.DueAt);
        var gone = ReminderLadder.Standard.InstantOf(ReminderLadder.DayOf(due, offset, WorkCalendar.Shipped));
        var less = Evaluation with { Rungs = Evaluation.Rungs.Remove(gone), Provisional = Evaluation.Provisional!.Value.Remove(gone) };
        var kept = ReminderLadder.Standard.Days.Where(
            day => ReminderLadder.Standard.InstantOf(ReminderLadder.DayOf(due, day, WorkCalendar.Shipped)) != gone);

        var again = Stage(PlanReproposal.Of(Plan with { Stages = [less] }, 2026, Announced, Now), "self-evaluation");

        Assert.Equal<DateTimeOffset>(
            (ReminderLadder.Standard with { Days = [.. kept] }).Rungs(BeijingTime.DayOf(again.DueAt), Announced), again.Rungs);
    }

    [Fact]
    public void Where_all_rungs_were_taken_out_none_comes_back() => Assert.Empty(Stage(
        PlanReproposal.Of(
            Plan with { Stages = [Evaluation with { Rungs = [], Provisional = [Evaluation.DueAt, Evaluation.ReviewDueAt] }] },
            2026, Announced, Now),
        "self-evaluation").Rungs);

    [Theory]
    [InlineData("7", "8")]
    [InlineData("2026年调整", "2026年调整-2")]
    public void Its_version_is_another(string version, string next)
        => Assert.Equal(next, PlanReproposal.Of(Plan with { Version = version }, 2026, Announced, Now).Version);

    [Fact]
    public void Whatever_year_and_whenever_the_proposal_is_sound_and_what_is_announced_is_proposed()
        => Gen.Select(Gen.Int[2024, 2030], Gen.Int[2024, 2031].HashSet[0, 8], Gen.Int[0, 2000]).Sample((year, known, days) =>
        {
            var announced = WorkCalendar.Shipped.With(known.Select(one => KeyValuePair.Create(
                one, new YearNotice([.. Enumerable.Range(1, 9).Select(day => new DateOnly(one, (day % 3) + 2, day * 3))], []))));
            var plan = PlanProposal.Propose(year, WorkCalendar.Unannounced);
            var now = new DateTimeOffset(2023, 1, 1, 0, 0, 0, default).AddDays(days);

            var again = PlanReproposal.Of(plan, year, announced, now);

            Assert.Empty(PlanCheck.Findings(again));
            Assert.Same(again, PlanReproposal.Of(again, year, announced, now));
            if (now < plan.Stages.SelectMany(stage => stage.Rungs).Min())
            {
                Assert.Equal(PlanProposal.Propose(year, announced).Stages.AsEnumerable(), again.Stages.AsEnumerable());
            }
        });

    private static PlannedStage Stage(YearPlan plan, string id) => plan.Find(StageId.Parse(id).Value)!;

    private static string Day(DateTimeOffset at) => FormattableString.Invariant($"{BeijingTime.DayOf(at):MM-dd}");
}
