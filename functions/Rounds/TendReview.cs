using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Reminding;
using PerfFlow.Functions.Stages;
using PerfFlow.Storage.Board;
using PerfFlow.Storage.Inbox;
using PerfFlow.Storage.Ledger;

namespace PerfFlow.Functions.Rounds;

/// <summary>
/// Looks at an item for the review of it: locks it when it is approved, tells lead and chairs when the deadline has passed, and says
/// whether it has left its reviewers. Called again, it finds its own work done.
/// </summary>
public sealed class TendReview(Board board, Ledger ledger, ItemLock itemLock, Reminder reminder, ReminderRungs rungs)
{
    private static readonly ReviewStep Over = new(true);

    [Function(nameof(TendReview))]
    public async Task<ReviewStep> RunAsync([ActivityTrigger] ReviewTurn turn, CancellationToken cancellation)
    {
        var key = turn.Review;
        var unit = UnitId.Parse(key.Unit).Value;
        var (unitYear, registration) = await board.ProjectAsync(unit, key.Year, ProjectId.Parse(key.Project).Value, cancellation);
        if (unitYear.IsClosed || Scene.Find(unit, key.Year, unitYear, registration, StageId.Parse(key.Stage).Value) is not { } scene)
        {
            return Over; // nobody decides any more, or the project was withdrawn meanwhile
        }

        var item = (await ledger.FindAsync(scene.Stream, cancellation)).State.ItemOf(scene.Stage.Id);
        if (item.Review != key.Version)
        {
            return Over; // left, and came again as another
        }

        item = item.IsToLock ? await itemLock.LockAsync(scene, cancellation) : item;
        if (!item.IsUnderReview)
        {
            return Over;
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
}
