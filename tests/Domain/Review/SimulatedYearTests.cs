using System.Collections.Immutable;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

/// <summary>A year of a thousand projects at the instants of the calendar's plan, without storage, with every incident there is.</summary>
public sealed class SimulatedYearTests
{
    private const int Projects = 1000;
    private const int ProjectStages = 6;
    private const uint Seed = 2024;

    private static readonly YearPlan Plan = PlanProposal.Propose(2024, WorkCalendar.Shipped);

    [Fact]
    public void A_thousand_projects_go_through_the_year_whatever_happens_to_them()
    {
        var quorums = Enum.GetValues<Quorum>();
        var incidents = quorums.SelectMany(quorum => Enum.GetValues<Incident>().Select(incident => (quorum, incident)))
            .ToDictionary(key => key, _ => 0);
        var luck = new PCG(Seed, Seed);
        var rejected = 0;

        for (var number = 0; number < Projects; number++)
        {
            var plan = Plan with { Quorum = quorums[number % quorums.Length] };
            var project = new SimulatedProject(luck, plan, incident => incidents[(plan.Quorum, incident)]++);
            project.Play();

            var items = plan.Stages.Where(stage => project.Year.Items.ContainsKey(stage.Id))
                .Select(stage => project.Year.ItemOf(stage.Id))
                .ToList();
            var stories = items.ConvertAll(item => ItemStory.Of(item.Stage, project.Events));
            Assert.Equal(project.Events.Count, stories.Sum(story => story.History.Count));
            Assert.Equal(items.Sum(item => item.CurrentVersion), stories.Sum(story => story.Sheets.Count));
            Assert.Equal(items.Select(item => item.At), stories.Select(story => story.Item.At));
            Assert.Equal(
                project.IsRejected ? [ItemState.Rejected] : Enumerable.Repeat(ItemState.Archived, ProjectStages),
                items.Select(item => item.State));
            rejected += project.IsRejected ? 1 : 0;
        }

        Assert.All(incidents, incident => Assert.True(incident.Value > 0, $"{incident.Key} never happens."));
        Assert.Equal(quorums.Sum(quorum => incidents[(quorum, Incident.RejectedProject)]), rejected);
    }

    [Fact]
    public void The_unit_of_the_most_projects_reports_archives_and_is_done()
    {
        var projects = Enumerable.Range(1, UnitYearDecider.MostProjects)
            .Select(number => new Project(ProjectId.Parse($"p{number}").Value, $"项目{number}", "工程科"))
            .ToList();
        var files = ImmutableDictionary<string, string>.Empty.Add("report.md", "sha");
        UnitYearCommand[] commands =
        [
            new UnitYearCommand.OpenYear(A.Lead, Plan, "std"),
            .. projects.Select(project => new UnitYearCommand.RegisterProject(A.Lead, project)),
            new UnitYearCommand.DraftReport(A.Lead, 1, "head"),
            new UnitYearCommand.BuildReport(1, files),
            new UnitYearCommand.ApproveReport(A.Chair, 1, "head"),
            new UnitYearCommand.SignReport(A.UnitHead, 1, "head"),
            .. projects.Select(project => new UnitYearCommand.ArchiveProject(project.Id, $"zip-{project.Id}")),
            new UnitYearCommand.FinishYear(),
        ];

        var year = commands.Aggregate(UnitYear.Empty, Done);

        Assert.Equal((true, projects.Count, projects.Count), (year.Done, year.Projects.Count, year.Archives.Count));
    }

    private static UnitYear Done(UnitYear year, UnitYearCommand command)
    {
        var decision = UnitYearDecider.Decide(
            year, command, Plan.Stages[^1].OpensAt,
            command is UnitYearCommand.ArchiveProject archive ? year.RegistrationOf(archive.Project) : null);
        Assert.Null(decision.Refusal);
        return Assert.Single(decision.Events) is var happened ? year.Apply(happened) : year;
    }
}
