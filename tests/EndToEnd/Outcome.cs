using PerfFlow.Demo.Client;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>What a year must come to, whichever way it was played.</summary>
internal sealed record Outcome(string Project, string Name, decimal? Budget, decimal? Spent, decimal? Score, string? Grade)
{
    public static IEnumerable<Outcome> Expected => HostedApp.Bureau.Projects.Select(project => new Outcome(
        project.Id,
        project.Name.Value,
        project.Budget.Value,
        project.Spent.Value,
        project.Score.Value,
        GradeOf(project.Score.Value)));

    public static IEnumerable<Outcome> Of(Board board) => board.Projects
        .OrderBy(row => row.Project, StringComparer.Ordinal)
        .Select(row => new Outcome(row.Project, row.Name, row.Budget, row.Spent, row.Score, row.Grade));

    /// <summary>Every sheet of every project is settled.</summary>
    public static IEnumerable<string> Open(Board board)
        => from row in board.Projects
           from stage in row.Stages
           where stage.Value.State is not ("approved" or "locked" or "archived")
           select $"{row.Project} {stage.Key}: {stage.Value.State}";

    private static string GradeOf(decimal score) => score switch
    {
        >= 90 => "优",
        >= 80 => "良",
        >= 60 => "中",
        _ => "差",
    };
}
