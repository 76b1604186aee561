using PerfFlow.Domain.Names;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <param name="Section">Name of the section (科室) that owes the sheets.</param>
/// <param name="Spending">When it is to spend its budget; null: by the plan of the year's profile.</param>
public sealed record Project(
    ProjectId Id, string Name, string Section, string? Description = null, string? Goal = null, SpendingPlan? Spending = null);

/// <summary>Whether a year has a project.</summary>
public enum ProjectState
{
    /// <summary>Never registered.</summary>
    Unknown,
    Registered,
    Withdrawn,
}

/// <summary>A project as its unit's year has it: a row of its own.</summary>
/// <param name="Project">As it was last registered, also once it is withdrawn.</param>
/// <param name="Archive">SHA-256 of its archive; null while it is not archived.</param>
public sealed record Registration(Project Project, bool IsWithdrawn = false, string? Archive = null)
{
    /// <summary>Another project of the year, not withdrawn, that has the project's name; null when none has.</summary>
    public static ProjectId? Named(Project project, IEnumerable<Registration> all) =>
        ProjectName.Of(project.Name) is var name
            ? all.FirstOrDefault(other => !other.IsWithdrawn
                && other.Project.Id != project.Id
                && ProjectName.Of(other.Project.Name).IsSame(name))?.Project.Id
            : null;

    /// <summary>Of a project that may never have been registered.</summary>
    public static ProjectState StateOf(Registration? registration) => registration switch
    {
        null => ProjectState.Unknown,
        { IsWithdrawn: true } => ProjectState.Withdrawn,
        _ => ProjectState.Registered,
    };
}
