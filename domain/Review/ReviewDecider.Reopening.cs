using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>What is settled can change in two ways alone: reopened by lead and chair, or, for targets, adjusted with the budget.</summary>
public static partial class ReviewDecider
{
    /// <summary>The first, and one for each reopening or adjustment in the year.</summary>
    public const int MostAttempts = 8;

    private static Decision<ItemEvent> Reopening(PlannedStage stage, Item item, ItemCommand command, DateTimeOffset now)
        => (command, item.State) switch
        {
            (ItemCommand.AskReopening c, _) when IsBlank(c.Reason) => Refusals.ReasonRequired,
            (ItemCommand.AskReopening { AnswerBy: { } by }, _) when by <= now || by > now + LongestAnswer => Refusals.AnswerByOutOfRange,
            (ItemCommand.AskReopening, ItemState.Archived) => Refusals.ItemLocked,
            (ItemCommand.AskReopening c, ItemState.Approved or ItemState.Locked or ItemState.Rejected)
                when item.ReopeningAsked is { } asked && asked.AnswerBy == c.AnswerBy => Nothing,
            (ItemCommand.AskReopening, ItemState.Approved or ItemState.Locked or ItemState.Rejected) when item.Attempt >= MostAttempts
                => Refusals.TooManyOpenings,
            (ItemCommand.AskReopening c, ItemState.Approved or ItemState.Locked or ItemState.Rejected)
                => new ItemEvent.ReopeningAsked(c.Stage, c.By, now, c.Reason!.Trim(), c.AnswerBy),

            (ItemCommand.ConsentToReopening, ItemState.Reopened) => Nothing,
            (ItemCommand.ConsentToReopening or ItemCommand.RefuseReopening, _) when item.ReopeningAsked is null
                => Refusals.ReopeningNotAsked,
            (ItemCommand.ConsentToReopening or ItemCommand.RefuseReopening, ItemState.Archived) => Refusals.ItemLocked,
            // the lead asks again
            (ItemCommand.ConsentToReopening, _) when item.ReopeningAsked!.AnswerBy <= now => Refusals.AnswerByOutOfRange,
            (ItemCommand.ConsentToReopening c, _) => c.By.Key == item.ReopeningAsked!.By
                ? Refusals.SamePerson
                : new ItemEvent.ItemReopened(c.Stage, c.By, now, item.ReopeningAsked.AnswerBy),
            (ItemCommand.RefuseReopening c, _) => IsBlank(c.Reason)
                ? Refusals.ReasonRequired
                : new ItemEvent.ReopeningRefused(c.Stage, c.By, now, c.Reason!.Trim()),

            (ItemCommand.AdjustTargets, _) when stage.Kind != StageKind.Targets => Refusals.AdjustmentNotExpected,
            (ItemCommand.AdjustTargets c, _) when IsBlank(c.Reason) => Refusals.ReasonRequired,
            (ItemCommand.AdjustTargets c, _) when IsBlank(c.Document) => Refusals.DocumentRequired,
            (ItemCommand.AdjustTargets, _) when item.IsAdjusting => Nothing,
            (ItemCommand.AdjustTargets, ItemState.Approved or ItemState.Locked) when item.Attempt >= MostAttempts
                => Refusals.TooManyOpenings,
            (ItemCommand.AdjustTargets c, ItemState.Locked)
                => new ItemEvent.AdjustmentOpened(c.Stage, c.By, now, c.Reason!.Trim(), c.Document!.Trim()),
            (ItemCommand.AdjustTargets, ItemState.Archived) => Refusals.ItemLocked,

            (ItemCommand.DropAdjustment, ItemState.Locked) when stage.Kind == StageKind.Targets => Nothing,
            (ItemCommand.DropAdjustment, _) when !item.IsAdjusting => Refusals.AdjustmentNotExpected,
            (ItemCommand.DropAdjustment, ItemState.Submitted or ItemState.LeadChecked) => Refusals.WrongState,
            (ItemCommand.DropAdjustment c, _) => new ItemEvent.AdjustmentDropped(c.Stage, c.By, now),

            _ => Refusals.WrongState,
        };
}
