using System.Collections.Immutable;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>
/// What people are shown of an item beside where it stands: a second fold of the same events, as long as they are. No decision
/// rests on it.
/// </summary>
public sealed partial record ItemStory
{
    private ItemStory(Item item) => Item = item;

    /// <summary>Where it stands, with <see cref="ItemState"/> and all that deciding needs.</summary>
    public Item Item { get; private init; }

    /// <summary>By version, from 1.</summary>
    public ImmutableSortedDictionary<int, Sheet> Sheets { get; private init; } = ImmutableSortedDictionary<int, Sheet>.Empty;

    /// <summary>Of the group's reviewers, on the version that is or was under review, in the order of their votes.</summary>
    public ImmutableList<Vote> Votes => said.Votes;

    /// <summary>
    /// Of the last return, approval, rejection or reopening; what all who carried it had to say. Who reviews the answer reads it too.
    /// </summary>
    public string? Reason => said.Reason;

    /// <summary>Of the last return, with the answers once it is handed in again, until the item is decided on.</summary>
    public ImmutableArray<AnsweredPoint> Points
        => Item.State.IsApproved() || Item.State == ItemState.Rejected || Exchanges.LastOrDefault(asked => !asked.TakenBack) is not { } last
            ? []
            : last.Points;

    /// <summary>What was asked and answered in every round, in its order.</summary>
    public ImmutableList<Exchange> Exchanges { get; private init; } = [];

    /// <summary>Null where the computed score stands.</summary>
    public ScoreOverride? Override => said.Override;

    /// <summary>SHA-256 of the approved data set, hex; null until it is locked.</summary>
    public string? DataHash => said.DataHash;

    /// <summary>Null unless the lead has asked, and the chair has not decided.</summary>
    public ReopeningAsked? ReopeningAsked => Item.ReopeningAsked is null ? null : asked;

    /// <summary>The budget adjustment that approved targets are being adjusted to; null unless they are.</summary>
    public string? AdjustmentDocument => Item.IsAdjusting ? document : null;

    /// <summary>Those who are to decide on it instead; null unless they were asked for, and no second person has decided.</summary>
    public Panel? PanelAsked => Item.PanelAsked is null ? null : panel;

    /// <summary>Files that stand, in the order of their attachment.</summary>
    public ImmutableList<Evidence> Evidence { get; private init; } = [];

    public ImmutableList<Rectification> Rectifications { get; private init; } = [];

    /// <summary>All that the group has taken on the project's rounds, in their order; see <see cref="NotesFor"/>.</summary>
    public ImmutableList<ToldNote> Notes { get; private init; } = [];

    public ImmutableList<HistoryLine> History { get; private init; } = [];

    public static ItemStory New(StageId stage) => new(Item.New(stage));

    /// <param name="project">All events of the project's stream from its beginning.</param>
    public static ItemStory Of(StageId stage, IEnumerable<ItemEvent> project)
        => project.Index()
            .Where(entry => entry.Item.Stage == stage)
            .Aggregate(New(stage), (story, entry) => story.Apply(entry.Item, entry.Index + 1)) with
        {
            Notes = [.. project.OfType<ItemEvent.RedNoted>().Select(ToldNote.Of)],
        };

    /// <summary>Taken on this round, or in one before on what makes it red, and still holding.</summary>
    public IEnumerable<ToldNote> NotesFor(PlannedStage stage)
    {
        var causes = Item.Standing?.Reading?.RedCauses() ?? [];
        var holding = causes
            .Select(cause => TakenNote.On(cause, stage.Month ?? 0, Notes.Select(told => told.Note)))
            .OfType<TakenNote>()
            .ToHashSet();
        return Notes
            .Where(told => told.Stage == stage.Id ? Item.Notes.Contains(told.Note) : holding.Contains(told.Note))
            .GroupBy(told => told.Note)
            .Select(again => again.Last());
    }
}
