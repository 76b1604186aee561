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

    /// <summary>Causes of red lights that the group may have taken note of in a year, each round by itself.</summary>
    public const int MostNotes = 12;

    public static ProjectYear Empty { get; } = new(ImmutableDictionary<StageId, Item>.Empty);

    public static int FoldVersion => 3;

    /// <summary>The item of a stage; a new one when nothing has happened to it.</summary>
    public Item ItemOf(StageId stage) => Items.GetValueOrDefault(stage) ?? Item.New(stage);

    public ProjectYear Apply(ItemEvent happened)
        => new(Items.SetItem(happened.Stage, ItemOf(happened.Stage).Apply(happened, Version + 1)), Version + 1);

    /// <summary>
    /// The review of the item, and the rules between items: what had to be put right is answered before the next sheet, what the group
    /// has taken note of does not come to it again, and what one project may have in a year. Of what the review allows, only what is green
    /// where that is asked.
    /// </summary>
    public Decision<ItemEvent> Decide(PlannedStage stage, ItemCommand command, DateTimeOffset now)
    {
        var decision = ReviewDecider.Decide(stage, ItemOf(stage.Id), command, now);
        return decision.Events switch
        {
            [ItemEvent.ItemSubmitted] when stage.Kind != StageKind.Targets && OwesAnswer(stage.Id) => Refusals.RectificationUnanswered,
            [ItemEvent.ItemSubmitted submitted] when IsNoted(stage) => submitted with { Noted = true },
            [ItemEvent.RedNoted noted] when NotesBeside(noted) >= MostNotes => Refusals.TooManyNotes,
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

    /// <summary>A later one on the same cause takes the place of the earlier.</summary>
    private int NotesBeside(ItemEvent.RedNoted noted)
        => Items.Values.Sum(item => item.Notes.Count(note => item.Stage != noted.Stage || note.Cause != noted.Cause));

    /// <summary>Red, and of nothing but what the group has taken note of in rounds before, until this one or longer.</summary>
    private bool IsNoted(PlannedStage stage)
        => stage is { Kind: StageKind.Monitoring, Month: { } month }
        && ItemOf(stage.Id).Current?.Reading is { Figures.IsRed: true } reading
        && reading.RedCauses() is [_, ..] causes
        && causes.All(cause => TakenNote.On(cause, month, Items.Values.SelectMany(item => item.Notes)) is not null);

    private bool OwesAnswer(StageId next)
        => Items.Values.Any(item => item.Stage != next && item.Rectifications.Any(asked => asked.Answer is null));
}
