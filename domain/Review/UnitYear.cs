using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>A unit's year as it is shown: its state, and all its projects.</summary>
public sealed record UnitYear : UnitYearState, IFold<UnitYear, UnitYearEvent>
{
    private UnitYear(UnitYearState state)
        : base(state)
    {
    }

    public static new UnitYear Empty { get; } = new(UnitYearState.Empty);

    public ImmutableDictionary<ProjectId, Project> Projects { get; init; } = ImmutableDictionary<ProjectId, Project>.Empty;

    /// <summary>As they were last registered.</summary>
    public ImmutableDictionary<ProjectId, Project> Withdrawn { get; init; } = ImmutableDictionary<ProjectId, Project>.Empty;

    /// <summary>SHA-256 of each project's archive.</summary>
    public ImmutableDictionary<ProjectId, string> Archives { get; init; } = ImmutableDictionary<ProjectId, string>.Empty;

    /// <summary>By id: the one order of every list (field.md §7.2, K13).</summary>
    [JsonIgnore]
    public IEnumerable<Project> ProjectsInOrder => Projects.Values.OrderBy(project => project.Id.Value, StringComparer.Ordinal);

    /// <summary>Those withdrawn too: each leaves an archive.</summary>
    [JsonIgnore]
    public IEnumerable<Project> ProjectsToArchive
        => Projects.Values.Concat(Withdrawn.Values).OrderBy(project => project.Id.Value, StringComparer.Ordinal);

    public static UnitYear Of(UnitYearState state, IReadOnlyCollection<Registration> registrations) => new(state)
    {
        Projects = Those(registrations.Where(registration => !registration.IsWithdrawn)),
        Withdrawn = Those(registrations.Where(registration => registration.IsWithdrawn)),
        Archives = registrations.Where(registration => registration.Archive is not null)
            .ToImmutableDictionary(registration => registration.Project.Id, registration => registration.Archive!),
    };

    /// <summary>Of a project kept out of the budget nothing is asked but its targets.</summary>
    internal bool IsAsked(PlannedStage stage, ProjectSummary project) => stage.Kind == StageKind.Targets || !project.IsRejected(Plan);

    public Project? Find(ProjectId project) => Projects.GetValueOrDefault(project);

    /// <summary>Null for a project that was never registered, and for none.</summary>
    public Registration? RegistrationOf(ProjectId? project) => project is null ? null
        : Find(project) is { } registered ? new(registered, Archive: Archives.GetValueOrDefault(project))
        : Withdrawn.TryGetValue(project, out var withdrawn) ? new(withdrawn, true, Archives.GetValueOrDefault(project))
        : null;

    public new UnitYear Apply(UnitYearEvent happened)
    {
        var year = (UnitYear)base.Apply(happened);
        return happened switch
        {
            UnitYearEvent.ProjectRegistered e => year with
            {
                Projects = Projects.SetItem(e.Project.Id, e.Project),
                Withdrawn = Withdrawn.Remove(e.Project.Id),
            },
            UnitYearEvent.ProjectWithdrawn e => year with
            {
                Projects = Projects.Remove(e.Project),
                Withdrawn = Withdrawn.SetItem(e.Project, Projects[e.Project]),
            },
            UnitYearEvent.ProjectArchived e => year with { Archives = Archives.SetItem(e.Project, e.Sha256) },
            _ => year,
        };
    }

    private static ImmutableDictionary<ProjectId, Project> Those(IEnumerable<Registration> registrations)
        => registrations.ToImmutableDictionary(registration => registration.Project.Id, registration => registration.Project);
}
