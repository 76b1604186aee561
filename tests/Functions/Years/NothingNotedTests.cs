using System.Text.Json.Nodes;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Tests.Years;

/// <summary>What is refused leaves nothing behind: no membership in the year's stream, no year in the registry.</summary>
[Collection(AppCollection.Name)]
public class NothingNotedTests(TestApp app)
{
    [Fact]
    public async Task A_year_that_is_not_opened_is_neither_registered_nor_noted()
    {
        var year = await OpenBareAsync();
        var head = year.As("lead");

        Assert.Equal("400 PLAN_EMPTY", (await head.PutAsync(year.Base, """{"plan":{"version":"1","stages":[]}}""")).Outcome);
        Assert.Equal("400 BAD_VALUE", (await head.PutAsync(year.Base, """{"profile":"none"}""")).Outcome);
        Assert.Equal("400 BAD_VALUE", (await head.PutAsync(
            year.Base, $$"""{"plan":{{TestYear.Plan()}}}""", ("Idempotency-Key", new string('k', 201)))).Outcome);

        Assert.Empty((await year.As("admin").GetAsync($"units/{year.Unit}")).Json["years"]!.AsArray());
        Assert.Empty(await EventsAsync(year));
    }

    [Fact]
    public async Task A_year_that_is_opened_is_registered_and_its_openers_membership_noted_before()
    {
        var year = await OpenBareAsync();

        Assert.Equal("202", (await year.As("lead").PutAsync(year.Base, $$"""{"plan":{{TestYear.Plan()}}}""")).Outcome);

        Assert.Equal([2023], (await year.As("admin").GetAsync($"units/{year.Unit}")).Json["years"]!.AsArray().Select(one => (int)one!));
        Assert.Equal(["membership-used", "year-opened"], await EventsAsync(year));
    }

    [Fact]
    public async Task A_refused_project_withdrawal_plan_or_report_notes_nobody()
    {
        var year = await TestYear.OpenAsync(app);
        var before = await EventsAsync(year);
        await JoinAsync(year, "new", "lead\",\"group-member");
        var someone = year.As("new");

        Assert.Equal(
            "400 PROJECT_NAME_REQUIRED", (await someone.PutAsync($"{year.Base}/projects/p2", """{"name":" ","section":"科"}""")).Outcome);
        Assert.Equal("400 REASON_REQUIRED", (await someone.PostAsync($"{year.Base}/projects/p1/withdraw", "{}")).Outcome);
        Assert.Equal("404 NOT_FOUND", (await someone.PostAsync($"{year.Base}/projects/p9/withdraw", """{"reason":"并入"}""")).Outcome);
        Assert.Equal(
            "400 REASON_REQUIRED", (await someone.PutAsync($"{year.Base}/plan", $$"""{"plan":{{TestYear.Plan(version: "2")}}}""")).Outcome);
        Assert.Equal("409 REPORT_INCOMPLETE", (await someone.PostAsync($"{year.Base}/report", null)).Outcome);
        Assert.Equal("404 NO_SUCH_VERSION", (await someone.PostAsync($"{year.Base}/report/approve", """{"version":1}""")).Outcome);
        Assert.Equal(before, await EventsAsync(year));
    }

    [Fact]
    public async Task A_refused_sheet_decision_or_file_of_evidence_notes_nobody_and_the_first_that_is_done_does()
    {
        var year = await TestYear.OpenAsync(app);
        await JoinAsync(year, "new", "section-clerk\",\"section-head\",\"lead");
        var before = await EventsAsync(year);
        var someone = year.As("new");

        Assert.Equal("400 EMPTY_FILE", (await someone.UploadAsync(year.Item("targets"), [])).Outcome);
        byte[] picture = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A];
        Assert.Equal("415 UNKNOWN_FILE_TYPE", (await someone.UploadAsync(year.Item("targets"), picture)).Outcome);
        var early = TestSheets.Monitoring(TestYear.Project, TestYear.Year, 6);
        Assert.Equal("409 STAGE_NOT_OPEN", (await someone.UploadAsync(year.Item("q2"), early)).Outcome);
        Assert.Equal("400 BAD_JSON", (await someone.PostAsync($"{year.Item("targets")}/submit", "{")).Outcome);
        Assert.Equal("404 NO_SUCH_VERSION", (await someone.PostAsync($"{year.Item("targets")}/submit", """{"version":1}""")).Outcome);
        Assert.Equal("400 NO_SUCH_INDICATOR", (await someone.SendAsync(
            HttpMethod.Post, $"{year.Item("targets")}/evidence?indicator=i01", new StringContent("佐证"))).Outcome);
        var all = await someone.PostAsync($"{year.Base}/stages/targets/approvals", """{"items":[{"project":"p1","version":1}]}""");
        Assert.False((bool)all.Json[0]!["ok"]!);
        Assert.Equal(before, await EventsAsync(year));

        Assert.Equal("202", (await someone.UploadAsync(year.Item("targets"), TestSheets.Targets(TestYear.Project, TestYear.Year))).Outcome);
        var after = await EventsAsync(year);
        Assert.Equal([.. before, "membership-used"], after);
    }

    /// <summary>A unit in whose year nothing has happened at all.</summary>
    private async Task<TestYear> OpenBareAsync()
    {
        var setup = new UnitSetup(TestApp.NewUnit()) { Projects = [] };
        await setup.SendAsync(app);
        return new TestYear(app, setup.Unit);
    }

    private static Task JoinAsync(TestYear year, string person, string roles) =>
        year.SeatAsync(person, $$"""{"name":"{{person}}","roles":["{{roles}}"],"sections":["{{TestYear.Section}}"]}""");

    /// <summary>Of the unit's own stream, past the app: without events it has none to show.</summary>
    private async Task<string[]> EventsAsync(TestYear year, int of = TestYear.Year) =>
        [.. (await app.Get<LedgerLog>().ReadAsync(UnitId.Parse(year.Unit).Value, of, null, 0, 200, default))
            .Select(logged => (string)JsonNode.Parse(logged.Text!)!["type"]!)];
}
