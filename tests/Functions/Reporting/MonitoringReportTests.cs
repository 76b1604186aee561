using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Reporting;

[Collection(AppCollection.Name)]
public class MonitoringReportTests(TestApp app)
{
    [Fact]
    public async Task A_report_of_a_round_the_half_and_the_year_is_written_from_the_approved_sheets_in_three_forms()
    {
        var year = await TestYear.OpenWithTwoRoundsAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        await year.SettleAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3));
        Assert.Equal("201", (await year.As("lead").PutAsync($"{year.Base}/projects/p2", """{"name":"二期","section":"培训科"}""")).Outcome);

        var round = await LinesAsync("q1");
        Assert.Equal(
            [
                "绩效管理牵头科室组织各科室对2个项目开展1-3月绩效运行监控\uFF0C共1轮\uFF0C完成1个\uFF0C未完成1个。",
                "完成监控的项目全年预算数100.00万元\uFF0C1-3月执行数30.00万元\uFF0C执行率30.00%。",
            ],
            round.Where(line => line.Contains("科室组织", StringComparison.Ordinal) || line.StartsWith("完成监控", StringComparison.Ordinal)));
        Assert.Contains("1 | 培训项目 | 培训科 | 100.00 | 30.00 | 30.00% | 绿灯", round);
        Assert.Contains("二期 | 培训科 | 未上传", round);

        Assert.Contains("对2个项目开展1-6月绩效运行监控\uFF0C共1轮\uFF0C完成0个", string.Concat(await LinesAsync("q2")), StringComparison.Ordinal);
        Assert.Contains("开展上半年绩效运行监控\uFF0C共2轮\uFF0C完成1个", string.Concat(await LinesAsync("half")), StringComparison.Ordinal);
        Assert.Contains("开展全年绩效运行监控\uFF0C共2轮\uFF0C完成1个", string.Concat(await LinesAsync("full")), StringComparison.Ordinal);
        var html = await AskAsync("auditor", "q1&form=html");
        Assert.Equal(
            ("text/html", "attachment"),
            (html.ContentHeaders.ContentType!.MediaType, html.ContentHeaders.ContentDisposition!.DispositionType));
        Assert.Contains("| 二期 | 培训科 | 未上传 |", (await AskAsync("group-member", "q1&form=markdown")).Text, StringComparison.Ordinal);

        async Task<IReadOnlyList<string>> LinesAsync(string period) => WordText.Lines((await AskAsync("lead", period)).Bytes);

        Task<Answer> AskAsync(string role, string period) => year.As(role).GetAsync($"{year.Base}/monitoring-report?period={period}");
    }

    [Theory]
    [InlineData("lead", "monitoring-report?period=q2", "409 STAGE_NOT_OPEN")]
    [InlineData("lead", "monitoring-report?period=targets", "404 NOT_FOUND")]
    [InlineData("lead", "monitoring-report?period=Q1", "404 NOT_FOUND")]
    [InlineData("lead", "monitoring-report", "400 BAD_VALUE")]
    [InlineData("lead", "monitoring-report?period=q1&form=pdf", "400 BAD_VALUE")]
    [InlineData("section-head", "monitoring-report?period=q1", "403 ROLE_REQUIRED")]
    public async Task What_cannot_be_reported_is_refused(string role, string path, string outcome)
    {
        var year = await TestYear.OpenAsync(app);

        Assert.Equal(outcome, (await year.As(role).GetAsync($"{year.Base}/{path}")).Outcome);
    }
}
