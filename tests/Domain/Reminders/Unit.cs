using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Reminders;

/// <summary>A unit of two sections with someone on each level, and a monitoring round due on 2024-04-16.</summary>
internal static class Unit
{
    public const string Training = "培训科";
    public const string Jobs = "就业科";

    public static readonly UnitId Id = UnitId.Parse("bureau").Value;

    public static readonly PlannedStage Round = Stage("q1", StageKind.Monitoring, StageScope.Project);
    public static readonly PlannedStage ReportStage = Stage("report", StageKind.Report, StageScope.Unit);

    public static readonly Membership TrainingClerk = Person("clerk-t", Role.SectionClerk, Training);
    public static readonly Membership TrainingHead = Person("head-t", Role.SectionHead, Training);
    public static readonly Membership JobsClerk = Person("clerk-j", Role.SectionClerk, Jobs);
    public static readonly Membership JobsHead = Person("head-j", Role.SectionHead, Jobs);
    public static readonly Membership Lead = Person("lead", Role.Lead);
    public static readonly Membership Member = Person("member", Role.GroupMember);
    public static readonly Membership Chair = Person("chair", Role.GroupChair);
    public static readonly Membership UnitHead = Person("unit-head", Role.UnitHead);

    public static readonly ImmutableArray<Membership> Everyone =
        [
            TrainingClerk, TrainingHead, JobsClerk, JobsHead, Lead, Member, Chair,
            UnitHead, Person("auditor", Role.Auditor), Person("admin", Role.Admin),
        ];

    public static ImmutableArray<DateTimeOffset> Rungs => Round.Rungs;

    public static Membership Person(string id, Role role, params string[] sections)
        => new($"t:{id}", id, [role], [.. sections], $"{id}@example.org", id);

    /// <summary>Projects p1, p2, … by section and state; null: nothing has happened.</summary>
    public static StageDuties Owing(params (string Section, ItemState? State)[] projects)
    {
        var items = new Dictionary<ProjectId, ProjectSummary>();
        var year = UnitYear.Empty;
        for (var i = 0; i < projects.Length; i++)
        {
            var id = ProjectId.Parse($"p{i + 1}").Value;
            year = year.Apply(new UnitYearEvent.ProjectRegistered(Actor.System, Round.OpensAt, new(id, $"项目{i + 1}", projects[i].Section)));
            items[id] = projects[i].State is { } state
                ? new(ImmutableDictionary<StageId, ItemSummary>.Empty.Add(
                    Round.Id, ItemSummary.Of(Item.New(Round.Id)) with { State = state }))
                : ProjectSummary.Empty;
        }

        return StageDuties.Of(year, Round, id => items[id]);
    }

    /// <summary>A year of one stage with projects p1, p2, … by section; null: nothing has happened.</summary>
    public static (UnitYear Year, Func<ProjectId, ProjectSummary> Items) Year(
        PlannedStage stage, params (string Section, ItemSummary? Item)[] projects)
        => Year(new YearPlan("1", [stage]), [.. projects.Select(project => (project.Section, new[] { (stage.Id, project.Item) }))]);

    public static (UnitYear Year, Func<ProjectId, ProjectSummary> Items) Year(
        YearPlan plan, params (string Section, (StageId Stage, ItemSummary? Item)[] Items)[] projects)
    {
        var known = projects
            .Select((project, i) => (Id: ProjectId.Parse($"p{i + 1}").Value, Name: $"项目{i + 1}", project.Section, project.Items))
            .ToList();
        var year = UnitYear.Empty with
        {
            Plan = plan,
            Projects = known.ToImmutableDictionary(
                project => project.Id, project => new Project(project.Id, project.Name, project.Section)),
        };
        var items = known.ToDictionary(project => project.Id, project => new ProjectSummary(
            project.Items.Where(item => item.Item is not null).ToImmutableDictionary(item => item.Stage, item => item.Item!)));
        return (year, id => items[id]);
    }

    public static ImmutableArray<Notice> At(
        DateTimeOffset rung, StageDuties owed, IReadOnlyCollection<Membership>? members = null, DateTimeOffset? now = null)
        => Notices.Of(Id, 2024, owed, members ?? Everyone, rung, now ?? rung);

    private static PlannedStage Stage(string id, StageKind kind, StageScope scope)
    {
        var day = new DateOnly(2024, 4, 16);
        return new(
            StageId.Parse(id).Value,
            kind,
            kind == StageKind.Monitoring ? 3 : null,
            scope,
            Approver.Lead,
            BeijingTime.At(new(2024, 4, 1), TimeOnly.MinValue),
            BeijingTime.At(day, new(23, 59, 59)),
            ReminderLadder.Standard.Rungs(day, WorkCalendar.Shipped));
    }
}
