using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Duties;

/// <summary>What somebody is expected to do.</summary>
public enum DutyKind
{
    /// <summary>Section: nothing has been sent yet.</summary>
    Upload,

    /// <summary>Section: a returned or reopened sheet, or one with errors, is to be sent again.</summary>
    Correct,

    /// <summary>Section: an indicator lacks its evidence.</summary>
    AttachEvidence,

    Submit,

    /// <summary>Section: something is to be put right (整改).</summary>
    AnswerRectification,

    /// <summary>Lead: look at it before the group does.</summary>
    Check,

    /// <summary>Lead: the last word on it.</summary>
    Approve,

    /// <summary>Lead: the edits that go with a 良.</summary>
    CompleteEdits,

    /// <summary>Lead: a rectification has been answered.</summary>
    CloseRectification,

    DraftReport,

    /// <summary>Group.</summary>
    Vote,

    /// <summary>Chair or head of the unit: others are to decide on an item that is with the group.</summary>
    DecidePanel,

    /// <summary>Chair: the lead asks to reopen an item.</summary>
    DecideReopening,

    /// <summary>Group.</summary>
    ApproveReport,

    /// <summary>Head of the unit.</summary>
    SignReport,
}

/// <summary>What a section is asked for.</summary>
public enum Asked
{
    Sheet,

    /// <summary>The edits that go with a 良.</summary>
    Edits,

    /// <summary>What was done about a rectification (整改).</summary>
    Answer,
}

/// <summary>Whose turn the unit's report is.</summary>
public enum ReportStep
{
    /// <summary>The lead's.</summary>
    Draft,

    /// <summary>The leading group's.</summary>
    Approve,

    /// <summary>The unit head's.</summary>
    Sign,
}

/// <summary>One thing somebody owes.</summary>
/// <param name="Project">Null for what the unit owes once.</param>
/// <param name="Version">The newest sheet, or the report's; 0 when there is none.</param>
public sealed record Duty(DutyKind Kind, StageId Stage, ProjectId? Project, int Version, DateTimeOffset DueAt, bool Overdue);
