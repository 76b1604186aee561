using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>
/// The review of one item (domain.md §5.2). Arms are read top to bottom: who may, repeats, versions, states.
/// A repeat of what is already done answers <see cref="Decision{TEvent}.Nothing"/>.
/// </summary>
public static class ReviewDecider
{
    /// <param name="stage">The item's stage in the year's plan.</param>
    /// <param name="now">The instant the events are stamped with.</param>
    public static Decision<ItemEvent> Decide(PlannedStage stage, Item item, ItemCommand command, DateTimeOffset now)
        => (command, item.State) switch
        {
            _ when !IsAllowed(command) => Refusals.RoleRequired,

            (ItemCommand.Upload c, _) when item.Sheets.TryGetValue(c.Version, out var kept)
                => kept.Sha256 == c.Sha256 ? Decision<ItemEvent>.Nothing : Refusals.VersionTaken,
            (ItemCommand.Upload c, _) when c.Version < 1 || c.Version > item.NextVersion => Refusals.NoSuchVersion,
            (ItemCommand.Upload, _) when !stage.IsOpenAt(now) => Refusals.StageNotOpen,
            (ItemCommand.Upload c, _) when c.Version < item.CurrentVersion => Uploaded(c, now),
            (ItemCommand.Upload, ItemState.Approved or ItemState.Locked or ItemState.Archived or ItemState.Rejected) => Refusals.ItemLocked,
            (ItemCommand.Upload, ItemState.LeadChecked) => Refusals.WrongState,
            (ItemCommand.Upload c, _) => Uploaded(c, now),

            (ItemCommand.Read c, _) => item.Sheets.GetValueOrDefault(c.Version) switch
            {
                null => Refusals.NoSuchVersion,
                { Reading: { Failed: false } } => Decision<ItemEvent>.Nothing,
                { Reading: { } failed } when failed == c.Reading => Decision<ItemEvent>.Nothing,
                _ => new ItemEvent.SheetRead(c.Stage, c.By, now, c.Version, c.Reading),
            },

            (ItemCommand.Submit c, ItemState.Submitted or ItemState.LeadChecked or ItemState.Approved or ItemState.Locked or ItemState.Archived)
                when c.Version == item.SubmittedVersion => Decision<ItemEvent>.Nothing,
            (ItemCommand.Submit c, _) when Stale(item, c.Version) is { } stale => stale,
            (ItemCommand.Submit, not ItemState.Draft) => Refusals.WrongState,
            (ItemCommand.Submit c, _) => item.Current!.Reading switch
            {
                null => Refusals.NotReadYet,
                { Ok: false } => Refusals.ReadingHasErrors,
                _ => new ItemEvent.ItemSubmitted(c.Stage, c.By, now, c.Version),
            },

            (ItemCommand.Check c, _) when Stale(item, c.Version) is { } stale => stale,
            (ItemCommand.Check, ItemState.LeadChecked) => Decision<ItemEvent>.Nothing,
            (ItemCommand.Check, ItemState.Approved or ItemState.Locked or ItemState.Archived) when stage.Approver == Approver.Group
                => Decision<ItemEvent>.Nothing,
            (ItemCommand.Check c, ItemState.Submitted) when stage.Approver == Approver.Group
                => new ItemEvent.ItemChecked(c.Stage, c.By, now, c.Version),
            (ItemCommand.Check, _) => Refusals.WrongState,

            (ItemCommand.Return c, _) when Stale(item, c.Version) is { } stale => stale,
            (ItemCommand.Return c, _) when IsBlank(c.Reason) => Refusals.ReasonRequired,
            (ItemCommand.Return, ItemState.Returned) => Decision<ItemEvent>.Nothing,
            (ItemCommand.Return c, ItemState.Submitted or ItemState.LeadChecked)
                => c.By.Is(Turn(item)) ? Returned(item, c, now) : Refusals.RoleRequired,
            (ItemCommand.Return, _) => Refusals.WrongState,

            (ItemCommand.Approve c, _) when !c.By.Is(LastLevel(stage)) => Refusals.RoleRequired,
            (ItemCommand.Approve c, _) when Stale(item, c.Version) is { } stale => stale,
            (ItemCommand.Approve c, _) when c.By.Person == item.SubmittedBy => Refusals.SamePerson,
            (ItemCommand.Approve { Grade: not null }, _) when stage.Kind != StageKind.Targets => Refusals.GradeNotExpected,
            (ItemCommand.Approve { Grade: ReviewGrade.Fair or ReviewGrade.Poor } c, _) when IsBlank(c.Reason) => Refusals.ReasonRequired,
            (ItemCommand.Approve c, var state) when state == LastStep(stage) => Approved(stage, c, now),
            (ItemCommand.Approve c, _) => IsDone(stage, item, c) ? Decision<ItemEvent>.Nothing : Refusals.WrongState,

            (ItemCommand.OverrideScore c, _) when Stale(item, c.Version) is { } stale => stale,
            (ItemCommand.OverrideScore, _) when stage.Kind != StageKind.SelfEvaluation => Refusals.ScoreNotExpected,
            (ItemCommand.OverrideScore c, _) when c.Score is < 0 or > 100 => Refusals.ScoreOutOfRange,
            (ItemCommand.OverrideScore c, _) when IsBlank(c.Reason) => Refusals.ReasonRequired,
            (ItemCommand.OverrideScore c, ItemState.LeadChecked) when c.By.Person == item.SubmittedBy => Refusals.SamePerson,
            (ItemCommand.OverrideScore c, ItemState.LeadChecked) => item.OverriddenScore == c.Score
                ? Decision<ItemEvent>.Nothing
                : new ItemEvent.ScoreOverridden(c.Stage, c.By, now, c.Version, c.Score, c.Reason!.Trim()),
            (ItemCommand.OverrideScore, _) => Refusals.WrongState,

            (ItemCommand.Undo c, _) when Stale(item, c.Version) is { } stale => stale,
            (ItemCommand.Undo, _) when item.Decided is null => Refusals.NothingToUndo,
            (ItemCommand.Undo c, _) => c.By.Is(item.Decided.Value)
                ? new ItemEvent.DecisionUndone(c.Stage, c.By, now, c.Version)
                : Refusals.RoleRequired,

            (ItemCommand.Reopen c, _) when IsBlank(c.Reason) => Refusals.ReasonRequired,
            (ItemCommand.Reopen, ItemState.Reopened) => Decision<ItemEvent>.Nothing,
            (ItemCommand.Reopen c, ItemState.Approved or ItemState.Locked or ItemState.Rejected)
                => new ItemEvent.ItemReopened(c.Stage, c.By, now, c.Reason!.Trim()),
            (ItemCommand.Reopen, ItemState.Archived) => Refusals.ItemLocked,
            (ItemCommand.Reopen, _) => Refusals.WrongState,

            (ItemCommand.Lock, ItemState.Locked or ItemState.Archived) => Decision<ItemEvent>.Nothing,
            (ItemCommand.Lock c, ItemState.Approved) => new ItemEvent.ItemLocked(c.Stage, c.By, now, c.DataHash),
            (ItemCommand.Lock, _) => Refusals.WrongState,

            (ItemCommand.Archive, ItemState.Archived) => Decision<ItemEvent>.Nothing,
            (ItemCommand.Archive c, ItemState.Locked) => new ItemEvent.ItemArchived(c.Stage, c.By, now),
            (ItemCommand.Archive, _) => Refusals.WrongState,

            _ => throw new InvalidOperationException($"Unknown command {command.GetType().Name}"),
        };

    private static bool IsAllowed(ItemCommand command) => command switch
    {
        ItemCommand.Upload => command.By.May(Right.UploadSheet),
        ItemCommand.Submit => command.By.May(Right.SubmitItem),
        ItemCommand.Check => command.By.May(Right.CheckItem),
        ItemCommand.Return => command.By.May(Right.ReturnItem),
        ItemCommand.Approve => command.By.May(Right.ApproveItem),
        ItemCommand.OverrideScore => command.By.May(Right.OverrideScore),
        ItemCommand.Undo => command.By.May(Right.UndoDecision),
        ItemCommand.Reopen => command.By.May(Right.ReopenItem),
        ItemCommand.Archive => command.By == Actor.System || command.By.May(Right.ArchiveItem),
        _ => command.By == Actor.System,
    };

    private static Refusal? Stale(Item item, int version)
        => version == item.CurrentVersion && version > 0 ? null
            : version > item.CurrentVersion || version < 1 ? Refusals.NoSuchVersion
            : Refusals.StaleVersion;

    private static Level Turn(Item item) => item.State == ItemState.Submitted ? Level.Lead : Level.Group;

    private static ItemState LastStep(PlannedStage stage) => stage.Approver == Approver.Lead ? ItemState.Submitted : ItemState.LeadChecked;

    private static Level LastLevel(PlannedStage stage) => stage.Approver == Approver.Lead ? Level.Lead : Level.Group;

    /// <summary>The four effects of a grade (domain.md §1.2).</summary>
    private static ItemEvent Approved(PlannedStage stage, ItemCommand.Approve c, DateTimeOffset now) => GradeOf(stage, c) switch
    {
        ReviewGrade.Fair => new ItemEvent.ItemReturned(c.Stage, c.By, now, c.Version, Level.Group, c.Reason!.Trim(), [], ReviewGrade.Fair),
        ReviewGrade.Poor => new ItemEvent.ItemRejected(c.Stage, c.By, now, c.Version, c.Reason!.Trim()),
        var grade => new ItemEvent.ItemApproved(c.Stage, c.By, now, c.Version, LastLevel(stage), grade),
    };

    private static bool IsDone(PlannedStage stage, Item item, ItemCommand.Approve c)
        => item.Grade == GradeOf(stage, c) && (item.State, item.Grade) is
            (ItemState.Approved or ItemState.Locked or ItemState.Archived, _)
            or (ItemState.Returned, ReviewGrade.Fair)
            or (ItemState.Rejected, ReviewGrade.Poor);

    private static ReviewGrade? GradeOf(PlannedStage stage, ItemCommand.Approve c)
        => stage.Kind == StageKind.Targets ? c.Grade ?? ReviewGrade.Excellent : null;

    private static ItemEvent.SheetUploaded Uploaded(ItemCommand.Upload c, DateTimeOffset now)
        => new(c.Stage, c.By, now, c.Version, c.Sha256, c.FileName);

    private static ItemEvent.ItemReturned Returned(Item item, ItemCommand.Return c, DateTimeOffset now)
        => new(c.Stage, c.By, now, c.Version, Turn(item), c.Reason!.Trim(), c.Points.IsDefault ? [] : c.Points, null);

    private static bool IsBlank(string? reason) => string.IsNullOrWhiteSpace(reason);
}
