using PerfFlow.Demo.Data;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>What is left of the year when it is over: results, ledger, archives.</summary>
[Collection(PlayedYearCollection.Name)]
public sealed class ArchiveTests(PlayedYear year)
{
    private static readonly IReadOnlyList<Project> Projects = HostedApp.Bureau.Projects;

    [Fact]
    public void Every_project_is_archived_whole()
    {
        Assert.Equal(
            Projects.Select(project => project.Id), year.Result.Archives.Select(archive => archive.Project).Order(StringComparer.Ordinal));
        Assert.All(year.Result.Archives, archive =>
        {
            Assert.Empty(archive.Verdict.Problems);
            Assert.Equal((archive.Project, HostedApp.Bureau.Year), (archive.Verdict.Manifest!.Project, archive.Verdict.Manifest.Year));
        });
    }

    [Fact]
    public void The_auditor_finds_the_ledger_as_it_was_written()
    {
        Assert.True(year.Result.Ledger.Ok);
        Assert.Equal(
            Projects.Select(project => project.Id).Append("@members").Append("@unit").Order(StringComparer.Ordinal),
            year.Result.Ledger.Streams.Select(stream => stream.Stream).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_project_that_spent_little_is_suggested_to_be_cut()
        => Assert.Equal(
            [("p03", "low-execution", "cut"), ("p11", "low-execution", "cut")],
            from result in year.Result.Applied.Projects
            where result.Suggestion != "secure" && result.Weaknesses.Count > 0
            select (result.Project, Assert.Single(result.Weaknesses), result.Suggestion));
}
