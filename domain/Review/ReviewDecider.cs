using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>
/// The review of one item (field.md §5.2). Arms are read top to bottom: who may, repeats, versions, states.
/// A repeat of what is already done answers <see cref="Decision{TEvent}.Nothing"/>. What goes on beside the review, evidence and
/// rectification, is decided in files of its own.
/// </summary>
public static partial class ReviewDecider
{
    /// <summary>Older versions of an item that may wait for their reading beside the newest.</summary>
    public const int MostUnread = 8;

    private static readonly Decision<ItemEvent> Nothing = Decision<ItemEvent>.Nothing;
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromDays(366);

    /// <param name="stage">The item's stage in the year's plan.</param>
    /// <param name="now">The instant the events are stamped with.</param>
    public static Decision<ItemEvent> Decide(PlannedStage stage, Item item, ItemCommand command, DateTimeOffset now)
        => (command, item.State) switch
        {
            _ when !IsAllowed(command) => Refusals.RoleRequired,
            _ when TextLimits.Of(command) is { } tooLong => tooLong,

            (ItemCommand.Upload c, _) when c.Version == item.CurrentVersion && c.Version > 0
                => item.Current!.Sha256 == c.Sha256 ? Nothing : Refusals.VersionTaken,
            (ItemCommand.Upload c, _) when c.Version < 1 || c.Version > item.NextVersion => Refusals.NoSuchVersion,
            (ItemCommand.Upload c, _) when c.Version < item.NextVersion => Refusals.VersionTaken,
            (ItemCommand.Upload, _) when !stage.IsOpenAt(now) => Refusals.StageNotOpen,
            (ItemCommand.Upload, ItemState.Approved or ItemState.Locked or ItemState.Archived or ItemState.Rejected)
                when !(item.State == ItemState.Approved && item.EditsPending) => Refusals.ItemLocked,
            (ItemCommand.Upload, ItemState.LeadChecked) => Refusals.WrongState,
            (ItemCommand.Upload c, ItemState.Approved) when c.Separation.ForbidsEdits(item, key => key == c.By.Key) => Refusals.SamePerson,
            (ItemCommand.Upload, _) when item.Unread.Count >= MostUnread => Refusals.TooManyUnread,
            (ItemCommand.Upload c, _) when item.UploadsOn(now) >= c.MostOfDay => Refusals.UploadsToday,
            (ItemCommand.Upload c, _) => Uploaded(c, now),

            (ItemCommand.Read c, _) => item.Sheets.GetValueOrDefault(c.Version) switch
            {
                null when c.Version < 1 || c.Version > item.CurrentVersion => Refusals.NoSuchVersion,
                null when !item.Unread.ContainsKey(c.Version) => Nothing, // an older version, read before
                { Reading: { Failed: false } } => Nothing,
                { Reading: { } failed } when failed == c.Reading => Nothing,
                _ => new ItemEvent.SheetRead(c.Stage, c.By, now, c.Version, c.Reading),
            },

            (
                ItemCommand.Submit c,
                ItemState.Submitted or ItemState.LeadChecked or ItemState.Approved or ItemState.Locked or ItemState.Archived)
                when c.Version == item.SubmittedVersion => Nothing,
            (ItemCommand.Submit c, _) when Stale(item, c.Version) is { } stale => stale,
            (ItemCommand.Submit, not ItemState.Draft) => Refusals.WrongState,
            (ItemCommand.Submit c, _) when IsSame(SeparatedDuty.Submit, item, c) => Refusals.SamePerson,
            (ItemCommand.Submit c, _) when Unfit(item, c.Basis) is { } unfit => unfit,
            (ItemCommand.Submit c, _) => Submitted(item, c, now),

            (ItemCommand.Check c, _) when Stale(item, c.Version) is { } stale => stale,
            (ItemCommand.Check c, _) when IsSame(SeparatedDuty.Check, item, c) => Refusals.SamePerson,
            (ItemCommand.Check, ItemState.LeadChecked) => Nothing,
            (ItemCommand.Check, ItemState.Approved or ItemState.Locked or ItemState.Archived) when LastLevel(stage, item) == Level.Group
                => Nothing,
            (ItemCommand.Check c, ItemState.Submitted) when LastLevel(stage, item) == Level.Group
                => Fixed(item, c with { Panel = item.Panel ?? c.Panel }, c.By.Key) switch
            {
                (_, { } refusal) => refusal,
                (var panel, _) => new ItemEvent.ItemChecked(c.Stage, c.By, now, c.Version, panel),
            },
            (ItemCommand.Check, _) => Refusals.WrongState,

            (ItemCommand.Return c, _) when Stale(item, c.Version) is { } stale => stale,
            (ItemCommand.Return c, _) when IsBlank(c.Reason) => Refusals.ReasonRequired,
            (ItemCommand.Return, ItemState.Returned) => Nothing,
            (ItemCommand.Return { AnswerBy: { } by }, _) when by <= now || by > now + LongestAnswer => Refusals.AnswerByOutOfRange,
            (ItemCommand.Return c, ItemState.Submitted or ItemState.LeadChecked) when !c.By.Is(LevelOf(item)) => Refusals.RoleRequired,
            (ItemCommand.Return c, ItemState.Submitted or ItemState.LeadChecked) when IsSame(DutyOf(LevelOf(item)), item, c)
                => Refusals.SamePerson,
            (ItemCommand.Return c, ItemState.Submitted) => Returned(c, Level.Lead, now),
            (ItemCommand.Return c, ItemState.LeadChecked) => Voted(item, c, now),
            (ItemCommand.Return, _) => Refusals.WrongState,

            (ItemCommand.Approve c, _) when !c.By.Is(LastLevel(stage, item))
                => item.Standing?.Reading?.Figures.IsRed == true && c.By.Is(Level.Lead)
                    ? Refusals.RedNeedsGroup
                    : Refusals.RoleRequired,
            (ItemCommand.Approve c, _) when Stale(item, c.Version) is { } stale => stale,
            (ItemCommand.Approve c, _) when IsSame(DutyOf(LastLevel(stage, item)), item, c) => Refusals.SamePerson,
            (ItemCommand.Approve { Grade: not null }, _) when stage.Kind != StageKind.Targets => Refusals.GradeNotExpected,
            (ItemCommand.Approve { Grade: ReviewGrade.Fair or ReviewGrade.Poor } c, _) when IsBlank(c.Reason) => Refusals.ReasonRequired,
            (ItemCommand.Approve c, ItemState.Submitted or ItemState.LeadChecked) when IsOnOtherTargets(item.Standing?.Reading, c.Basis)
                => Refusals.ReadingOutdated,
            (ItemCommand.Approve c, ItemState.LeadChecked) => Voted(stage, item, c, now),
            (ItemCommand.Approve c, ItemState.Submitted) when LastLevel(stage, item) == Level.Lead
                => new ItemEvent.ItemApproved(c.Stage, c.By, now, c.Version, Level.Lead, null, Trimmed(c.Minutes), Trimmed(c.Reason)),
            (ItemCommand.Approve c, _) => IsDone(stage, item, c) ? Nothing : Refusals.WrongState,

            (ItemCommand.OverrideScore c, _) when Stale(item, c.Version) is { } stale => stale,
            (ItemCommand.OverrideScore, _) when stage.Kind != StageKind.SelfEvaluation => Refusals.ScoreNotExpected,
            (ItemCommand.OverrideScore c, _) when c.Score is < 0 or > 100 || decimal.Round(c.Score, 2) != c.Score
                => Refusals.ScoreOutOfRange,
            (ItemCommand.OverrideScore c, _) when IsBlank(c.Reason) => Refusals.ReasonRequired,
            (ItemCommand.OverrideScore c, ItemState.LeadChecked) when IsSame(SeparatedDuty.Decide, item, c) => Refusals.SamePerson,
            (ItemCommand.OverrideScore c, ItemState.LeadChecked) when item.Panel?.Members.Contains(c.By.Key) == false
                => Refusals.NotOnPanel,
            (ItemCommand.OverrideScore c, ItemState.LeadChecked) => item.Override?.Score == c.Score
                ? Nothing
                : new ItemEvent.ScoreOverridden(c.Stage, c.By, now, c.Version, c.Score, c.Reason!.Trim(), c.Grade),
            (ItemCommand.OverrideScore, _) => Refusals.WrongState,

            (ItemCommand.Undo c, _) when Stale(item, c.Version) is { } stale => stale,
            (ItemCommand.Undo, ItemState.LeadChecked) when !item.Votes.IsEmpty => Refusals.NothingToUndo,
            (ItemCommand.Undo, _) when item.Decided is null => Refusals.NothingToUndo,
            (ItemCommand.Undo c, _) when !c.By.Is(item.Decided.Value) => Refusals.RoleRequired,
            (ItemCommand.Undo c, _) when item.Decided == Level.Group && !c.By.Roles.Contains(Role.GroupChair) => Refusals.ChairRequired,
            (ItemCommand.Undo c, _) when item.Decided == Level.Group && IsSame(SeparatedDuty.Decide, item, c) => Refusals.SamePerson,
            (ItemCommand.Undo c, _) when item.Decided == Level.Group && item.At.Before!.Panel?.Members.Contains(c.By.Key) == false
                => Refusals.NotOnPanel,
            (ItemCommand.Undo c, _) => new ItemEvent.DecisionUndone(
                c.Stage, c.By, now, c.Version, item.Round, item.Decided == Level.Section ? null : item.At.Before!.Panel ?? item.Panel),

            (ItemCommand.Complete c, _) when Stale(item, c.Version) is { } stale => stale,
            (ItemCommand.Complete c, _) when IsSame(SeparatedDuty.Check, item, c) => Refusals.SamePerson,
            (ItemCommand.Complete c, ItemState.Approved) when c.Separation.ForbidsEdits(item, item.Current!.IsOf) => Refusals.SamePerson,
            (ItemCommand.Complete c, ItemState.Approved) when item.EditsPending && !item.IsEdited && IsBlank(c.NoEdit)
                => Refusals.EditsMissing,
            (ItemCommand.Complete c, ItemState.Approved) when item.EditsPending => Unfit(item, null) is { } unfit
                ? unfit
                : new ItemEvent.ItemCompleted(c.Stage, c.By, now, c.Version, item.IsEdited ? null : Trimmed(c.NoEdit)),
            (ItemCommand.Complete c, ItemState.Approved or ItemState.Locked or ItemState.Archived)
                when item.Grade == ReviewGrade.Good && c.Version == item.SubmittedVersion => Nothing,
            (ItemCommand.Complete, _) => Refusals.WrongState,

            (ItemCommand.AskReopening or ItemCommand.ConsentToReopening or ItemCommand.RefuseReopening
                or ItemCommand.AdjustTargets or ItemCommand.DropAdjustment, _) => Reopening(stage, item, command, now),
            (ItemCommand.AttachEvidence or ItemCommand.WithdrawEvidence, _) => OnEvidence(stage, item, command, now),
            (ItemCommand.RequireRectification or ItemCommand.AnswerRectification or ItemCommand.CloseRectification, _)
                => OnRectification(stage, item, command, now),

            (ItemCommand.AskPanel or ItemCommand.ConsentToPanel or ItemCommand.RefusePanel, _) => OnPanel(item, command, now),

            (ItemCommand.TakeNote c, _) => OnNote(stage, item, c, now),

            (ItemCommand.Lock, ItemState.Locked or ItemState.Archived) => Nothing,
            (ItemCommand.Lock c, ItemState.Approved) when !item.EditsPending => new ItemEvent.ItemLocked(c.Stage, c.By, now, c.DataHash),
            (ItemCommand.Lock, _) => Refusals.WrongState,

            (ItemCommand.Archive, ItemState.Archived) => Nothing,
            (ItemCommand.Archive c, ItemState.Locked) => new ItemEvent.ItemArchived(c.Stage, c.By, now),
            (ItemCommand.Archive, _) => Refusals.WrongState,

            _ => throw new InvalidOperationException($"Unknown command {command.GetType().Name}"),
        };

    /// <summary>
    /// Who has the last word: a red light takes a monitoring sheet to the group (field.md §5.3), unless it knows of it. An item that is
    /// with the group stays there, whatever the plan says since.
    /// </summary>
    public static Level LastLevel(PlannedStage stage, Item item)
        => stage.Approver == Approver.Group || item.Panel is not null
            || (item.Standing?.Reading?.Figures.IsRed == true && !item.At.Noted) ? Level.Group : Level.Lead;

    /// <summary>Whose turn it is.</summary>
    private static Level LevelOf(Item item) => item.State == ItemState.LeadChecked ? Level.Group : Level.Lead;

    /// <summary>The lead's last word is its check.</summary>
    private static SeparatedDuty DutyOf(Level level) => level == Level.Group ? SeparatedDuty.Decide : SeparatedDuty.Check;

    private static bool IsSame(SeparatedDuty duty, Item item, ItemCommand c) => c.Separation.Forbids(duty, item, c.By.Key);

    private static bool IsAllowed(ItemCommand command) => command switch
    {
        ItemCommand.Upload => command.By.May(Right.UploadSheet),
        ItemCommand.Submit => command.By.May(Right.SubmitItem),
        ItemCommand.Check => command.By.May(Right.CheckItem),
        ItemCommand.Return => command.By.May(Right.ReturnItem),
        ItemCommand.Approve => command.By.May(Right.ApproveItem),
        ItemCommand.OverrideScore => command.By.May(Right.OverrideScore),
        ItemCommand.Undo => command.By.May(Right.UndoDecision),
        ItemCommand.Complete => command.By.May(Right.CompleteEdits),
        ItemCommand.AskReopening => command.By.May(Right.AskReopening),
        ItemCommand.ConsentToReopening or ItemCommand.RefuseReopening => command.By.May(Right.ConsentToReopening),
        ItemCommand.AskPanel => command.By.May(Right.AskPanel),
        ItemCommand.ConsentToPanel or ItemCommand.RefusePanel => command.By.May(Right.ConsentToPanel),
        ItemCommand.AdjustTargets or ItemCommand.DropAdjustment => command.By.May(Right.AdjustTargets),
        ItemCommand.AttachEvidence or ItemCommand.WithdrawEvidence => command.By.May(Right.AttachEvidence),
        ItemCommand.RequireRectification or ItemCommand.CloseRectification => command.By.May(Right.RequireRectification),
        ItemCommand.AnswerRectification => command.By.May(Right.AnswerRectification),
        ItemCommand.TakeNote => command.By.May(Right.TakeNote),
        _ => command.By == Actor.System,
    };

    private static Refusal? Stale(Item item, int version)
        => version == item.CurrentVersion && version > 0 ? null
            : version > item.CurrentVersion || version < 1 ? Refusals.NoSuchVersion
            : Refusals.StaleVersion;

    /// <summary>Why the newest sheet cannot be handed in; null when it can.</summary>
    private static Refusal? Unfit(Item item, ReadingBasis? basis) => item.Current!.Reading switch
    {
        null => Refusals.NotReadYet,
        { Ok: false } => Refusals.ReadingHasErrors,
        _ when basis is { Targets: "" } => Refusals.TargetsNotApproved,
        { Basis: { } judged } when basis is not null && judged != basis => Refusals.ReadingOutdated,
        _ when item.MissingEvidence.Any() => Refusals.EvidenceRequired,
        _ => null,
    };

    /// <summary>Other targets were approved since; what evidence is needed was settled when the sheet was submitted.</summary>
    private static bool IsOnOtherTargets(ReadingSummary? reading, ReadingBasis? basis)
        => reading?.Basis is { } judged && basis is not null && judged.Targets != basis.Targets;

    private static Decision<ItemEvent> Submitted(Item item, ItemCommand.Submit c, DateTimeOffset now)
        => item.LeavesUnanswered(c.Answers)
            ? Refusals.PointsUnanswered
            : new ItemEvent.ItemSubmitted(c.Stage, c.By, now, c.Version, c.Answers.IsDefaultOrEmpty ? null : c.Answers);

    private static ItemEvent.SheetUploaded Uploaded(ItemCommand.Upload c, DateTimeOffset now)
        => new(c.Stage, c.By, now, c.Version, c.Sha256, c.FileName, c.Also is { IsDefaultOrEmpty: false } ? c.Also : null);

    private static ItemEvent.ItemReturned Returned(ItemCommand.Return c, Level level, DateTimeOffset now)
        => new(c.Stage, c.By, now, c.Version, level, c.Reason!.Trim(), c.Points.IsDefault ? [] : c.Points, null, c.AnswerBy);

    private static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text);

    private static string? Trimmed(string? text) => IsBlank(text) ? null : text!.Trim();
}
