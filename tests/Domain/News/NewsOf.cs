using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.News;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;

namespace PerfFlow.Domain.Tests.News;

/// <summary>A project of a unit with somebody on each level, two leads among them, and what its people are told.</summary>
internal sealed class NewsOf
{
    public const string Section = "培训科";

    public static readonly UnitId Unit = UnitId.Parse("bureau").Value;
    public static readonly Project Project = new(ProjectId.Parse("p1").Value, "项目\n一", Section);
    public static readonly PlannedStage Report = A.SelfEvaluation with
    {
        Id = StageId.Parse("report").Value, Kind = StageKind.Report, Scope = StageScope.Unit,
    };

    public static readonly People People = new(
    [
        Person("clerk", Role.SectionClerk), Person("head", Role.SectionHead), Person("other", Role.SectionHead, "就业科"),
        Person("lead", Role.Lead), Person("lead-2", Role.Lead), Person("member", Role.GroupMember), Person("chair", Role.GroupChair),
        Person("unit-head", Role.UnitHead), Person("auditor", Role.Auditor), Person("admin", Role.Admin),
        new("gone", "t:gone", null, null),
    ]);

    private readonly List<ItemEvent> events = [];
    private readonly HashSet<int> untold = [];
    private ProjectYear state = ProjectYear.Empty;

    public static UnitYear Year { get; } = UnitYear.Empty with
    {
        Plan = new YearPlan("1", [A.Monitoring, A.SelfEvaluation, Report]),
        Projects = ImmutableDictionary<ProjectId, Project>.Empty.Add(Project.Id, Project),
    };

    public IReadOnlyList<ItemEvent> Events => events;

    public ProjectSummary Summary => ProjectSummary.Of(state);

    public static NewsScene Scene(UnitYear year, Func<ProjectId, ProjectSummary> board, DateTimeOffset? at = null) =>
        new(Unit, 2024, year, board, People, (project, stage) => $"https://x/{project}/{stage}", at ?? A.Now);

    /// <returns>Events that followed.</returns>
    public int Do(PlannedStage stage, ItemCommand command, DateTimeOffset? now = null)
    {
        var decision = state.Decide(stage, command, now ?? A.Now);
        foreach (var happened in decision.Events)
        {
            if (MakesNews.By(state, happened))
            {
                untold.Add(state.Version + 1);
            }

            events.Add(happened);
            state = state.Apply(happened);
        }

        return decision.Events.Length;
    }

    public NewsOf Done(PlannedStage stage, params ReadOnlySpan<ItemCommand> commands)
    {
        foreach (var command in commands)
        {
            Assert.True(Do(stage, command) > 0, $"{command}");
        }

        return this;
    }

    /// <summary>Whatever was not told yet, which then is.</summary>
    public ImmutableArray<Notice> Tell(DateTimeOffset? at = null)
    {
        var year = Events is [{ Stage: var stage }, ..] && stage == A.Targets.Id
            ? Year with { Plan = new YearPlan("1", [A.Targets]) }
            : Year;
        var notices = ItemNews.Of(Scene(year, _ => Summary, at), Project, events, untold);
        untold.Clear();
        return notices;
    }

    /// <summary>Who is told what, by person.</summary>
    public string Said(DateTimeOffset? at = null) => Say(Tell(at));

    public static string Say(IEnumerable<Notice> notices) => string.Join(
        "; ",
        notices.OrderBy(notice => notice.Rung).ThenBy(notice => notice.Person, StringComparer.Ordinal).Select(
            notice => string.Join(' ', [notice.Person[2..], $"{notice.News!.News}", .. notice.News.Tasks.Select(task => $"{task}")])));

    public static Person Person(string name, Role role, string section = Section) =>
        new(name, $"t:{name}", name, new($"t:{name}", name, [role], [section], $"{name}@example.org", name));
}
