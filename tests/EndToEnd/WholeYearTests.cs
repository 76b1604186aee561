using System.Globalization;
using System.Text.RegularExpressions;
using ClosedXML.Excel;
using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;
using PerfFlow.Demo.Display;
using PerfFlow.Sheets.Tests.Workbooks;
using Spectre.Console;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>The year of the 13 projects against the local host on a real Azurite.</summary>
[Collection(PlayedYearCollection.Name)]
public sealed partial class WholeYearTests(PlayedYear year)
{
    private static readonly IReadOnlyList<Project> Projects = HostedApp.Bureau.Projects;

    [Fact]
    public void Every_project_ends_with_the_score_of_the_data()
        => Assert.Equal(Outcome.Expected, Outcome.Of(year.Result.Board));

    [Fact]
    public void Nothing_is_left_open() => Assert.Empty(Outcome.Open(year.Result.Board));

    [Fact]
    public async Task The_year_is_done_and_its_report_approved()
    {
        Assert.True((await year.Lead.GetAsync()).Done);
        Assert.Equal((1, "signed"), (year.Result.Report.Version, year.Result.Report.State));
    }

    [Fact]
    public async Task A_missing_actual_is_an_error_that_names_the_cell()
    {
        var upload = await year.Lead.Sheet("p13", "self-evaluation").GetUploadAsync(1);

        Assert.False(upload.Ok);
        var error = Assert.Single(upload.Findings!, finding => finding.Level == "error");
        Assert.Equal(("ACTUAL_MISSING", "F13"), (error.Code, error.Cell));
    }

    [Fact]
    public void The_report_lists_every_project_with_the_figures_of_the_data()
    {
        var lines = year.Markdown.Split('\n').Select(line => line.TrimEnd()).ToHashSet();

        foreach (var project in Projects)
        {
            Assert.Contains(
                $"| {project.Number} | {project.Name.Value} | {project.Section.Value} | {Money(project.InitialBudget.Value)} | "
                + $"{Money(project.Budget.Value)} | {Money(project.Spent.Value)} | {Percent(project.Spent.Value / project.Budget.Value)} |",
                lines);
            Assert.Contains(lines, line =>
                line.StartsWith($"| {project.Number} | {project.Name.Value} | ", StringComparison.Ordinal)
                && line.Contains(
                    string.Create(CultureInfo.InvariantCulture, $" | {project.Score.Value:0.##} | "), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_report_counts_what_happened()
    {
        var (initial, budget, spent) = (
            Projects.Sum(project => project.InitialBudget.Value),
            Projects.Sum(project => project.Budget.Value),
            Projects.Sum(project => project.Spent.Value));
        var indicators = year.Result.SelfEvaluations.Values.SelectMany(evaluation => evaluation.Assessment!.Indicators!).ToList();
        var full = indicators.Count(indicator => indicator.Score!.Score == indicator.Score.Points);

        Assert.Equal(Projects.Sum(project => project.Indicators.Count), indicators.Count);
        Assert.Contains(
            $"项目共13个，年初预算数{Money(initial)}万元，全年预算数{Money(budget)}万元，全年执行数{Money(spent)}万元，预算执行率{Percent(spent / budget)}。",
            year.Markdown,
            StringComparison.Ordinal);
        Assert.Contains(
            $"指标共{indicators.Count}项，其中得满分{full}项，达标率{Percent((decimal)full / indicators.Count)}",
            year.Markdown,
            StringComparison.Ordinal);
        Assert.Contains("监控4轮，审定监控表52份，", year.Markdown, StringComparison.Ordinal);
        Assert.Contains("各环节退回修改2次，", year.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_score_says_why_it_is_what_it_is()
    {
        var explanation = year.Result.SelfEvaluations["p12"].Explanation!;

        Assert.Equal(new Explanation("std@1/Equal", "10 × 90 ÷ 100 = 9;须说明原因", 9m), explanation.Parts.Single(part => part.Score == 9m));
        Assert.Equal(96m, explanation.Total.Score);
        Assert.Equal(96m, explanation.Parts.Sum(part => part.Score));
    }

    [Fact]
    public void Every_number_of_the_report_comes_from_the_data()
    {
        var known = ReportNumbers.Known(HostedApp.Bureau, year.Result);

        Assert.Empty(Number().Matches(year.Markdown).Select(match => match.Value.Replace(",", "", StringComparison.Ordinal)).Except(known));
    }

    [Fact]
    public void The_workbook_has_the_same_figures()
    {
        using var workbook = ReadBook.Of(File.ReadAllBytes(year.Workbook));
        var rows = workbook.Worksheet(1).RowsUsed()
            .Where(row => row.Cell(1).DataType == XLDataType.Number)
            .Select(row => (
                row.Cell(2).GetString(),
                row.Cell(5).GetValue<decimal>(),
                row.Cell(6).GetValue<decimal>(),
                row.Cell(8).GetValue<decimal>()));

        Assert.Equal(
            Projects.Select(project => (project.Name.Value, project.Budget.Value, project.Spent.Value, project.Score.Value)), rows);
    }

    [Fact]
    public void The_demo_ends_with_scores_and_the_differences_to_the_published_totals()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 200;
        new ResultView(console, HostedApp.Bureau).Show(year.Result);

        var printed = output.ToString();
        Assert.Contains("16,355.43", printed, StringComparison.Ordinal);
        Assert.Contains("15,836.31", printed, StringComparison.Ordinal);
        Assert.Contains("519.12", printed, StringComparison.Ordinal);
        Assert.All(Projects, project => Assert.Contains(project.Name.Value, printed, StringComparison.Ordinal));
        Assert.Contains("已归档", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("archived", printed, StringComparison.Ordinal);
        Assert.Contains("--fresh", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void All_files_are_listed_a_marked_copy_and_a_printed_list_among_them()
    {
        Assert.All(year.Result.Files, file => Assert.True(File.Exists(file)));
        var folders = year.Result.Files.GroupBy(file => Path.GetFileName(Path.GetDirectoryName(file)!))
            .ToDictionary(folder => folder.Key, folder => folder.Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList());

        Assert.Empty(((string[])
        [
            "自评报告.docx", "自评报告.html", "自评报告.md", "自评报告内部附件.docx", "自评汇总表.xlsx",
            .. ((string[])["q1", "q2", "q3", "q4", "half", "full"]).Select(period => $"运行监控报告-{period}.docx"),
        ]).Except(year.Result.Files.Select(Path.GetFileName)));
        Assert.Equal(Projects.Count, folders["archive"].Count);
        Assert.True(folders["sheets"].Count >= Projects.Count * 6);
        Assert.Contains("批注-13-" + Projects[12].Name.Value + "-自评-1.xlsx", folders["marked"]);
        Assert.All(folders["reminders"], name => Assert.StartsWith("催办单-", name, StringComparison.Ordinal));

        using var list = ReadBook.Of(File.ReadAllBytes(year.File(folders["reminders"][0]!)));
        Assert.Contains(list.Worksheet(1).CellsUsed(), cell => Projects.Any(project => cell.GetString().Contains(
            project.Name.Value, StringComparison.Ordinal)));
        using var marked = ReadBook.Of(File.ReadAllBytes(year.File(folders["marked"][0]!)));
        Assert.True(marked.Worksheets.Count > 1); // the findings, and the sheet
    }

    private static string Money(decimal amount) => amount.ToString("#,##0.00", CultureInfo.InvariantCulture);

    private static string Percent(decimal share)
        => Math.Round(share * 100, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture) + "%";

    [GeneratedRegex(@"\d[\d,]*(\.\d+)?")]
    private static partial Regex Number();
}
