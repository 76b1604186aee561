using PerfFlow.Functions.Tests.App;
using PerfFlow.Sheets.Tests.Workbooks;

namespace PerfFlow.Functions.Tests.Reporting;

[Collection(AppCollection.Name)]
public class OverriddenScoreTests(TestApp app)
{
    [Fact]
    public async Task A_score_set_by_the_group_is_the_one_of_report_workbook_board_and_results_beside_the_computed_one()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var (version, _) = await year.UploadAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));
        await DoneAsync("section-head", "submit");
        await DoneAsync("lead", "check");
        await DoneAsync("group-chair", "override", ""","score":75,"reason":"佐证不足" """);
        await DoneAsync("group-chair", "approve");
        await year.StateAsync("self-evaluation", "locked");

        var files = await ReportAsync(year);
        var markdown = (await year.As("lead").GetAsync(files.Markdown)).Text;
        Assert.Contains("| 1 | 培训项目 | 9 | 90 | 75 | 中 |", markdown, StringComparison.Ordinal);
        Assert.Contains("平均得分75分，其中满分项目0个", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("佐证不足", markdown, StringComparison.Ordinal);
        Assert.Contains(
            "培训项目 | 99 | 75 | 佐证不足",
            WordText.Lines((await year.As("lead").GetAsync($"{year.Base}/report/internal")).Bytes));
        Assert.Contains("得分低于80分的项目1个，建议在下年度预算安排中重点审核", markdown, StringComparison.Ordinal);
        Assert.Contains("| 培训项目 | 90.00% | 75 |\n", markdown, StringComparison.Ordinal);

        using var workbook = ReadBook.Of((await year.As("lead").GetAsync(files.Workbook)).Bytes);
        var (line, sum) = (workbook.Worksheet(1).Row(4), workbook.Worksheet(1).Row(5));
        Assert.Equal(
            (75m, "中", 99m, "佐证不足", 75m),
            (line.Cell(8).GetValue<decimal>(), line.Cell(9).GetString(), line.Cell(10).GetValue<decimal>(),
                line.Cell(11).GetString(), sum.Cell(8).GetValue<decimal>()));

        var board = (await year.As("lead").GetAsync($"{year.Base}/board")).Json;
        var project = board["projects"]![0]!;
        Assert.Equal(
            (75m, "中", 99m, "佐证不足", 75m),
            ((decimal)project["score"]!, (string)project["grade"]!, (decimal)project["override"]!["computed"]!,
                (string)project["override"]!["reason"]!, (decimal)board["totals"]!["score"]!));
        var result = (await year.As("lead").GetAsync($"{year.Base}/results")).Json["projects"]![0]!;
        Assert.Equal(
            (75m, 99m, true, "low-score"),
            ((decimal)result["score"]!, (decimal)result["override"]!["computed"]!,
                (bool)result["listed"]!, (string)result["weaknesses"]![0]!));

        using var form = ReadBook.Of((await year.As("section-clerk").GetAsync($"{year.Item("self-evaluation")}/finished")).Bytes);
        var finished = form.Worksheet(1);
        Assert.Equal((75m, "中"), (finished.Cell("H18").GetValue<decimal>(), finished.Cell("G19").GetString()));
        Assert.Contains(
            "计算得分 99 分,领导小组审定 75 分。理由:佐证不足", finished.Cell("A24").GetString(), StringComparison.Ordinal);

        async Task DoneAsync(string role, string verb, string more = "") =>
            Assert.Equal("200", (await year.DecideAsync(role, "self-evaluation", verb, version, more)).Outcome);
    }

    private static async Task<(string Markdown, string Workbook)> ReportAsync(TestYear year)
    {
        var ready = await year.DraftReportAsync();
        return ((string)ready.Json["files"]!["markdown"]!, (string)ready.Json["files"]!["workbook"]!);
    }
}
