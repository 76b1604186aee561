using System.Collections.Immutable;
using PerfFlow.Domain.Duties;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Reminders;

/// <summary>What has happened that somebody is told of at once.</summary>
public enum NewsKind
{
    /// <summary>Something became theirs to do, and nothing else concerns them.</summary>
    Task,

    Returned,

    /// <summary>An item, with or without edits.</summary>
    Approved,

    /// <summary>差.</summary>
    Rejected,

    /// <summary>The edits that went with a 良 are confirmed.</summary>
    Completed,

    /// <summary>Reopened, or opened for an adjustment.</summary>
    Reopened,

    /// <summary>An adjustment was given up: the targets stay as they were.</summary>
    Dropped,

    /// <summary>A rectification of theirs is closed.</summary>
    Closed,

    /// <summary>What they asked for was agreed to: a reopening, others on the panel.</summary>
    Agreed,

    /// <summary>What they asked for was refused.</summary>
    Refused,

    /// <summary>A return, an approval or a rejection that they were told of was taken back.</summary>
    Undone,

    ReportApproved,

    ReportSigned,
}

/// <summary>What a notice tells at once, where it is no reminder.</summary>
/// <param name="Project">Null for the report.</param>
/// <param name="Tasks">What became the reader's to do with it.</param>
/// <param name="Link">Where to do it; null where nobody has said under which address people reach the application.</param>
/// <param name="ToDo">Something is left for the reader to do: a task, or what was decided asks for it.</param>
public sealed record Told(NewsKind News, ProjectId? Project, ImmutableArray<DutyKind> Tasks, string? Link, bool ToDo = false)
{
    public bool Equals(Told? other)
        => other is not null
        && (News, Project, Link, ToDo) == (other.News, other.Project, other.Link, other.ToDo)
        && Tasks.AsSpan().SequenceEqual(other.Tasks.AsSpan());

    public override int GetHashCode() => HashCode.Combine(News, Project, Tasks.Length, Link);
}
