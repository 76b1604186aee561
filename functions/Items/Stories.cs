using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Items;

/// <summary>An item as people are shown it, told from the events of its project.</summary>
internal static class Stories
{
    public static ItemStory StoryOf(this LedgerHistory<ProjectYear, ItemEvent> history, StageId stage) =>
        history.Tell(events => ItemStory.Of(stage, events));
}
