using System.Collections.Immutable;
using PerfFlow.Domain.Calendar;

namespace PerfFlow.Domain.Plan;

/// <summary>What the calendar is asked for when nobody sends a plan. All of it is the unit's to change.</summary>
/// <param name="MonitoredMonths">Last months of the monitoring rounds: quarters by default; 6 alone for half-year, 7 for 1-7月.</param>
/// <param name="WorkingDaysAfterPeriod">Working days after a period's end until its sheet is due (field.md §1.4: 10).</param>
/// <param name="WorkingDaysForReview">Working days after a stage's deadline until its reviewers are to have decided [design].</param>
/// <param name="MoveOffDaysOff">Whether deadlines and reminders on a day off move to a working day.</param>
public sealed record PlanOptions(
    ImmutableArray<int> MonitoredMonths,
    int WorkingDaysAfterPeriod,
    int WorkingDaysForReview,
    bool MoveOffDaysOff,
    ReminderLadder Ladder)
{
    public static PlanOptions Default { get; } = new([3, 6, 9, 12], 10, 10, true, ReminderLadder.Standard);
}

/// <summary>
/// The stages of a budget year as field.md §1.4 dates them, computed once into absolute instants. Stages open at 00:00
/// and are due at the end of their day, Asia/Shanghai.
/// </summary>
public static class PlanProposal
{
    public const string Version = "1";

    /// <param name="year">Budget year. Targets are set in the year before, the self-evaluation and the report in the year after.</param>
    /// <returns>A plan for any year; instants that rest on a year not announced yet are marked in it.</returns>
    public static YearPlan Propose(int year, WorkCalendar calendar, PlanOptions? options = null)
    {
        var chosen = options ?? PlanOptions.Default;
        return new(
            Version,
            [.. Drafts(year, chosen).Select(draft => Stage(draft, draft.Due(calendar), calendar, chosen))],
            Evidence: EvidenceRule.Judged);
    }

    private static IEnumerable<Draft> Drafts(int year, PlanOptions options)
    {
        yield return new("targets", StageKind.Targets, null, Approver.Group, new(year - 1, 8, 1), On(new(year - 1, 11, 30), options));

        var round = 1;
        foreach (var month in options.MonitoredMonths)
        {
            var end = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
            yield return new(
                options.MonitoredMonths.Length == 4 ? $"q{round++}" : $"m{month}",
                StageKind.Monitoring,
                month,
                Approver.Lead,
                end.AddDays(1),
                calendar => After(end, options.WorkingDaysAfterPeriod, calendar, options));
        }

        yield return new(
            "self-evaluation", StageKind.SelfEvaluation, 12, Approver.Group, new(year + 1, 1, 1), On(new(year + 1, 2, 28), options));
        yield return new("report", StageKind.Report, null, Approver.Group, new(year + 1, 3, 1), On(new(year + 1, 3, 31), options));
    }

    private static Func<WorkCalendar, FoundDay> On(DateOnly day, PlanOptions options)
        => calendar => options.MoveOffDaysOff ? calendar.NextWorkingDay(day) : new(day, false);

    internal static FoundDay After(DateOnly day, int workingDays, WorkCalendar calendar, PlanOptions options)
        => options.MoveOffDaysOff ? calendar.AddWorkingDays(day, workingDays) : new(day.AddDays(workingDays), false);

    private static PlannedStage Stage(Draft draft, FoundDay due, WorkCalendar calendar, PlanOptions options)
    {
        var ladder = options.Ladder;
        var rungs = ladder.Days
            .Select(offset => ReminderLadder.DayOf(due.Day, offset, calendar, options.MoveOffDaysOff))
            .Select(found => (At: ladder.InstantOf(found), found.IsProvisional))
            .ToList();
        var reviewed = After(due.Day, options.WorkingDaysForReview, calendar, options);
        var (dueAt, reviewDueAt) = (BeijingTime.At(due.Day, BeijingTime.EndOfDay), BeijingTime.At(reviewed.Day, BeijingTime.EndOfDay));
        return new PlannedStage(
            StageId.Parse(draft.Id).Value,
            draft.Kind,
            draft.Month,
            draft.Kind == StageKind.Report ? StageScope.Unit : StageScope.Project,
            draft.Approver,
            BeijingTime.At(draft.Opens, TimeOnly.MinValue),
            dueAt,
            [.. rungs.Select(rung => rung.At).Distinct().Order()])
        {
            ReviewDueAt = reviewDueAt,
            Provisional = PlannedStage.Marked(
                [(dueAt, false), (reviewDueAt, reviewed.IsProvisional), .. rungs], due.IsProvisional),
        };
    }

    private sealed record Draft(
        string Id, StageKind Kind, int? Month, Approver Approver, DateOnly Opens, Func<WorkCalendar, FoundDay> Due);
}
