using System.Collections.Frozen;

namespace PerfFlow.Domain.Access;

/// <summary>What can be done to a unit, a year or an item.</summary>
public enum Right
{
    ViewUnit,
    ListMembers,
    ManageMembers,
    OpenYear,
    RegisterProject,
    ViewItem,
    DownloadTemplate,
    UploadSheet,
    SubmitItem,
    CheckItem,
    ReturnItem,
    ApproveItem,
    OverrideScore,
    ReopenItem,
    UndoDecision,
    ArchiveItem,
    ViewBoard,
    DraftReport,
    ViewReport,
    ApproveReport,
    ReadLedger,
}

/// <summary>The one table of what each role may do (domain.md §5.1).</summary>
public static class Rights
{
    private static readonly Right[] Reading =
        [Right.ViewUnit, Right.ViewItem, Right.ViewBoard, Right.ViewReport];

    private static readonly FrozenDictionary<Role, FrozenSet<Right>> Table = new Dictionary<Role, Right[]>
    {
        [Role.SectionClerk] =
        [
            .. Reading, Right.DownloadTemplate, Right.UploadSheet, Right.SubmitItem, Right.UndoDecision,
        ],
        [Role.SectionHead] =
        [
            .. Reading, Right.DownloadTemplate, Right.UploadSheet, Right.SubmitItem, Right.UndoDecision,
        ],
        [Role.Lead] =
        [
            .. Reading, Right.ListMembers, Right.OpenYear, Right.RegisterProject, Right.DownloadTemplate,
            Right.CheckItem, Right.ReturnItem, Right.ApproveItem, Right.ReopenItem, Right.UndoDecision,
            Right.ArchiveItem, Right.DraftReport, Right.ReadLedger,
        ],
        [Role.GroupMember] =
        [
            .. Reading, Right.ReturnItem, Right.ApproveItem, Right.OverrideScore, Right.UndoDecision, Right.ApproveReport,
        ],
        [Role.GroupChair] =
        [
            .. Reading, Right.ReturnItem, Right.ApproveItem, Right.OverrideScore, Right.UndoDecision, Right.ApproveReport,
        ],
        [Role.UnitHead] = [.. Reading, Right.ApproveReport],
        [Role.Auditor] = [.. Reading, Right.ListMembers, Right.ReadLedger],
        [Role.Admin] = [Right.ViewUnit, Right.ListMembers, Right.ManageMembers],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.ToFrozenSet());

    public static IReadOnlySet<Right> Of(Role role) => Table[role];

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
