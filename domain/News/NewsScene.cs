using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Duties;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.News;

/// <summary>What is known when people are told: the unit's year as it stands by now, and who is in the unit.</summary>
/// <param name="Board">Summary of a project, empty when nothing has happened to it.</param>
/// <param name="LinkTo">Address of an item, or with no project of the report; null where none is known.</param>
public sealed record NewsScene(
    UnitId Unit,
    int Year,
    UnitYear Now,
    Func<ProjectId, ProjectSummary> Board,
    People People,
    Func<ProjectId?, StageId, string?> LinkTo,
    DateTimeOffset At)
{
    /// <summary>Members but whoever did it, by person id.</summary>
    internal IEnumerable<Membership> Others(Actor by)
        => People.Members.Where(member => member.Key != by.Key).OrderBy(member => member.Person, StringComparer.Ordinal);

    /// <returns>Null where there is nothing to tell.</returns>
    internal static NewsKind? KindOf(NewsKind? fact, ImmutableArray<DutyKind> tasks) => fact ?? (tasks.IsEmpty ? null : NewsKind.Task);

    internal Notice Write(
        Membership to, PlannedStage stage, Project? project, string stream, Happening happened, NewsKind kind,
        ImmutableArray<DutyKind> tasks, DateTimeOffset? due)
    {
        var told = new Told(kind, project?.Id, tasks, LinkTo(project?.Id, stage.Id), ToDo: !tasks.IsEmpty || due is not null);
        var (subject, text) = new NewsText(Year, stage, project).Of(told, happened, due);
        return new(
            Notice.IdOfNews(Unit, Year, stream, happened.Version, happened.At, kind, to.Person),
            Year,
            stage.Id,
            happened.At,
            due ?? stage.DueAt,
            to.Person,
            to.Name,
            string.IsNullOrWhiteSpace(to.Email) ? null : to.Email,
            NoticeKind.News,
            false,
            subject,
            text,
            [],
            told);
    }
}

/// <summary>What happened, as people are told of it.</summary>
/// <param name="Version">Of the event in its stream.</param>
/// <param name="By">Name of who did it; null for the application.</param>
/// <param name="Reason">What they had to say; null for nothing.</param>
/// <param name="Points">Of a return.</param>
/// <param name="Edits">Approved as 良: with edits.</param>
internal sealed record Happening(
    int Version, DateTimeOffset At, string? By, string? Reason, ImmutableArray<ReturnPoint> Points, bool Edits = false);
