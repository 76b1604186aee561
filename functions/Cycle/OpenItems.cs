using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Board;

namespace PerfFlow.Functions.Cycle;

/// <summary>The items of a stage that still need an instance: those not settled, and those approved and not locked yet.</summary>
internal static class OpenItems
{
    public static IEnumerable<(StageKey Key, ItemSummary Item)> Of(CycleKey cycle, YearBoard shown, PlannedStage stage) =>
        shown.Unit.Projects.Values
            .Select(project => (project.Id, Item: shown.Summary(project.Id).Items.GetValueOrDefault(stage.Id) ?? ItemSummary.Of(Item.New(stage.Id))))
            .Where(found => found.Item.State is not (ItemState.Locked or ItemState.Archived or ItemState.Rejected))
            .Select(found => (new StageKey(cycle.Unit, cycle.Year, stage.Id.Value, found.Id.Value, found.Item.Attempt), found.Item));
}
