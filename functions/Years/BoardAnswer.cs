using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Scoring;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Years;

/// <param name="Light">Worst light of a monitoring sheet.</param>
public sealed record BoardStage(ItemState State, int Version, string? Light, DateTimeOffset DueAt, bool Overdue);

/// <summary>A project's line; money in 万元, the rate a fraction.</summary>
/// <param name="InitialBudget">年初预算数: of the targets as first approved.</param>
/// <param name="Budget">全年预算数.</param>
/// <param name="Score">The group's where it set one, else the computed one.</param>
/// <param name="Override">The group's score with its reason, beside the computed one.</param>
/// <param name="Head">Of the project-year's stream; null before anything happened.</param>
public sealed record BoardProject(
    ProjectId Project,
    string Name,
    string Section,
    decimal? InitialBudget,
    decimal? Budget,
    decimal? Spent,
    decimal? Rate,
    decimal? Score,
    string? Grade,
    ScoreOverride? Override,
    string? Head,
    IReadOnlyDictionary<string, BoardStage> Stages);

/// <summary>Over every project that matches, on whichever page.</summary>
/// <param name="Score">Mean of the scores there are.</param>
public sealed record BoardTotals(int Projects, decimal InitialBudget, decimal Budget, decimal Spent, decimal? Rate, decimal? Score);

/// <summary>The year of a unit at a glance.</summary>
/// <param name="Head">Of the unit-year's stream.</param>
public sealed record BoardAnswer(int Year, IReadOnlyList<BoardProject> Projects, BoardTotals Totals, string Head)
{
    /// <param name="page">Cuts the lines; the totals are those of all that match.</param>
    internal static BoardAnswer Of(int year, YearBoard board, DateTimeOffset now, BoardFilter filter, Page page)
    {
        var projects = Lines(board, now).Where(filter.Matches).ToList();
        var (budget, spent) = (projects.Sum(project => project.Budget ?? 0), projects.Sum(project => project.Spent ?? 0));
        return new BoardAnswer(
            year,
            page.Of(projects, project => project.Project.Value),
            new BoardTotals(
                projects.Count, projects.Sum(project => project.InitialBudget ?? 0), budget, spent, BoardFigures.Rate(budget, spent),
                BoardFigures.Mean(projects.Select(project => project.Score))),
            board.UnitHead);
    }

    /// <summary>All projects of the year, by id.</summary>
    internal static IEnumerable<BoardProject> Lines(YearBoard board, DateTimeOffset now) =>
        board.Unit.ProjectsInOrder.Select(project => Line(project, board, now));

    private static BoardProject Line(Project project, YearBoard board, DateTimeOffset now)
    {
        var summary = board.Summary(project.Id);
        var figures = board.Unit.Plan is { } plan ? summary.Figures(plan) : SheetFigures.None;
        return new BoardProject(
            project.Id,
            project.Name,
            project.Section,
            figures.InitialBudget,
            figures.Budget,
            figures.Spent,
            BoardFigures.Rate(figures.Budget, figures.Spent),
            figures.Score,
            figures.Grade,
            summary.Items.Values.Select(item => item.Override).FirstOrDefault(set => set is not null),
            board.Find(project.Id)?.Head,
            (board.Unit.Plan?.Stages ?? [])
                .Where(stage => stage.Scope == StageScope.Project)
                .ToDictionary(stage => stage.Id.Value, stage => Stage(stage, summary, summary.IsRejected(board.Unit.Plan), now)));
    }

    private static BoardStage Stage(PlannedStage stage, ProjectSummary summary, bool rejected, DateTimeOffset now)
    {
        var item = summary.Items.GetValueOrDefault(stage.Id);
        var state = item?.State ?? ItemState.NotStarted;
        var overdue = !rejected && stage.IsOverdue(state, now, item?.AnswerBy);
        return new BoardStage(state, item?.Version ?? 0, item?.Figures.Light, stage.DueFor(item?.AnswerBy), overdue);
    }
}
