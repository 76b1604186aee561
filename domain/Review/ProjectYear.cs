using System.Collections.Immutable;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>All items of one project in one year: the fold of the project's stream.</summary>
public sealed record ProjectYear(ImmutableDictionary<StageId, Item> Items) : IFold<ProjectYear, ItemEvent>
{
    public static ProjectYear Empty { get; } = new(ImmutableDictionary<StageId, Item>.Empty);

    /// <summary>The item of a stage; a new one when nothing has happened to it.</summary>
    public Item ItemOf(StageId stage) => Items.GetValueOrDefault(stage) ?? Item.New(stage);

    public ProjectYear Apply(ItemEvent happened) => new(Items.SetItem(happened.Stage, ItemOf(happened.Stage).Apply(happened)));

    /// <summary>The review of the item, and the one rule between items: what had to be put right is answered before the next sheet.</summary>
    public Decision<ItemEvent> Decide(PlannedStage stage, ItemCommand command, DateTimeOffset now)
    {
        var decision = ReviewDecider.Decide(stage, ItemOf(stage.Id), command, now);
        return decision.Events is [ItemEvent.ItemSubmitted] && stage.Kind != StageKind.Targets && OwesAnswer(stage.Id)
            ? Refusals.RectificationUnanswered
            : decision;
    }

    private bool OwesAnswer(StageId next)
        => Items.Values.Any(item => item.Stage != next && item.Rectifications.Any(asked => asked.Answer is null));
}
