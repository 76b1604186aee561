using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Duties;

/// <summary>"What do I owe, by when": read off the board for one member, never stored.</summary>
public static class MemberDuties
{
    /// <param name="board">The summary of a project, empty when nothing has happened to it.</param>
    /// <returns>By deadline.</returns>
    public static IReadOnlyList<Duty> Of(
        Membership who, UnitYear year, Func<ProjectId, ProjectSummary> board, DateTimeOffset now) =>
        year.IsClosed || year.Plan is not { } plan ? [] : Of(who, plan, year, board, now);

    /// <summary>What one item of an open stage waits for from a member.</summary>
    /// <param name="summary">Of its project.</param>
    public static IEnumerable<Duty> OfItem(
        Membership who, UnitYear year, Project project, PlannedStage stage, ProjectSummary summary, DateTimeOffset now) =>
        year.IsClosed || year.Plan is not { } plan || !stage.IsOpenAt(now) ? [] : OfItem(who, plan, year, project, stage, summary, now);

    /// <summary>What the unit's report waits for from a member.</summary>
    public static IEnumerable<Duty> OfReport(Membership who, UnitYear year, DateTimeOffset now) =>
        year.IsClosed || year.Plan is not { } plan
            ? []
            : plan.Stages.Where(stage => stage.Scope == StageScope.Unit && stage.IsOpenAt(now))
                .SelectMany(stage => OfReport(who, year, stage, now));

    private static IReadOnlyList<Duty> Of(
        Membership who, YearPlan plan, UnitYear year, Func<ProjectId, ProjectSummary> board, DateTimeOffset now) =>
        [.. plan.Stages
            .Where(stage => stage.IsOpenAt(now))
            .SelectMany(stage => stage.Scope == StageScope.Unit
                ? OfReport(who, year, stage, now)
                : year.ProjectsInOrder.SelectMany(project => OfItem(who, plan, year, project, stage, board(project.Id), now)))
            .OrderBy(duty => duty.DueAt)];

    private static IEnumerable<Duty> OfItem(
        Membership who, YearPlan plan, UnitYear year, Project project, PlannedStage stage, ProjectSummary summary, DateTimeOffset now)
    {
        if (!year.IsAsked(stage, summary))
        {
            return [];
        }

        var basis = ReadingBasis.TargetsOf(plan, stage, summary);
        var item = Item(summary, stage);
        var owesAnswer = stage.Kind != StageKind.Targets && summary.OwesAnswer(stage.Id);
        return from kind in Kinds(who, year.Joined, project.Section, stage, item, basis, owesAnswer)
               select new Duty(kind, stage.Id, project.Id, item.Version, stage.DueFor(item.AnswerBy), stage.IsPast(now, item.AnswerBy));
    }

    /// <param name="basis">Approved targets that the sheet is to be judged by, see <see cref="ReadingBasis.TargetsOf"/>.</param>
    private static IEnumerable<DutyKind> Kinds(
        Membership who, ImmutableArray<SeparatedDuty> joined, string section,
        PlannedStage stage, ItemSummary item, string? basis, bool owesAnswer)
    {
        DutyKind? next = item.State switch
        {
            ItemState.NotStarted => If(who.May(Right.UploadSheet, section), DutyKind.Upload),
            ItemState.Returned or ItemState.Reopened => If(who.May(Right.UploadSheet, section), DutyKind.Correct),
            ItemState.Draft => item switch
            {
                // the targets are not approved yet, or what was to be put right comes first
                { Ok: true } when basis is "" || owesAnswer => null,
                { Ok: true, JudgedBy: { } judged } when basis is not null && judged != basis
                    => If(who.May(Right.UploadSheet, section), DutyKind.Correct),
                { Ok: false } => If(who.May(Right.UploadSheet, section), DutyKind.Correct),
                { Ok: true, MissingEvidence: > 0 } => If(who.May(Right.AttachEvidence, section), DutyKind.AttachEvidence),
                { Ok: true } => If(who.May(Right.SubmitItem, section) && IsFree(SeparatedDuty.Submit), DutyKind.Submit),
                _ => null, // it is being read
            },
            ItemState.Submitted or ItemState.LeadChecked => OfReviewer(who, joined, stage, item),
            ItemState.Approved when item.EditsPending && (item.Unedited || item.Version == item.SubmittedVersion) // the edits have not come
                => If(who.May(Right.UploadSheet, section), DutyKind.Correct),
            ItemState.Approved when item is { EditsPending: true, Ok: false } => If(who.May(Right.UploadSheet, section), DutyKind.Correct),
            ItemState.Approved when item is { EditsPending: true, Ok: true }
                => If(who.May(Right.CompleteEdits) && IsFree(SeparatedDuty.Check), DutyKind.CompleteEdits),
            _ => null,
        };
        return ((DutyKind?[])
        [
            next,
            If(item.Unanswered > 0 && who.May(Right.AnswerRectification, section), DutyKind.AnswerRectification),
            If(item.Unclosed > 0 && Is(who, Role.Lead), DutyKind.CloseRectification),
            If(item.ReopeningAsked && who.May(Right.ConsentToReopening), DutyKind.DecideReopening),
            If(item.PanelAsked && who.May(Right.ConsentToPanel), DutyKind.DecidePanel),
        ]).OfType<DutyKind>();

        bool IsFree(SeparatedDuty duty) => !item.Forbids(duty, joined, who.Key);
    }

    /// <summary>What an item that is with its reviewers waits for from a member; null when it does not wait for this one.</summary>
    /// <param name="joined">See <see cref="UnitYearState.Joined"/>.</param>
    public static DutyKind? OfReviewer(
        Membership who, ImmutableArray<SeparatedDuty> joined, PlannedStage stage, ItemSummary item) => item.State switch
    {
        ItemState.LeadChecked => If(
            IsOfGroup(who)
            && (item.Owing?.Contains(who.Key)
                ?? !(item.Voted.Contains(who.Key) || item.Forbids(SeparatedDuty.Decide, joined, who.Key))),
            DutyKind.Vote),
        _ when item.Forbids(SeparatedDuty.Check, joined, who.Key) => null,
        ItemState.Submitted when stage.Approver == Approver.Lead && (!item.Figures.IsRed || item.Noted)
            => If(Is(who, Role.Lead), DutyKind.Approve),
        ItemState.Submitted => If(who.May(Right.CheckItem), DutyKind.Check),
        _ => null,
    };

    private static IEnumerable<Duty> OfReport(Membership who, UnitYear year, PlannedStage stage, DateTimeOffset now)
    {
        DutyKind? kind = year.Report switch
        {
            null => If(who.May(Right.DraftReport), DutyKind.DraftReport),
            { State: ReportState.Ready } report => If(who.May(Right.ApproveReport) && report.DraftedBy != who.Key, DutyKind.ApproveReport),
            { State: ReportState.Approved } report => If(
                who.May(Right.SignReport) && report.DraftedBy != who.Key && (year.Plan!.ChairMaySign || !Is(who, Role.GroupChair)),
                DutyKind.SignReport),
            _ => null,
        };
        return kind is null ? [] : [new Duty(kind.Value, stage.Id, null, year.Report?.Version ?? 0, stage.DueAt, stage.IsPast(now))];
    }

    private static ItemSummary Item(ProjectSummary project, PlannedStage stage) =>
        project.Items.GetValueOrDefault(stage.Id) ?? ItemSummary.Of(Review.Item.New(stage.Id));

    private static bool Is(Membership who, Role role) => who.Roles.Contains(role);

    private static bool IsOfGroup(Membership who) => who.Roles.Any(role => Rights.LevelOf(role) == Level.Group);

    private static DutyKind? If(bool holds, DutyKind kind) => holds ? kind : null;
}
