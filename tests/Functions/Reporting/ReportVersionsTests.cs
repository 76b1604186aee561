using System.Security.Cryptography;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Reporting;

[Collection(AppCollection.Name)]
public class ReportVersionsTests(TestApp app)
{
    [Fact]
    public async Task Every_version_stays_with_its_files_and_two_can_be_compared_by_section()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        await year.SettleAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));
        await year.DraftReportAsync();
        Assert.Equal("200", (await year.As("lead").PostAsync(
            $"{year.Item("self-evaluation")}/reopen", """{"reason":"漏报支出"}""")).Outcome);
        Assert.Equal("200", (await year.As("group-chair").PostAsync($"{year.Item("self-evaluation")}/reopen/consent", null)).Outcome);
        await year.SettleAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year, trained: 80));
        await year.DraftReportAsync();
        Assert.Equal("200", (await year.As("group-chair").PostAsync($"{year.Base}/report/approve", """{"version":2}""")).Outcome);

        var versions = (await year.As("auditor").GetAsync($"{year.Base}/report/versions")).Json.AsArray();
        Assert.Equal(
            [(1, "lead", null), (2, "lead", "group-chair")],
            versions.Select(version => (
                (int)version!["version"]!, (string)version["drafted"]!["by"]!, (string?)version["approved"]?["by"])));
        Assert.NotEqual((string)versions[0]!["head"]!, (string)versions[1]!["head"]!);
        Assert.Equal(
            ["internal.docx", "report.docx", "report.html", "report.json", "report.md", "report.xlsx"],
            versions[0]!["files"]!.AsArray().Select(file => (string)file!["name"]!));
        foreach (var file in versions[0]!["files"]!.AsArray().Where(file => (string)file!["name"]! != "report.json"))
        {
            var kept = await year.As("unit-head").GetAsync((string)file!["location"]!);
            Assert.Equal((string)file["sha256"]!, Convert.ToHexStringLower(SHA256.HashData(kept.Bytes)));
        }

        var differences = (await year.As("lead").GetAsync($"{year.Base}/report/differences")).Json;
        Assert.Equal((1, 2), ((int)differences["from"]!, (int)differences["to"]!));
        var problems = Assert.Single(
            differences["sections"]!.AsArray(), section => ((string)section!["heading"]!).StartsWith("六、", StringComparison.Ordinal))!;
        Assert.Equal("changed", (string)problems["change"]!);
        Assert.Contains(problems["after"]!.AsArray(), line => ((string)line!).StartsWith("培训项目 | 培训人数 | ", StringComparison.Ordinal));
        Assert.DoesNotContain(
            differences["sections"]!.AsArray(), section => ((string)section!["heading"]!).EndsWith("项目绩效目标", StringComparison.Ordinal));
        Assert.Empty((await year.As("lead").GetAsync($"{year.Base}/report/differences?from=2&to=2")).Json["sections"]!.AsArray());
    }

    [Theory]
    [InlineData("report/versions", "200")]
    [InlineData("report/versions/1/report.docx", "404 NOT_FOUND")]
    [InlineData("report/versions/x/report.docx", "404 NOT_FOUND")]
    [InlineData("report/versions/1/..%2Freport.docx", "404 NOT_FOUND")]
    [InlineData("report/differences", "404 NO_SUCH_VERSION")]
    [InlineData("report/differences?to=-1", "400 BAD_VALUE")]
    [InlineData("report/differences?from=x&to=1", "400 BAD_VALUE")]
    public async Task A_year_without_a_report_has_no_versions(string path, string outcome)
    {
        var year = await TestYear.OpenAsync(app);

        Assert.Equal(outcome, (await year.As("lead").GetAsync($"{year.Base}/{path}")).Outcome);
    }
}
