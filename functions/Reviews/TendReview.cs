using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Reminders;
using PerfFlow.Functions.Years;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Notices;

namespace PerfFlow.Functions.Reviews;

/// <summary>
/// Looks at an item for the review of it: locks it when it is approved, tells lead and chairs when the deadline has passed, and says
/// whether it has left its reviewers. Called again, it finds its own work done.
/// </summary>
public sealed class TendReview(KnownYears years, Board board, Ledger ledger, ItemLock itemLock, Reminder reminder, ReminderRungs rungs)
{
    private static readonly ReviewStep Over = new(true);

    [Function(nameof(TendReview))]
    public async Task<ReviewStep> RunAsync([ActivityTrigger] ReviewTurn turn, CancellationToken cancellation)
    {
        var key = turn.Review;
        var (unit, project, stage) = (UnitId.Parse(key.Unit).Value, ProjectId.Parse(key.Project).Value, StageId.Parse(key.Stage).Value);
        if (await LockKnownAsync(await years.FindAsync(unit, key.Year, project, stage, _ => true, cancellation), cancellation))
        {
            return Over;
        }

        var (found, unitYear, _) = await years.ReadAsync(unit, key.Year, project, stage, cancellation);
        if (unitYear.IsClosed || found is not { } scene)
        {
            return Over; // nobody decides any more, or the project was withdrawn meanwhile
        }

        var item = (await ledger.FindAsync(scene.Stream, cancellation)).State.ItemOf(stage);
        item = item.IsToLock ? await itemLock.LockAsync(scene, cancellation) : item;
        if (item.Review != key.Version || !item.IsUnderReview)
        {
            return Over; // left, and perhaps came again as another
        }

        if (!item.IsWithReviewers)
        {
            return new ReviewStep(false);
        }

        var due = scene.Stage.ReviewDueFor(item.SubmittedAt!.Value);
        if (due > turn.Now)
        {
            return new ReviewStep(false, due);
        }

        if (await rungs.IsDoneAsync(unit, key.Year, scene.Stage.Id, due, cancellation))
        {
            return new ReviewStep(false); // told with all others of the same deadline
        }

        var shown = await board.ShowAsync(unit, key.Year, cancellation);
        await reminder.RemindAsync(unit, key.Year, shown, scene.Stage, due, Instances.Of(key), cancellation);
        return new ReviewStep(false);
    }

    /// <summary>
    /// What is at hand of year and project is good enough for a lock, which holds on the stream as it stands, and for nothing else.
    /// </summary>
    private async Task<bool> LockKnownAsync((Scene? Scene, UnitYearState Year, Registration? Project) known, CancellationToken cancellation)
        => known is { Scene: { } scene, Year.IsClosed: false }
            && (await ledger.FindKnownAsync(scene.Stream, cancellation)).State.ItemOf(scene.Stage.Id).IsToLock
            && !(await itemLock.LockAsync(scene, cancellation)).IsUnderReview;
}
