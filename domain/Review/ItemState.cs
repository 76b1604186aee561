namespace PerfFlow.Domain.Review;

/// <summary>States of one item, a project's part in one stage (field.md §5.2). On the wire in kebab case, <c>lead-checked</c>.</summary>
public enum ItemState
{
    /// <summary>Nothing received.</summary>
    NotStarted,

    /// <summary>A sheet is there; the section has not submitted it.</summary>
    Draft,

    /// <summary>Waits for the lead.</summary>
    Submitted,

    /// <summary>Passed by the lead, waits for the group.</summary>
    LeadChecked,

    Approved,

    /// <summary>Approved, and the hash of its data set recorded.</summary>
    Locked,

    /// <summary>In the archive of the project-year; the end.</summary>
    Archived,

    /// <summary>Back at the section with a reason; a new sheet is owed.</summary>
    Returned,

    /// <summary>Targets graded 差: kept out of the budget.</summary>
    Rejected,

    /// <summary>Opened again by the lead with a reason; a new sheet is owed.</summary>
    Reopened,
}

public static class ItemStates
{
    /// <summary>The reviewers' last word is yes, whatever is still done with it: its figures are final.</summary>
    public static bool IsApproved(this ItemState state) => state is ItemState.Approved or ItemState.Locked or ItemState.Archived;
}

/// <summary>Grade of a review of targets and its effect (财预〔2015〕88号).</summary>
public enum ReviewGrade
{
    /// <summary>优: approved.</summary>
    Excellent,

    /// <summary>良: approved, edits are completed in consultation.</summary>
    Good,

    /// <summary>中: returned, to be revised and submitted again.</summary>
    Fair,

    /// <summary>差: rejected.</summary>
    Poor,
}
