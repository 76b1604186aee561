using System.Collections.Immutable;
using PerfFlow.Domain.Duties;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Reminders;

/// <summary>
/// What is told of: of a sheet, whether something of what was asked for has been handed in, since the two get different words
/// (field.md §5.4).
/// </summary>
public enum NoticeKind
{
    Nothing,
    Partly,

    /// <summary>Items wait for the reader's review.</summary>
    Review,

    /// <summary>Items were not reviewed until the deadline.</summary>
    ReviewOverdue,

    /// <summary>Edits agreed on with a 良 are open.</summary>
    Edits,

    /// <summary>Rectifications (整改) are not answered.</summary>
    Rectification,

    /// <summary>No reminder: something has just happened, see <see cref="Told"/>.</summary>
    News,
}

/// <summary>A project that something is owed of.</summary>
/// <param name="State">Of a sheet that is owed: not started, a draft, returned or reopened.</param>
/// <param name="AnswerBy">Deadline of its own; null: the stage's.</param>
/// <param name="SentBackAt">
/// When it was last asked for anew: sent back to the section, approved with edits, to be put right. Null: never.
/// </param>
public sealed record ProjectDuty(
    ProjectId Project, string Name, ItemState State, DateTimeOffset? AnswerBy = null, DateTimeOffset? SentBackAt = null);

/// <summary>What one section owes of a stage, projects by id.</summary>
/// <param name="Kind"><see cref="NoticeKind.Nothing"/> when no project of the section stands submitted.</param>
public sealed record SectionDuties(string Section, NoticeKind Kind, ImmutableArray<ProjectDuty> Projects);

/// <summary>What is missing of a stage right now: something of sections, or a step of the report.</summary>
/// <param name="Sections">Those that owe something, by name; none for the report.</param>
/// <param name="Report">Null for stages of projects, and once the report is signed.</param>
/// <param name="AnswerBy">Set for a part of it that has a deadline of its own, see <see cref="ByDeadline"/>.</param>
/// <param name="Asked">The same of all sections.</param>
public sealed record StageDuties(
    PlannedStage Stage,
    ImmutableArray<SectionDuties> Sections,
    ReportStep? Report = null,
    DateTimeOffset? AnswerBy = null,
    Asked Asked = Asked.Sheet)
{
    public bool IsNothing => Sections.IsEmpty && Report is null;

    /// <param name="items">Summary of a project, empty when nothing has happened to it.</param>
    public static StageDuties Of(UnitYear year, PlannedStage stage, Func<ProjectId, ProjectSummary> items) => stage.Scope == StageScope.Unit
        ? new(stage, [], StepOf(year))
        : new(stage, [.. SectionsOf(year, stage, items).OrderBy(section => section.Section, StringComparer.Ordinal)]);

    /// <summary>Edits that go with a 良, or answers to rectifications, that are owed of the stage.</summary>
    public static StageDuties Of(UnitYear year, PlannedStage stage, Func<ProjectId, ProjectSummary> items, Asked asked)
        => asked == Asked.Sheet
            ? Of(year, stage, items)
            : new(stage, [.. OpenOf(year, stage, items, asked).OrderBy(section => section.Section, StringComparer.Ordinal)], Asked: asked);

    /// <summary>What the stage's ladder reminds of, and what the ladder of each deadline of a return does.</summary>
    public ImmutableArray<StageDuties> ByDeadline() => Report is not null
        ? [this]
        : [.. Sections
            .SelectMany(section => section.Projects)
            .Select(project => project.AnswerBy)
            .Distinct()
            .Order()
            .Select(answerBy =>
                Only(project => project.AnswerBy == answerBy) with { Stage = StageLadder.Of(Stage, answerBy), AnswerBy = answerBy })];

    /// <summary>What a rung reminds of: nothing that went back to its section after it.</summary>
    public StageDuties At(DateTimeOffset rung) => Only(project => project.SentBackAt is null || project.SentBackAt < rung);

    private StageDuties Only(Func<ProjectDuty, bool> told) => this with
    {
        Sections = [.. Sections
            .Select(section => section with { Projects = [.. section.Projects.Where(told)] })
            .Where(section => !section.Projects.IsEmpty)],
    };

    private static IEnumerable<SectionDuties> SectionsOf(UnitYear year, PlannedStage stage, Func<ProjectId, ProjectSummary> items)
        => from project in year.ProjectsInOrder
           where year.IsAsked(stage, items(project.Id))
           let item = items(project.Id).Items.GetValueOrDefault(stage.Id)
           group (project, item, state: item?.State ?? ItemState.NotStarted) by project.Section into section
           let owed = section.Where(entry => entry.state.IsOwed()).ToList()
           where owed.Count > 0
           select new SectionDuties(
               section.Key,
               owed.Count == section.Count() ? NoticeKind.Nothing : NoticeKind.Partly,
               [.. owed.Select(entry => new ProjectDuty(
                   entry.project.Id, entry.project.Name, entry.state, entry.item?.AnswerBy, entry.item?.SentBackAt))]);

    private static IEnumerable<SectionDuties> OpenOf(UnitYear year, PlannedStage stage, Func<ProjectId, ProjectSummary> items, Asked asked)
        => from project in year.ProjectsInOrder
           where year.IsAsked(stage, items(project.Id))
           let item = items(project.Id).Items.GetValueOrDefault(stage.Id)
           let since = asked == Asked.Edits ? item?.EditsSince : item?.UnansweredSince
           where since is not null
           group new ProjectDuty(project.Id, project.Name, item!.State, FollowUp.DueAt(since.Value), since) by project.Section into section
           select new SectionDuties(section.Key, asked == Asked.Edits ? NoticeKind.Edits : NoticeKind.Rectification, [.. section]);

    private static ReportStep? StepOf(UnitYear year) => year switch
    {
        { Done: true } => null,
        { Report: null } => ReportStep.Draft,
        { Report.State: ReportState.Building or ReportState.Ready } => ReportStep.Approve,
        { Report.State: ReportState.Approved } => ReportStep.Sign,
        _ => null,
    };
}
