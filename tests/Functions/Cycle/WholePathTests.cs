using ClosedXML.Excel;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Sheets.Reading;

namespace PerfFlow.Functions.Tests.Cycle;

[Collection(AppCollection.Name)]
public class WholePathTests(TestApp app)
{
    [Fact]
    public async Task A_project_goes_from_targets_through_a_return_to_the_approved_report()
    {
        var year = await TestYear.OpenAsync(app);

        // Targets: an incomplete first version is returned, the second approved.
        var (first, _) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year, "待完善"));
        Assert.Equal("200", (await year.DecideAsync("section-head", "targets", "submit", first)).Outcome);
        Assert.Equal("400 REASON_REQUIRED", (await year.DecideAsync("lead", "targets", "return", first)).Outcome);
        var returned = await year.DecideAsync(
            "lead", "targets", "return", first, ""","reason":"目标不够量化","points":[{"at":"i01","text":"补充人数"}]""");
        Assert.Equal(("200", "returned", 2), (returned.Outcome, (string?)returned.Json["state"], (int)returned.Json["round"]!));
        var second = await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        Assert.Equal(2, second);

        // The template of the next stage carries the lasting ids.
        var template = await year.As("section-clerk").GetAsync($"{year.Item("q1")}/template");
        var form = Assert.IsType<ReadForm.Monitoring>(Assert.Single(SheetReader.Read(template.Bytes).Forms)).Form;
        Assert.Equal(["i01", "i02", "i03", "i04", "i05"], form.Rows.Select(row => row.Key.Id));

        await year.SettleAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3));
        Assert.Equal("409 REPORT_INCOMPLETE", (await year.As("lead").PostAsync($"{year.Base}/report", null)).Outcome);
        var evaluation = year.Item("self-evaluation");
        Assert.Equal("409 NO_SHEET", (await year.As("section-clerk").GetAsync($"{evaluation}/finished")).Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("section-clerk").GetAsync($"{year.Item("q1")}/finished")).Outcome);
        await year.UploadAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year, trained: 70));
        Assert.Equal("409 NOT_FINISHED", (await year.As("section-clerk").GetAsync($"{evaluation}/finished")).Outcome);
        var evaluated = await year.SettleAsync(
            "self-evaluation", WithGradeLeftOpen(TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year, trained: 80)));

        // What it came to, in the official form and in the section's own file: judged again, there is nothing to say of the scores.
        foreach (var path in new[] { $"{evaluation}/finished", $"{evaluation}/uploads/{evaluated}/finished" })
        {
            var finished = SheetReader.Read((await year.As("section-clerk").GetAsync(path)).Bytes);
            var result = Assert.IsType<ReadForm.SelfEvaluation>(Assert.Single(finished.Forms)).Form;
            Assert.Equal([16m, 15m, 15m, 30m, 10m], result.Rows.Select(row => row.Score.Number!.Value));
            Assert.Equal(
                (9m, 95m, "优"), (result.Funds[0].Score!.Number, result.ClaimedTotal!.Number, result.ClaimedGrade!.Raw));
            Assert.Empty(finished.Findings);
            Assert.Empty(SelfEvaluationCheck.Run(result, Profile.Standard, TestYear.Year, null).Findings);
        }

        var board = (await year.As("auditor").GetAsync($"{year.Base}/board")).Json;
        var project = board["projects"]![0]!;
        Assert.Equal(
            (100m, 90m, 0.9m, 95m, "优", "locked", "locked"),
            (
                (decimal)project["budget"]!, (decimal)project["spent"]!, (decimal)project["rate"]!, (decimal)project["score"]!,
                    (string)project["grade"]!, (string)project["stages"]!["targets"]!["state"]!,
                (string)project["stages"]!["self-evaluation"]!["state"]!));

        // The report: built by the cycle, approved by the group, signed by the unit's head; then the year is archived and done.
        var drafted = await year.As("lead").PostAsync($"{year.Base}/report", null);
        Assert.Equal(("202", 1), (drafted.Outcome, (int)drafted.Json["version"]!));
        var ready = await Eventually.AnswersAsync(
            () => year.As("lead").GetAsync($"{year.Base}/report"), answer => (string?)answer.Json["state"] == "ready");
        var markdown = (await year.As("lead").GetAsync((string)ready.Json["files"]!["markdown"]!)).Text;
        Assert.Contains("自评的项目共1个，年初预算数100.00万元，全年预算数100.00万元，全年执行数90.00万元，预算执行率90.00%", markdown, StringComparison.Ordinal);
        Assert.Contains("因疫情减少一期培训", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain((string)project["head"]!, markdown, StringComparison.Ordinal);
        Assert.Contains(
            $"{TestYear.Project} | {(string)project["head"]!}",
            WordText.Lines((await year.As("auditor").GetAsync($"{year.Base}/report/internal")).Bytes));
        var word = WordText.Lines((await year.As("lead").GetAsync((string)ready.Json["files"]!["word"]!)).Bytes);
        Assert.Equal(8, word.Count(line => line.Length > 2 && "一二三四五六七八".Contains(line[0], StringComparison.Ordinal) && line[1] == '、'));
        Assert.Contains(word, line => line.Contains(" | 因疫情减少一期培训", StringComparison.Ordinal));
        Assert.Contains(
            "<h1>", (await year.As("lead").GetAsync((string)ready.Json["files"]!["html"]!)).Text, StringComparison.Ordinal);
        Assert.Equal("PK"u8.ToArray(), (await year.As("lead").GetAsync((string)ready.Json["files"]!["workbook"]!)).Bytes[..2]);
        Assert.Equal("403 ROLE_REQUIRED", (await year.As("lead").PostAsync($"{year.Base}/report/approve", """{"version":1}""")).Outcome);
        Assert.Equal("200", (await year.As("group-member").PostAsync($"{year.Base}/report/approve", """{"version":1}""")).Outcome);
        Assert.Equal(
            "403 ROLE_REQUIRED", (await year.As("group-chair").PostAsync($"{year.Base}/report/sign", """{"version":1}""")).Outcome);
        Assert.Equal("200", (await year.As("unit-head").PostAsync($"{year.Base}/report/sign", """{"version":1}""")).Outcome);
        await Eventually.AnswersAsync(() => year.As("lead").GetAsync(year.Base), answer => (bool)answer.Json["done"]!);
        Assert.Equal("archived", (string?)(await year.As("lead").GetAsync(year.Item("targets"))).Json["state"]);
        await Eventually.AnswersAsync(
            () => year.As("lead").GetAsync($"units/{year.Unit}"), answer => answer.Json["years"]!.AsArray().Count == 0);
    }

    /// <summary>A form of one's own, with a place for the grade above the grid.</summary>
    private static byte[] WithGradeLeftOpen(byte[] workbook)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using var book = new XLWorkbook(stream);
        book.Worksheet(1).Cell("K2").Value = "自评等级";
        book.Worksheet(1).Cell("M2").Value = "(盖章)";
        using var to = new MemoryStream();
        book.SaveAs(to, new SaveOptions { EvaluateFormulasBeforeSaving = true });
        return to.ToArray();
    }

    [Fact]
    public async Task A_project_registered_after_the_opening_gets_its_stages()
    {
        var year = await TestYear.OpenAsync(app);
        Assert.Equal(
            "201",
            (await year.As("lead").PutAsync($"{year.Base}/projects/p2", $$"""{"name":"二期","section":"{{TestYear.Section}}"}""")).Outcome);

        var item = $"{year.Base}/projects/p2/stages/targets";
        var uploaded = await year.As("section-clerk").UploadAsync(item, TestSheets.Targets("二期", TestYear.Year));
        await year.ReadingAsync((string)uploaded.Json["status"]!);
        foreach (var (role, verb) in new[] { ("section-head", "submit"), ("lead", "check"), ("group-chair", "approve") })
        {
            Assert.Equal("200", (await year.As(role).PostAsync($"{item}/{verb}", """{"version":1}""")).Outcome);
        }

        // Only an instance of the stage locks what is approved.
        await Eventually.AnswersAsync(() => year.As("lead").GetAsync(item), answer => (string?)answer.Json["state"] == "locked");
    }
}
