using System.Collections.Immutable;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;

namespace PerfFlow.Domain.Tests.Reminders;

/// <summary>What the sweep is told of before it is written.</summary>
public sealed class MadeDueTests
{
    private static readonly PlannedStage Stage = A.SelfEvaluation with { Rungs = [A.Opening.AddDays(20), A.Opening.AddDays(29)] };
    private static readonly ProjectId Project = ProjectId.Parse("p1").Value;

    private static readonly UnitYear Year = UnitYear.Empty with
    {
        Plan = new YearPlan("1", [Stage]), Projects = ImmutableDictionary<ProjectId, Project>.Empty.Add(Project, new(Project, "项目", "科室")),
    };

    /// <summary>Mostly such as an item has just been made ready for.</summary>
    private static readonly ImmutableArray<Func<int, ItemCommand>> Commands =
    [
        version => A.Upload(Stage, version + 1),
        version => A.Read(Stage, version, needs: "i-1"),
        version => A.Submit(Stage, version),
        version => A.Submit(Stage, version),
        version => A.Check(Stage, version),
        version => A.Return(Stage, version),
        version => A.Return(Stage, version, A.Chair),
        version => A.Approve(Stage, version),
        version => A.Approve(Stage, version, grade: ReviewGrade.Good, reason: "请修改"),
        version => A.Approve(Stage, version, grade: ReviewGrade.Poor, reason: "不符合要求"),
        version => A.Complete(Stage, version),
        version => A.Override(Stage, version),
        version => A.Undo(Stage, version, A.Lead),
        version => A.Undo(Stage, version, A.Chair),
        version => A.Undo(Stage, version, A.Head),
        _ => A.AskReopening(Stage),
        _ => A.ConsentToReopening(Stage),
        _ => A.RefuseReopening(Stage),
        _ => A.Attach(Stage),
        _ => A.Withdraw(Stage),
        _ => A.Require(Stage),
        _ => A.Answer(Stage),
        _ => A.Close(Stage),
        _ => A.Lock(Stage),
    ];

    private static readonly Gen<Func<int, ItemCommand>[]> Walks = Gen.Int[0, Commands.Length - 1].Array[1, 30].Select(
        walk => walk.Select(which => Commands[which]).ToArray());

    public static TheoryData<UnitYearEvent, bool, bool> OfTheYear => new()
    {
        { new UnitYearEvent.YearOpened(A.Lead, A.Now, Year.Plan!, "std"), false, true },
        { new UnitYearEvent.ProjectRegistered(A.Lead, A.Now, Year.Projects[Project]), false, false },
        { new UnitYearEvent.ProjectRegistered(A.Lead, A.Now, Year.Projects[Project]), true, true },
        { new UnitYearEvent.ProjectWithdrawn(A.Lead, A.Now, Project, "并入一期"), true, true },
        { new UnitYearEvent.PlanChanged(A.Lead, A.Now, Year.Plan!, "提前"), true, true },
        { new UnitYearEvent.ReportDrafted(A.Lead, A.Now, 1, "head"), true, true },
        { new UnitYearEvent.ReportBuilt(A.Lead, A.Now, 1, ImmutableDictionary<string, string>.Empty), true, false },
        { new UnitYearEvent.ReportApproved(A.Chair, A.Now, 1), true, true },
        { new UnitYearEvent.ReportSigned(A.UnitHead, A.Now, 1), true, true },
        { new UnitYearEvent.ProjectArchived(Actor(), A.Now, Project, "sha"), true, false },
        { new UnitYearEvent.YearDone(Actor(), A.Now), true, true },
    };

    [Theory]
    [MemberData(nameof(OfTheYear))]
    public void An_event_of_the_year_makes_something_due_or_not(UnitYearEvent happened, bool open, bool due) =>
        Assert.Equal(due, MadeDue.By(open ? Year : UnitYear.Empty, happened));

    [Fact]
    public void What_is_said_to_make_nothing_due_brings_no_instant_nearer_and_leaves_nothing_to_lock() => Walks.Sample(commands =>
    {
        var (state, now) = (ProjectYear.Empty, A.Now);
        foreach (var command in commands)
        {
            now = now.AddHours(5);
            foreach (var happened in state.Decide(Stage, command(state.ItemOf(Stage.Id).CurrentVersion), now).Events)
            {
                var after = state.Apply(happened);
                if (!MadeDue.By(state, happened))
                {
                    Assert.False(IsToLock(after) && !IsToLock(state), $"{happened} leaves something to lock.");
                    Assert.False(Next(after, now) < (Next(state, now) ?? DateTimeOffset.MaxValue), $"{happened} brings something nearer.");
                }

                state = after;
            }
        }
    });

    private static bool IsToLock(ProjectYear state) => state.ItemOf(Stage.Id) is { State: ItemState.Approved, EditsPending: false };

    private static DateTimeOffset? Next(ProjectYear state, DateTimeOffset now) => YearDue.Next(Year, _ => ProjectSummary.Of(state), now);

    private static Domain.Access.Actor Actor() => Domain.Access.Actor.System;
}
