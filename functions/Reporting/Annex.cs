using System.Globalization;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reporting;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Words;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Reporting;

/// <summary>
/// What a reader should know of the way to the figures (field.md §5.2): returns, reopenings, adjustments of targets, scores
/// set by the group, dissent. Each line names its entry of the ledger.
/// </summary>
internal static class Annex
{
    public static IReadOnlyList<AnnexLine> Of(int year, YearPlan plan, IEnumerable<LedgerEntry<ItemEvent>> events)
    {
        var lines = new List<AnnexLine>();
        var votes = new Dictionary<(StageId, string), LedgerEntry<ItemEvent>>();
        var stories = new Dictionary<StageId, ItemStory>();
        foreach (var entry in events)
        {
            var happened = entry.Event;
            var title = plan.Find(happened.Stage) is { } stage ? Word.Of(stage, year).Zh : happened.Stage.Value;
            if (happened is ItemEvent.ItemVoted)
            {
                votes[(happened.Stage, happened.By.Key)] = entry;
            }

            var before = stories.GetValueOrDefault(happened.Stage) ?? ItemStory.New(happened.Stage);
            var story = stories[happened.Stage] = before.Apply(happened, entry.Version);
            if (Said(happened, story.Reason) is var (what, reason))
            {
                lines.Add(new(entry.Version, happened.At, title, what, RoleOf(happened.By), reason));
            }

            if (Outcome(happened) is { } outcome)
            {
                lines.AddRange(
                    from vote in before.Votes
                    where GroupReview.IsDissent(vote.Verdict, outcome)
                    let cast = votes[(happened.Stage, vote.By)]
                    select new AnnexLine(
                        cast.Version, vote.At, title, $"不同意见:{Word.Of(vote.Verdict)}", RoleOf(cast.Event.By), vote.Reason));
            }
        }

        return [.. lines.OrderBy(line => line.Entry)];
    }

    /// <summary>Null for what the annex does not list.</summary>
    private static (string What, string? Reason)? Said(ItemEvent happened, string? reason) => happened switch
    {
        ItemEvent.ItemReturned => (Word.Of(Verdict.Return), reason),
        ItemEvent.ItemRejected => (Word.Of(Verdict.Reject), reason),
        ItemEvent.ItemReopened => ("重新打开", reason),
        ItemEvent.AdjustmentOpened e => ("目标调整", $"{e.Document}:{e.Reason}"),
        ItemEvent.AdjustmentDropped => ("取消目标调整", null),
        ItemEvent.ScoreOverridden e => ("调整得分", e.Reason),
        ItemEvent.RedNoted e => ("知悉红灯", string.Create(CultureInfo.InvariantCulture, $"{e.Cause},至 {e.Until} 月:{e.Reason}")),
        ItemEvent.DecisionUndone => ("撤回上一决定", null),
        _ => null,
    };

    private static ItemState? Outcome(ItemEvent happened) => happened switch
    {
        ItemEvent.ItemApproved { Level: Level.Group } => ItemState.Approved,
        ItemEvent.ItemReturned { Level: Level.Group } => ItemState.Returned,
        ItemEvent.ItemRejected => ItemState.Rejected,
        _ => null,
    };

    private static string RoleOf(Actor by) => string.Join('、', by.Roles.Select(Word.Of));
}
