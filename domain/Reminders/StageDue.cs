using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Duties;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Reminders;

/// <summary>Everything of a stage that somebody is reminded of as things stand, each with the ladder of its deadline.</summary>
/// <param name="Duties">By sections, or of the report: each with one deadline.</param>
/// <param name="Reviews">By reviewers.</param>
public sealed record StageDue(ImmutableArray<StageDuties> Duties, ImmutableArray<Reviewing> Reviews)
{
    private static readonly StageDue Nothing = new([], []);

    public bool IsNothing => Duties.IsEmpty && Reviews.IsEmpty;

    /// <param name="items">Summary of a project, empty when nothing has happened to it.</param>
    public static StageDue Of(UnitYear year, PlannedStage stage, Func<ProjectId, ProjectSummary> items) => year.IsClosed
        ? Nothing
        : new(
            [.. Enum.GetValues<Asked>()
                .Where(asked => stage.Scope == StageScope.Project || asked == Asked.Sheet)
                .Select(asked => StageDuties.Of(year, stage, items, asked))
                .SelectMany(owed => owed.ByDeadline())
                .Where(owed => !owed.IsNothing)],
            stage.Scope == StageScope.Project ? Reviewing.Of(year, stage, items) : []);

    /// <summary>The next instant at which a round has to look: a rung of one of the ladders. Null when there is none to come.</summary>
    public DateTimeOffset? NextRung(DateTimeOffset now) => Ladders.Min(ladder => StageLadder.Next(ladder, now));

    /// <summary>As <see cref="NextRung"/>, with the deadlines of reviews, at which those above the reviewers are told.</summary>
    public DateTimeOffset? Next(DateTimeOffset now)
        => Reviews.Select(review => review.Stage.DueAt)
            .Where(due => due > now)
            .Select(due => (DateTimeOffset?)due)
            .Append(NextRung(now))
            .Min();

    /// <summary>
    /// The instants that are due, ascending: of each ladder the latest rung, those passed over in a downtime are not made up for; and
    /// every deadline of a review. None at which nothing is told.
    /// </summary>
    /// <param name="since">Everything until then is done; null: nothing is.</param>
    public IEnumerable<DateTimeOffset> DueUntil(DateTimeOffset now, DateTimeOffset? since = null) => Ladders
        .Select(ladder => StageLadder.Due(ladder, since, now))
        .OfType<DateTimeOffset>()
        .Concat(Reviews.Select(review => review.Stage.DueAt).Where(due => due <= now && !(due <= since)))
        .Distinct()
        .Where(instant => !At(instant).IsNothing)
        .Order();

    /// <summary>What is told of at one of those instants.</summary>
    public StageDue At(DateTimeOffset instant) => new(
        [.. Duties.Where(owed => owed.Stage.Rungs.Contains(instant)).Select(owed => owed.At(instant)).Where(owed => !owed.IsNothing)],
        [.. Reviews
            .Where(review => review.Stage.Rungs.Contains(instant) || review.Stage.DueAt == instant)
            .Select(review => review.At(instant))
            .Where(review => !review.Projects.IsEmpty)]);

    /// <summary>
    /// The notices of an instant, see <see cref="At"/>: of sections and the report, of what waits, of what is overdue, each one a person.
    /// </summary>
    /// <param name="members">All of the unit.</param>
    /// <param name="now">When they are written: after a downtime later than the instant.</param>
    public ImmutableArray<Notice> Notices(
        UnitId unit, int year, IReadOnlyCollection<Membership> members,
        ImmutableArray<SeparatedDuty> joined, DateTimeOffset instant, DateTimeOffset now)
    {
        var due = At(instant);
        return
        [
            .. due.Duties.SelectMany(owed => Reminders.Notices.Of(unit, year, owed, members, instant, now)),
            .. ReviewNotices.Of(unit, year, [.. due.Reviews.Where(review => review.Stage.DueAt != instant)], members, joined, instant, now),
            .. ReviewNotices.OfOverdue(unit, year, [.. due.Reviews.Where(review => review.Stage.DueAt == instant)], members, instant, now),
        ];
    }

    private IEnumerable<PlannedStage> Ladders => Duties.Select(owed => owed.Stage).Concat(Reviews.Select(review => review.Stage));
}
