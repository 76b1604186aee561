using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>Evidence (佐证材料) comes and goes while the sheet is the section's; once handed in it stands.</summary>
public static partial class ReviewDecider
{
    private static Decision<ItemEvent> OnEvidence(PlannedStage stage, Item item, ItemCommand command, DateTimeOffset now)
        => (command, item.State) switch
        {
            (ItemCommand.AttachEvidence { Indicators: { } approved } c, _) when !approved.Contains(c.Evidence.Indicator)
                => Refusals.NoSuchIndicator,
            (ItemCommand.AttachEvidence c, _) when item.Evidence.ContainsKey(c.Evidence.Id) => Nothing,
            (ItemCommand.AttachEvidence, _) when !stage.IsOpenAt(now) => Refusals.StageNotOpen,
            (ItemCommand.WithdrawEvidence c, _) when IsBlank(c.Reason) => Refusals.ReasonRequired,
            (_, ItemState.Approved or ItemState.Locked or ItemState.Archived or ItemState.Rejected) => Refusals.ItemLocked,
            (_, ItemState.Submitted or ItemState.LeadChecked) => Refusals.WrongState,
            (ItemCommand.AttachEvidence c, _) => new ItemEvent.EvidenceAttached(c.Stage, c.By, now, c.Evidence),
            (ItemCommand.WithdrawEvidence c, _) => item.Evidence.ContainsKey(c.Id)
                ? new ItemEvent.EvidenceWithdrawn(c.Stage, c.By, now, c.Id, c.Reason!.Trim())
                : Refusals.NoSuchEvidence,
            _ => throw new InvalidOperationException($"Unknown command {command.GetType().Name}"),
        };
}
