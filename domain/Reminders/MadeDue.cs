using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Reminders;

/// <summary>
/// Whether what happens makes something due earlier than it was: a lock, a reminder, a review, an opening, a report, the end of the
/// year. The sweep is told before it is written; whatever is not listed here is thought to.
/// </summary>
public static class MadeDue
{
    /// <param name="before">State of the stream that the event is to be appended to.</param>
    /// <param name="happened">One of its events.</param>
    public static bool By(object before, object happened) => (before, happened) switch
    {
        (ProjectYear project, ItemEvent.SheetUploaded uploaded) => project.ItemOf(uploaded.Stage).IsWithReviewers, // taken back from them
        (_, ItemEvent.SheetRead or ItemEvent.EvidenceAttached or ItemEvent.EvidenceWithdrawn) => false,
        // it stays with its reviewers until the same instant
        (_, ItemEvent.ItemChecked or ItemEvent.ItemVoted or ItemEvent.ScoreOverridden or ItemEvent.RedNoted) => false,
        (_, ItemEvent.ReopeningAsked or ItemEvent.ReopeningRefused or ItemEvent.AdjustmentDropped) => false,
        (_, ItemEvent.RectificationAnswered or ItemEvent.RectificationClosed) => false,
        (_, ItemEvent.ItemLocked or ItemEvent.ItemArchived) => false,
        (UnitYearState year, UnitYearEvent.ProjectRegistered) => year.Plan is not null,
        (_, UnitYearEvent.MembershipUsed or UnitYearEvent.ReportBuilt or UnitYearEvent.ProjectArchived) => false,
        _ => true,
    };
}
