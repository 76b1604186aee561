using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>The group takes note of why a round is red: it is not asked about the same cause again before a quarter is over.</summary>
public static partial class ReviewDecider
{
    private static Decision<ItemEvent> OnNote(PlannedStage stage, Item item, ItemCommand.TakeNote c, DateTimeOffset now)
    {
        return c switch
        {
            _ when stage.Kind != StageKind.Monitoring => Refusals.NoteNotExpected,
            _ when Stale(item, c.Version) is { } stale => stale,
            _ when IsBlank(c.Reason) => Refusals.ReasonRequired,
            _ when c.Until is not (3 or 6 or 9 or 12) || c.Until <= stage.Month => Refusals.NoteUntilOutOfRange,
            _ when item.Notes.Any(note => note.Cause == c.Cause && note.Until == c.Until) => Nothing,
            _ when item.State is not (ItemState.LeadChecked or ItemState.Approved or ItemState.Locked) => Refusals.WrongState,
            _ when IsSame(SeparatedDuty.Decide, item, c) => Refusals.SamePerson,
            _ when item.State == ItemState.LeadChecked && item.Panel?.Members.Contains(c.By.Key) == false => Refusals.NotOnPanel,
            _ when item.Standing?.Reading?.RedCauses().Contains(c.Cause) != true => Refusals.CauseNotRed,
            _ => new ItemEvent.RedNoted(
                c.Stage, c.By, now, c.Version, c.Cause!, stage.Month ?? 0, c.Until, c.Reason!.Trim(), Trimmed(c.Minutes)),
        };
    }
}
