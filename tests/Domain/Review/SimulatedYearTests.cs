using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

public sealed class SimulatedYearTests
{
    [Fact]
    public void A_thousand_projects_go_through_the_year_of_the_calendar()
    {
        var plan = PlanProposal.Propose(2024, WorkCalendar.Announced).Value;
        var stages = plan.Stages.Where(stage => stage.Scope == StageScope.Project).ToArray();

        for (var project = 0; project < 1000; project++)
        {
            var year = ProjectYear.Empty;
            foreach (var stage in stages)
            {
                year = Settle(year, stage, returned: project % 10 == 0, late: project % 7 == 0);
            }

            Assert.All(stages, stage => Assert.Equal(ItemState.Archived, year.ItemOf(stage.Id).State));
            Assert.All(stages, stage => Assert.Equal(project % 10 == 0 ? 2 : 1, year.ItemOf(stage.Id).CurrentVersion));
        }
    }

    private static ProjectYear Settle(ProjectYear year, PlannedStage stage, bool returned, bool late)
    {
        var now = late ? stage.DueAt.AddDays(3) : stage.OpensAt;
        Assert.Equal(Refusals.StageNotOpen, year.Decide(stage, A.Upload(stage, 1), stage.OpensAt.AddTicks(-1)).Refusal);
        List<ItemCommand> commands = [A.Upload(stage, 1), A.Read(stage, 1), A.Submit(stage, 1)];
        if (returned)
        {
            commands.AddRange([A.Return(stage, 1), A.Upload(stage, 2), A.Read(stage, 2), A.Submit(stage, 2)]);
        }

        var version = returned ? 2 : 1;
        if (stage.Approver == Approver.Group)
        {
            commands.Add(A.Check(stage, version));
        }

        commands.AddRange([A.Approve(stage, version), A.Lock(stage), A.Archive(stage)]);
        foreach (var command in commands)
        {
            now = now.AddMinutes(1);
            var decision = year.Decide(stage, command, now);
            Assert.Null(decision.Refusal);
            year = decision.On(year);
        }

        return year;
    }
}
