using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Duties;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Reminders;

/// <summary>
/// Who is reminded of reviews: until the deadline everyone of what waits for a check or a vote of theirs, at the deadline lead and
/// chairs of all that has not been decided.
/// </summary>
public static class ReviewNotices
{
    /// <summary>One notice for each person, whatever the deadlines; none for whom nothing waits.</summary>
    public static IEnumerable<Notice> Of(
        UnitId unit,
        int year,
        IReadOnlyCollection<Reviewing> reviews,
        IReadOnlyCollection<Membership> members,
        ImmutableArray<SeparatedDuty> joined,
        DateTimeOffset rung,
        DateTimeOffset now)
        => Told(members, reviews, (member, stage, reviewed) => MemberDuties.OfReviewer(member, joined, stage, reviewed.Item) is not null)
            .Select(told => Write(unit, year, told.Member, told.Reviews, NoticeKind.Review, rung, now));

    /// <summary>One notice for each lead and chair; none when nothing is overdue.</summary>
    /// <param name="deadline">Of the reviews.</param>
    public static IEnumerable<Notice> OfOverdue(
        UnitId unit, int year, IReadOnlyCollection<Reviewing> reviews,
        IReadOnlyCollection<Membership> members, DateTimeOffset deadline, DateTimeOffset now)
        => Told(members, reviews, (member, _, _) => member.Roles.Any(role => role is Role.Lead or Role.GroupChair))
            .Select(told => Write(unit, year, told.Member, told.Reviews, NoticeKind.ReviewOverdue, deadline, now));

    private static IEnumerable<(Membership Member, ImmutableArray<Reviewing> Reviews)> Told(
        IReadOnlyCollection<Membership> members,
        IReadOnlyCollection<Reviewing> reviews,
        Func<Membership, PlannedStage, ReviewedProject, bool> hears)
        => from member in members.OrderBy(member => member.Person, StringComparer.Ordinal)
           let told = reviews
               .Select(review => review with { Projects = [.. review.Projects.Where(reviewed => hears(member, review.Stage, reviewed))] })
               .Where(review => !review.Projects.IsEmpty)
               .OrderBy(review => review.Stage.DueAt)
               .ToImmutableArray()
           where !told.IsEmpty
           select (member, told);

    private static Notice Write(
        UnitId unit, int year, Membership member, ImmutableArray<Reviewing> reviews,
        NoticeKind kind, DateTimeOffset rung, DateTimeOffset now)
    {
        var stage = reviews[0].Stage;
        var sections = reviews
            .SelectMany(review => review.Projects)
            .OrderBy(reviewed => reviewed.Project.Id.Value, StringComparer.Ordinal)
            .GroupBy(reviewed => reviewed.Project.Section)
            .OrderBy(section => section.Key, StringComparer.Ordinal)
            .Select(section => new SectionDuties(
                section.Key,
                kind,
                [.. section.Select(reviewed => new ProjectDuty(reviewed.Project.Id, reviewed.Project.Name, reviewed.Item.State))]))
            .ToImmutableArray();
        var text = new NoticeText(year, stage, now);
        var said = kind == NoticeKind.Review ? text.OfReviews(sections) : text.OfOverdueReviews(sections);
        return Notice.To(member, unit, year, stage, kind, rung, kind == NoticeKind.ReviewOverdue || stage.IsPast(now), said, sections);
    }
}
