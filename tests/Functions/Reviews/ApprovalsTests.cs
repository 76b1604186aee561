using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Reviews;

[Collection(AppCollection.Name)]
public class ApprovalsTests(TestApp app)
{
    [Fact]
    public async Task Green_ones_go_through_at_once_and_each_of_the_others_says_why_not()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var (version, reading) = await year.UploadAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3));
        Assert.Equal("Green", (string?)reading.Json["assessment"]!["project"], ignoreCase: true);

        Assert.Equal("p1 WRONG_STATE, p9 NO_SUCH_PROJECT", await ApproveAsync((version, "p1"), (1, "p9")));
        Assert.Equal("200", (await year.DecideAsync("section-head", "q1", "submit", version)).Outcome);
        Assert.Equal("p1 NO_SUCH_VERSION", await ApproveAsync((version + 1, "p1")));
        Assert.Equal("p1 ok", await ApproveAsync((version, "p1")));
        await year.StateAsync("q1", "locked");
        Assert.Equal("p1 ok", await ApproveAsync((version, "p1")));

        async Task<string> ApproveAsync(params (int Version, string Project)[] items) =>
            Said(await year.As("lead")
                .PostAsync($"{year.Base}/stages/q1/approvals", Body(items), ("Idempotency-Key", Guid.NewGuid().ToString())));
    }

    [Fact]
    public async Task Each_is_approved_with_the_roles_that_count_in_its_section_as_a_single_one_is()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SeatAsync("both", """{"name":"两职","roles":["lead","section-head"],"sections":["别科"]}""");
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var (version, _) = await year.UploadAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3));
        Assert.Equal("200", (await year.DecideAsync("section-head", "q1", "submit", version)).Outcome);

        Assert.Equal("p1 ok", Said(await year.As("both").PostAsync($"{year.Base}/stages/q1/approvals", Body((version, "p1")))));

        var log = (await year.As("auditor").GetAsync($"{year.Base}/ledger?project=p1&take=200")).Json["events"]!.AsArray();
        var approved = log.Single(entry => (string?)entry!["what"] == "item-approved" && (string?)entry["by"] == "t:both")!;
        Assert.Equal("""["lead"]""", approved["roles"]!.ToJsonString());
    }

    [Fact]
    public async Task Not_green()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var (version, reading) = await year.UploadAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3, spent: 17));
        Assert.Equal("Yellow", (string?)reading.Json["assessment"]!["project"], ignoreCase: true);
        Assert.Equal("200", (await year.DecideAsync("section-head", "q1", "submit", version)).Outcome);

        Assert.Equal("p1 NOT_GREEN", Said(await year.As("lead").PostAsync($"{year.Base}/stages/q1/approvals", Body((version, "p1")))));
        Assert.Equal("submitted", (string?)(await year.As("lead").GetAsync(year.Item("q1"))).Json["state"]);
    }

    [Fact]
    public async Task In_a_year_that_is_done_that_is_said_before_what_is_flagged_in_a_sheet()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var (version, _) = await year.UploadAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3, spent: 17));
        Assert.Equal("200", (await year.DecideAsync("section-head", "q1", "submit", version)).Outcome);
        await year.SettleAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));
        await year.DraftReportAsync();
        await year.SignReportAsync();

        Assert.Equal("p1 YEAR_DONE", Said(await year.As("lead").PostAsync($"{year.Base}/stages/q1/approvals", Body((version, "p1")))));
    }

    [Theory]
    [InlineData("""{"items":[]}""", "400 BAD_VALUE")]
    [InlineData("""{}""", "400 BAD_JSON")]
    [InlineData("""{"items":[{"project":"A","version":1}]}""", "400 BAD_JSON")]
    public async Task What_cannot_be_approved_is_refused_whole(string body, string expected)
    {
        var year = await TestYear.OpenAsync(app);

        Assert.Equal(expected, (await year.As("lead").PostAsync($"{year.Base}/stages/q1/approvals", body)).Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("lead").PostAsync($"{year.Base}/stages/none/approvals", Body((1, "p1")))).Outcome);
    }

    [Fact]
    public async Task Tasks_follow_an_item_from_hand_to_hand()
    {
        var year = await TestYear.OpenAsync(app);
        Assert.Equal("q1 upload, self-evaluation upload, targets upload", await TasksAsync("section-clerk"));
        var (version, _) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        Assert.Equal("q1 upload, self-evaluation upload, targets submit", await TasksAsync("section-head"));
        Assert.Equal("200", (await year.DecideAsync("section-head", "targets", "submit", version)).Outcome);
        Assert.Equal("report draft-report, targets check", await TasksAsync("lead"));
        Assert.Equal("200", (await year.DecideAsync("lead", "targets", "check", version)).Outcome);
        Assert.Equal("targets vote", await TasksAsync("group-member"));
        Assert.Equal("", await TasksAsync("auditor"));
        Assert.Equal("", await TasksAsync("group-member", "?year=2022"));
        Assert.Equal("400 BAD_VALUE", (await year.As("lead").GetAsync($"units/{year.Unit}/tasks?year=now")).Outcome);
        var link = (string)(await year.As("group-member").GetAsync($"units/{year.Unit}/tasks")).Json[0]!["link"]!;
        Assert.Equal("200", (await year.As("group-member").GetAsync(link)).Outcome);

        async Task<string> TasksAsync(string role, string query = "") => string.Join(
            ", ",
            (await year.As(role).GetAsync($"units/{year.Unit}/tasks{query}")).Json.AsArray()
                .Select(task => $"{task!["stage"]} {task["kind"]}"));
    }

    private static string Body(params (int Version, string Project)[] items) =>
        $$"""{"items":[{{string.Join(",", items.Select(item => $$"""{"project":"{{item.Project}}","version":{{item.Version}}}"""))}}]}""";

    private static string Said(Answer answer)
    {
        Assert.Equal("200", answer.Outcome);
        return string.Join(", ", answer.Json.AsArray().Select(item => $"{item!["project"]} {((bool)item["ok"]! ? "ok" : item["code"])}"));
    }
}
