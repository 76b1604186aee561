using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.News;

/// <summary>
/// Whether somebody may have to be told of what happens, at once: a decision on what is theirs, a task. Whom, of what, and whether it
/// still holds is asked when they are told (<see cref="ItemNews"/>, <see cref="ReportNews"/>).
/// </summary>
public static class MakesNews
{
    /// <param name="before">State of the stream that the event is to be appended to.</param>
    /// <param name="happened">One of its events.</param>
    public static bool By(object before, object happened) => (before, happened) switch
    {
        // who sent a sheet looks at its reading; the others of the section hear of it where something is left for them to do
        (ProjectYear project, ItemEvent.SheetRead or ItemEvent.EvidenceWithdrawn)
            => happened is ItemEvent item && AsksFor(project.Apply(item).ItemOf(item.Stage)),
        (_, ItemEvent.ItemSubmitted or ItemEvent.ItemChecked or ItemEvent.ItemReturned or ItemEvent.ItemApproved) => true,
        (_, ItemEvent.ItemRejected or ItemEvent.ItemCompleted or ItemEvent.DecisionUndone or ItemEvent.ScoreOverridden) => true,
        (_, ItemEvent.ReopeningAsked or ItemEvent.ItemReopened or ItemEvent.ReopeningRefused) => true,
        (_, ItemEvent.AdjustmentOpened or ItemEvent.AdjustmentDropped) => true,
        (_, ItemEvent.RectificationRequired or ItemEvent.RectificationAnswered or ItemEvent.RectificationClosed) => true,
        (_, ItemEvent.PanelAsked or ItemEvent.PanelChanged or ItemEvent.PanelRefused) => true,
        (_, UnitYearEvent.ReportBuilt or UnitYearEvent.ReportApproved or UnitYearEvent.ReportSigned) => true,
        _ => false,
    };

    /// <summary>Evidence of a sheet that can be handed in but for that, or the lead's word on edits that are there now.</summary>
    public static bool AsksFor(Item item)
        => item.Current?.Reading is { Ok: true }
            && ((item.EditsPending && item.IsEdited) || (item.State == ItemState.Draft && item.MissingEvidence.Any()));
}
