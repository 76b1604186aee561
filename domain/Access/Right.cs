using System.Collections.Frozen;

namespace PerfFlow.Domain.Access;

/// <summary>What can be done to a unit, a year or an item.</summary>
public enum Right
{
    ViewUnit,
    ListMembers,
    ManageMembers,
    ConfirmMembership,
    ReadMemberships,
    OpenYear,
    ChangePlan,
    RegisterProject,
    ViewItem,
    DownloadTemplate,
    UploadSheet,
    SubmitItem,
    CheckItem,
    ReturnItem,
    ApproveItem,
    OverrideScore,
    AskReopening,
    ConsentToReopening,
    AskPanel,
    ConsentToPanel,
    ConfirmJoinedDuties,
    UndoDecision,
    CompleteEdits,
    AdjustTargets,
    AttachEvidence,
    ReadEvidence,
    RequireRectification,
    AnswerRectification,
    TakeNote,
    ViewBoard,
    DraftReport,
    ViewReport,
    ApproveReport,
    SignReport,
    ReadArchive,
    ReadLedger,
    ViewReminders,
}

/// <summary>The one table of what each role may do (field.md §5.1).</summary>
public static class Rights
{
    private static readonly Right[] Reading =
        [Right.ViewUnit, Right.ViewItem, Right.ReadEvidence, Right.ViewBoard, Right.ViewReport];

    private static readonly FrozenDictionary<Role, FrozenSet<Right>> Table = new Dictionary<Role, Right[]>
    {
        [Role.SectionClerk] =
        [
            .. Reading, Right.DownloadTemplate, Right.UploadSheet, Right.AttachEvidence, Right.AnswerRectification,
        ],
        [Role.SectionHead] =
        [
            .. Reading, Right.DownloadTemplate, Right.UploadSheet, Right.SubmitItem, Right.UndoDecision,
            Right.AttachEvidence, Right.AnswerRectification, Right.AdjustTargets,
        ],
        [Role.Lead] =
        [
            .. Reading, Right.ListMembers, Right.OpenYear, Right.ChangePlan, Right.RegisterProject, Right.DownloadTemplate,
            Right.CheckItem, Right.ReturnItem, Right.ApproveItem, Right.AskReopening, Right.UndoDecision, Right.CompleteEdits,
            Right.AdjustTargets, Right.RequireRectification, Right.AskPanel, Right.DraftReport, Right.ReadArchive, Right.ReadLedger,
            Right.ViewReminders, Right.ReadMemberships,
        ],
        [Role.GroupMember] =
        [
            .. Reading, Right.ReturnItem, Right.ApproveItem, Right.OverrideScore, Right.UndoDecision, Right.RequireRectification,
            Right.ApproveReport, Right.ReadArchive,
        ],
        [Role.GroupChair] =
        [
            .. Reading, Right.ReturnItem, Right.ApproveItem, Right.OverrideScore, Right.UndoDecision, Right.RequireRectification,
            Right.ConsentToReopening, Right.TakeNote, Right.AskPanel, Right.ConsentToPanel, Right.ConfirmJoinedDuties,
            Right.ApproveReport, Right.ReadArchive, Right.ConfirmMembership, Right.ReadMemberships,
        ],
        [Role.UnitHead] =
        [
            .. Reading, Right.ConsentToPanel, Right.ConfirmJoinedDuties, Right.SignReport, Right.ReadArchive, Right.ConfirmMembership,
        ],
        [Role.Auditor] =
        [
            .. Reading, Right.ListMembers, Right.ReadArchive, Right.ReadLedger, Right.ViewReminders, Right.ReadMemberships,
        ],
        [Role.Admin] = [Right.ViewUnit, Right.ListMembers, Right.ManageMembers, Right.ConfirmMembership],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.ToFrozenSet());

    public static IReadOnlySet<Right> Of(Role role) => Table[role];

    /// <summary>Whose use stands in the log: who is in the unit and whom it reminds, evidence, ledger and archives.</summary>
    public static bool IsLogged(Right right) => right
        is Right.ListMembers or Right.ManageMembers or Right.ConfirmMembership or Right.ReadMemberships or Right.ViewReminders
        or Right.ReadEvidence or Right.ReadLedger or Right.ReadArchive;

    /// <summary>Section roles act for the sections of their membership alone; the others for the whole unit.</summary>
    public static bool IsBoundToSections(Role role) => role is Role.SectionClerk or Role.SectionHead;

    /// <summary>The level a role decides at; null for roles that decide nothing about items.</summary>
    public static Level? LevelOf(Role role) => role switch
    {
        Role.SectionClerk or Role.SectionHead => Level.Section,
        Role.Lead => Level.Lead,
        Role.GroupMember or Role.GroupChair => Level.Group,
        _ => null,
    };
}
