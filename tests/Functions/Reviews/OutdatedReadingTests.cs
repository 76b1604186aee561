using PerfFlow.Domain.Forms;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Sheets.Reading;

namespace PerfFlow.Functions.Tests.Reviews;

/// <summary>What is submitted, approved and reported was judged by the targets and the rule of evidence that hold then.</summary>
[Collection(AppCollection.Name)]
public class OutdatedReadingTests(TestApp app)
{
    private static readonly byte[] Evaluation = TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year);

    [Fact]
    public async Task Targets_not_approved()
    {
        var year = await TestYear.OpenAsync(app);
        var (version, _) = await year.UploadAsync("self-evaluation", Evaluation);

        Assert.Equal("409 TARGETS_NOT_APPROVED", await SubmitAsync(year, version));
    }

    [Fact]
    public async Task Reading_outdated_when_it_was_judged_before_any_targets_were_approved()
    {
        var year = await TestYear.OpenAsync(app);
        var (before, _) = await year.UploadAsync("self-evaluation", Evaluation);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));

        Assert.Equal("409 READING_OUTDATED", await SubmitAsync(year, before));
        var (after, _) = await year.UploadAsync("self-evaluation", Evaluation); // the same bytes, judged again
        Assert.Equal("200", await SubmitAsync(year, after));
    }

    [Fact]
    public async Task Reading_outdated_when_an_adjustment_was_approved_since()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var (draft, _) = await year.UploadAsync("self-evaluation", Evaluation);
        await AdjustAsync(year, "调整后的目标");
        Assert.Equal("409 READING_OUTDATED", await SubmitAsync(year, draft));

        var (version, _) = await year.UploadAsync("self-evaluation", Evaluation);
        Assert.Equal("200", await SubmitAsync(year, version));
        Assert.Equal("200", (await year.DecideAsync("lead", "self-evaluation", "check", version)).Outcome);
        await AdjustAsync(year, "再次调整后的目标");
        Assert.Equal("409 READING_OUTDATED", (await year.DecideAsync("group-chair", "self-evaluation", "approve", version)).Outcome);
        Assert.Equal(
            "200", (await year.DecideAsync("group-chair", "self-evaluation", "return", version, ""","reason":"目标已调整" """)).Outcome);
        await year.SettleAsync("self-evaluation", Evaluation);
        Assert.Equal("202", (await year.As("lead").PostAsync($"{year.Base}/report", null)).Outcome);
    }

    [Fact]
    public async Task A_report_waits_for_an_evaluation_of_the_targets_it_would_print()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        await year.SettleAsync("self-evaluation", Evaluation);
        await AdjustAsync(year, "调整后的目标", money: 80);
        await AssertBudgetsAsync(year, initial: 100, now: 80);

        Assert.Equal("409 REPORT_INCOMPLETE", (await year.As("lead").PostAsync($"{year.Base}/report", null)).Outcome);
        Assert.Equal("200", (await year.As("lead").PostAsync($"{year.Item("self-evaluation")}/reopen", """{"reason":"目标已调整"}""")).Outcome);
        Assert.Equal("200", (await year.As("group-chair").PostAsync($"{year.Item("self-evaluation")}/reopen/consent", null)).Outcome);
        var (version, reading) = await year.UploadAsync("self-evaluation", Evaluation);
        Assert.Equal(["BUDGET_DIFFERS"], reading.Json["findings"]!.AsArray().Select(finding => (string)finding!["code"]!));
        foreach (var (role, verb) in new[] { ("section-head", "submit"), ("lead", "check"), ("group-chair", "approve") })
        {
            Assert.Equal("200", (await year.DecideAsync(role, "self-evaluation", verb, version)).Outcome);
        }

        await year.StateAsync("self-evaluation", "locked");
        Assert.Equal("202", (await year.As("lead").PostAsync($"{year.Base}/report", null)).Outcome);
    }

    /// <summary>年初预算数 and 全年预算数 of the board, and of the template of the next round.</summary>
    private static async Task AssertBudgetsAsync(TestYear year, decimal initial, decimal now)
    {
        var board = (await year.As("lead").GetAsync($"{year.Base}/board")).Json;
        var (project, totals) = (board["projects"]![0]!, board["totals"]!);
        Assert.Equal(
            (initial, now, initial, now),
            ((decimal)project["initialBudget"]!, (decimal)project["budget"]!,
                (decimal)totals["initialBudget"]!, (decimal)totals["budget"]!));
        var template = SheetReader.Read((await year.As("section-clerk").GetAsync($"{year.Item("q1")}/template")).Bytes);
        var fund = Assert.IsType<ReadForm.Monitoring>(Assert.Single(template.Forms)).Form.Funds[0];
        Assert.Equal((initial, now), (fund.InitialBudget.Number, fund.Budget.Number));
    }

    [Fact]
    public async Task Evidence_is_required_by_the_plan_of_the_moment_of_submission()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var (before, _) = await year.UploadAsync("self-evaluation", Evaluation);
        var plan = (await year.As("lead").GetAsync($"{year.Base}/plan")).Json;
        (plan["version"], plan["evidence"]) = ("2", "scored");
        Assert.Equal(
            "200", (await year.As("lead").PutAsync($"{year.Base}/plan", $$"""{"plan":{{plan.ToJsonString()}},"reason":"从严"}""")).Outcome);

        Assert.Equal("409 READING_OUTDATED", await SubmitAsync(year, before));
        var (after, _) = await year.UploadAsync("self-evaluation", Evaluation);
        Assert.Equal("409 EVIDENCE_REQUIRED", await SubmitAsync(year, after));
    }

    [Fact]
    public async Task NO_EVIDENCE_is_told_of_a_sheet_until_the_evidence_is_attached()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var plan = (await year.As("lead").GetAsync($"{year.Base}/plan")).Json;
        (plan["version"], plan["evidence"]) = ("2", "scored");
        await year.As("lead").PutAsync($"{year.Base}/plan", $$"""{"plan":{{plan.ToJsonString()}},"reason":"从严"}""");
        var (version, _) = await year.UploadAsync("self-evaluation", Evaluation);
        var reading = $"{year.Item("self-evaluation")}/uploads/{version}";
        var missing = (await year.As("lead").GetAsync(year.Item("self-evaluation"))).Json["missingEvidence"]!.AsArray();

        Assert.Equal(missing.Count, (await ToldAsync()).Count);
        Assert.Contains("SATISFACTION_WITHOUT_SURVEY", await ToldAsync());
        foreach (var indicator in missing)
        {
            Assert.Equal("201", (await year.As("section-clerk").SendAsync(
                HttpMethod.Post,
                $"{year.Item("self-evaluation")}/evidence?indicator={indicator}&fileName=a.pdf",
                new ByteArrayContent("%PDF-1.7 签到表"u8.ToArray()))).Outcome);
        }

        Assert.NotEmpty(missing);
        Assert.Empty(await ToldAsync());

        async Task<List<string>> ToldAsync() =>
        [
            .. (await year.As("section-clerk").GetAsync(reading)).Json["findings"]!.AsArray()
                .Select(finding => (string)finding!["code"]!)
                .Where(code => code is "NO_EVIDENCE" or "SATISFACTION_WITHOUT_SURVEY"),
        ];
    }

    private static async Task<string> SubmitAsync(TestYear year, int version) =>
        (await year.DecideAsync("section-head", "self-evaluation", "submit", version)).Outcome;

    private static async Task AdjustAsync(TestYear year, string goal, decimal money = 100)
    {
        Assert.Equal("200", (await year.As("section-head").PostAsync(
            $"{year.Item("targets")}/adjust", """{"reason":"预算调减","document":"财预〔2023〕45号"}""")).Outcome);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year, goal, money: money));
    }
}
