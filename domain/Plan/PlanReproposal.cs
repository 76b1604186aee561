using System.Globalization;
using PerfFlow.Domain.Calendar;

namespace PerfFlow.Domain.Plan;

/// <summary>
/// What an opened year's plan should be once holidays are announced: instants marked provisional and still to come are found again,
/// and every other instant stays, whoever set it. A reminder that somebody took out does not come back.
/// </summary>
public static class PlanReproposal
{
    /// <returns>The plan itself when it stays as it is; else one with a version of its own: what has passed is settled, too.</returns>
    public static YearPlan Of(YearPlan plan, int year, WorkCalendar calendar, DateTimeOffset now)
    {
        var proposed = PlanProposal.Propose(year, calendar);
        var again = plan with { Stages = [.. plan.Stages.Select(stage => Of(stage, proposed.Find(stage.Id), calendar, now))] };
        return again == plan ? plan : again with { Version = Next(plan.Version) };
    }

    /// <param name="proposed">The stage of the same name; null where a plan of one's own has a stage that no proposal knows.</param>
    private static PlannedStage Of(PlannedStage stage, PlannedStage? proposed, WorkCalendar calendar, DateTimeOffset now)
    {
        if (stage.Provisional is null)
        {
            return stage;
        }

        var moves = proposed is not null && Moves(stage.DueAt) && proposed.DueAt > now;
        var dueAt = moves ? proposed!.DueAt : stage.DueAt;
        var (day, isProvisional) = (BeijingTime.DayOf(dueAt), moves && proposed!.IsProvisional(dueAt));
        var review = PlanProposal.After(day, PlanOptions.Default.WorkingDaysForReview, calendar, PlanOptions.Default);
        var reviewMoves = Moves(stage.ReviewDueAt);
        var reviewDueAt = reviewMoves || stage.ReviewDueAt < dueAt ? BeijingTime.At(review.Day, BeijingTime.EndOfDay) : stage.ReviewDueAt;
        var ladder = ReminderLadder.Standard;
        var rungs = Rungs().ToList();
        return stage with
        {
            DueAt = dueAt,
            ReviewDueAt = reviewDueAt,
            Rungs = [.. rungs.Select(rung => rung.At).Distinct().Order()],
            Provisional = PlannedStage.Marked(
                [(dueAt, isProvisional), (reviewDueAt, reviewMoves && (isProvisional || review.IsProvisional)), .. rungs], false),
        };

        bool Moves(DateTimeOffset instant) => instant > now && stage.IsProvisional(instant);

        IEnumerable<(DateTimeOffset At, bool IsProvisional)> Rungs()
        {
            foreach (var rung in stage.Rungs.Where(rung => !Moves(rung)))
            {
                yield return (rung, false);
            }

            foreach (var offset in ladder.Days.Where(offset => stage.Rungs.Any(rung => Moves(rung) && StandsFor(rung, offset))))
            {
                var found = ReminderLadder.DayOf(day, offset, calendar);
                yield return (ladder.InstantOf(found), isProvisional || found.IsProvisional);
            }
        }

        // Several offsets may have met on one rung, and part again: there it stood before anything was announced. Where it stands
        // elsewhere, because only a part was announced then, it is the one of the nearest offset.
        bool StandsFor(DateTimeOffset rung, int offset)
        {
            var before = ladder.Days.Where(days => ladder.InstantOf(
                ReminderLadder.DayOf(BeijingTime.DayOf(stage.DueAt), days, WorkCalendar.Unannounced)) == rung).ToList();
            return before.Count > 0 ? before.Contains(offset) : offset == ladder.Days
                .Where(days => Math.Sign(days) == Math.Sign(DaysFromDue(rung)))
                .MinBy(days => Math.Abs(days - DaysFromDue(rung)));
        }

        int DaysFromDue(DateTimeOffset rung) => BeijingTime.DayOf(rung).DayNumber - BeijingTime.DayOf(stage.DueAt).DayNumber;
    }

    private static string Next(string version)
        => int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue
            ? (number + 1).ToString(CultureInfo.InvariantCulture)
            : version.Length + 2 <= PlanCheck.LongestVersion ? $"{version}-2" : "2";
}
