using System.Collections.Immutable;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>All items of one project in one year: the fold of the project's stream.</summary>
/// <param name="Version">Events so far.</param>
public sealed record ProjectYear(ImmutableDictionary<StageId, Item> Items, int Version = 0) : IFold<ProjectYear, ItemEvent>
{
    /// <summary>Files of evidence a project may have at a time in all its stages.</summary>
    public const int MostEvidence = 160;

    /// <summary>Rectifications a project may be asked for in a year.</summary>
    public const int MostRectifications = 24;

    public static ProjectYear Empty { get; } = new(ImmutableDictionary<StageId, Item>.Empty);

    public static int FoldVersion => 1;

    /// <summary>The item of a stage; a new one when nothing has happened to it.</summary>
    public Item ItemOf(StageId stage) => Items.GetValueOrDefault(stage) ?? Item.New(stage);

    public ProjectYear Apply(ItemEvent happened)
        => new(Items.SetItem(happened.Stage, ItemOf(happened.Stage).Apply(happened, Version + 1)), Version + 1);

    /// <summary>
    /// The review of the item, and the rules between items: what had to be put right is answered before the next sheet, and what one
    /// project may have in a year. Of what the review allows, only what is green where that is asked.
    /// </summary>
    public Decision<ItemEvent> Decide(PlannedStage stage, ItemCommand command, DateTimeOffset now)
    {
        var decision = ReviewDecider.Decide(stage, ItemOf(stage.Id), command, now);
        return decision.Events switch
        {
            [ItemEvent.ItemSubmitted] when stage.Kind != StageKind.Targets && OwesAnswer(stage.Id) => Refusals.RectificationUnanswered,
            [ItemEvent.EvidenceAttached] when Items.Values.Sum(item => item.Evidence.Count) >= MostEvidenceIn(stage)
                => Refusals.TooMuchEvidence,
            [ItemEvent.RectificationRequired] when Items.Values.Sum(item => item.Rectifications.Count) >= MostRectifications
                => Refusals.TooManyRectifications,
            [_, ..] when command is ItemCommand.Approve { IfGreen: true } && ItemOf(stage.Id).Standing?.Reading?.IsGreen(stage) != true
                => Refusals.NotGreen,
            _ => decision,
        };
    }

    /// <summary>Files of locked stages stay: the others leave the self-evaluation room for every indicator that needs one.</summary>
    private static int MostEvidenceIn(PlannedStage stage)
        => stage.Kind == StageKind.SelfEvaluation ? MostEvidence : MostEvidence - ReadingSummary.MostNeeds;

    private bool OwesAnswer(StageId next)
        => Items.Values.Any(item => item.Stage != next && item.Rectifications.Any(asked => asked.Answer is null));
}
