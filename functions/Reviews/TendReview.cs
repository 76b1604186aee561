using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Reminders;
using PerfFlow.Functions.Years;
using PerfFlow.Storage.Board;
using PerfFlow.Storage.Inbox;
using PerfFlow.Storage.Ledger;

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
        var unit = UnitId.Parse(key.Unit).Value;
        var (found, unitYear, _) = await years.FindAsync(
            unit, key.Year, ProjectId.Parse(key.Project).Value, StageId.Parse(key.Stage).Value, _ => true, cancellation);
        if (unitYear.IsClosed || found is not { } scene)
        {
            return Over; // nobody decides any more, or the project was withdrawn meanwhile
        }

        var item = await ItemAsync(scene, cancellation);
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

    /// <summary>As it stands, locked if it was to be: what is at hand is good enough for locking alone.</summary>
    private async Task<Item> ItemAsync(Scene scene, CancellationToken cancellation)
    {
        var (head, stage) = (await ledger.FindKnownAsync(scene.Stream, cancellation), scene.Stage.Id);
        head = head.IsKnown && !head.State.ItemOf(stage).IsToLock ? await ledger.FindAsync(scene.Stream, cancellation) : head;
        return head.State.ItemOf(stage) is { IsToLock: false } item ? item : await itemLock.LockAsync(scene, cancellation);
    }
}
