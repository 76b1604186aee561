using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Tests.Ledgers;

/// <summary>The ledger read and verified over HTTP, with its rows in the real table changed by hand.</summary>
[Collection(AppCollection.Name)]
public class LedgerApiTests(TestApp app)
{
    private static readonly string[] Events =
        ["sheet-uploaded", "sheet-read", "item-submitted", "item-checked", "item-approved", "item-locked"];

    private TableClient Table => app.Get<StorageClients>().Tables.GetTableClient("ledger");

    [Fact]
    public async Task A_projects_log_says_who_did_what_when_page_by_page()
    {
        var year = await SettledAsync();

        var first = await year.As("auditor").GetAsync($"{year.Base}/ledger?project=p1&take=4");
        var rest = await year.As("auditor").GetAsync($"{year.Base}/ledger?project=p1&take=4&after={first.Json["next"]}");

        Assert.Equal(
            Events, Entries(first).Concat(Entries(rest)).Select(entry => (string?)entry["what"]).Where(what => what != "item-voted"));
        Assert.Null(rest.Json["next"]);
        var uploaded = Entries(first)[0];
        Assert.Equal(
            ("t:section-clerk", "section-clerk", """["section-clerk"]"""),
            ((string?)uploaded["by"], (string?)uploaded["name"], uploaded["roles"]!.ToJsonString()));
        Assert.Equal(
            (1, 64, "表.xlsx"), ((int)uploaded["version"]!, ((string)uploaded["hash"]!).Length, (string?)uploaded["event"]!["fileName"]));
        Assert.True((DateTimeOffset)uploaded["at"]! <= TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task The_units_log_tells_of_the_opening_and_of_the_memberships_used()
    {
        var year = await TestYear.OpenAsync(app);

        var log = await year.As("lead").GetAsync($"{year.Base}/ledger");

        Assert.Equal(("@unit", null), ((string?)log.Json["stream"], (int?)log.Json["next"]));
        Assert.Equal(
            ["membership-used", "project-registered", "year-opened"],
            Entries(log).Select(entry => (string)entry["what"]!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("project=P!", "400 BAD_VALUE")]
    [InlineData("take=0", "400 BAD_VALUE")]
    [InlineData("take=201", "400 BAD_VALUE")]
    [InlineData("after=-1", "400 BAD_VALUE")]
    [InlineData("project=none", "404 NOT_FOUND")]
    public async Task A_query_that_asks_for_nothing_there_is_refused(string query, string outcome)
    {
        var year = await TestYear.OpenAsync(app);

        Assert.Equal(outcome, (await year.As("auditor").GetAsync($"{year.Base}/ledger?{query}")).Outcome);
    }

    [Fact]
    public async Task A_ledger_left_alone_verifies()
    {
        var year = await SettledAsync();

        var verified = await year.As("auditor").GetAsync($"{year.Base}/ledger/verification");

        Assert.True((bool)verified.Json["ok"]!);
        Assert.Equal(["@unit", "p1", "@members"], verified.Json["streams"]!.AsArray().Select(stream => (string)stream!["stream"]!));
        Assert.All(verified.Json["streams"]!.AsArray(), stream => Assert.Null(stream!["found"]));
        Assert.Equal("404 NOT_FOUND", (await year.As("auditor").GetAsync($"units/{year.Unit}/years/2031/ledger/verification")).Outcome);
    }

    [Fact]
    public async Task Text_changed_in_an_event_is_found()
    {
        var year = await SettledAsync();
        await ChangeAsync(
            year, "p1:e:00000001", row => row["Event"] = row.GetString("Event").Replace("表.xlsx", "另.xlsx", StringComparison.Ordinal));

        Assert.Equal("event-changed at 1", await FoundAsync(year));
    }

    [Fact]
    public async Task Text_that_is_no_json_any_more_is_found_and_shown_without_a_fault()
    {
        var year = await SettledAsync();
        await ChangeAsync(year, "p1:e:00000002", row => row["Event"] = "gone");

        Assert.Equal("event-changed at 2", await FoundAsync(year));
        var entry = Entries(await year.As("auditor").GetAsync($"{year.Base}/ledger?project=p1"))[1];
        Assert.Equal((2, null, null), ((int)entry["version"]!, (string?)entry["what"], entry["event"]?.ToJsonString()));
    }

    [Fact]
    public async Task An_event_deleted_is_found()
    {
        var year = await SettledAsync();
        await Table.DeleteEntityAsync($"{year.Unit}:{TestYear.Year}", "p1:e:00000003");

        Assert.Equal("event-missing at 3", await FoundAsync(year));
    }

    [Fact]
    public async Task A_board_row_changed_is_found()
    {
        var year = await SettledAsync();
        await ChangeAsync(year, "!board:p1", row => row["Row"] = row.GetString("Row").Replace("100", "900", StringComparison.Ordinal));

        Assert.StartsWith("board-mismatch at ", await FoundAsync(year), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_chain_written_anew_is_found_by_the_days_anchor()
    {
        var year = await SettledAsync();
        await Anchored(year);
        var unit = UnitId.Parse(year.Unit).Value;
        var stream = Streams.Of(unit, TestYear.Year, ProjectId.Parse("p1").Value);
        var written = (await app.Get<Ledger>().ReadAsync(stream)).Events[0].Event;
        await EraseAsync(year);
        Assert.Equal(
            1, (await app.Get<Ledger>().ExecuteAsync(stream, null, (_, _) => written with { At = written.At.AddDays(-1) })).Version);

        Assert.Equal("anchor-mismatch at 1", await FoundAsync(year));
    }

    [Fact]
    public async Task What_the_daily_verification_found_shows_on_the_year()
    {
        var year = await SettledAsync();
        Assert.False((bool)(await year.As("lead").GetAsync(year.Base)).Json["ledgerBroken"]!);
        await ChangeAsync(
            year, "p1:e:00000001", row => row["Event"] = row.GetString("Event").Replace("表.xlsx", "另.xlsx", StringComparison.Ordinal));
        var unit = UnitId.Parse(year.Unit).Value;
        var verifications = app.Get<LedgerVerifications>();
        var yesterday = new LedgerVerification(TimeProvider.System.GetUtcNow().AddDays(-1), []);
        await verifications.KeepAsync(unit, TestYear.Year, yesterday);

        // The night finds that today has not been verified.
        var shown = await Eventually.AnswersAsync(
            async () =>
            {
                await year.NightAsync();
                return await year.As("lead").GetAsync(year.Base);
            },
            answer => (bool)answer.Json["ledgerBroken"]!);

        Assert.Equal("200", shown.Outcome);
    }

    private static List<JsonNode> Entries(Answer log) => [.. log.Json["events"]!.AsArray().Select(entry => entry!)];

    private async Task<TestYear> SettledAsync()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        return year;
    }

    private async Task<string> FoundAsync(TestYear year)
    {
        var verified = await year.As("auditor").GetAsync($"{year.Base}/ledger/verification");
        Assert.False((bool)verified.Json["ok"]!, verified.Text);
        var found = Assert.Single(verified.Json["streams"]!.AsArray(), stream => stream!["found"] is not null)!;
        Assert.Equal("p1", (string?)found["stream"]);
        return $"{found["found"]!["kind"]} at {found["found"]!["at"]}";
    }

    /// <summary>The sweep may have anchored an earlier state today: then the events since are not anchored, so another day is.</summary>
    private async Task Anchored(TestYear year)
    {
        var unit = UnitId.Parse(year.Unit).Value;
        var heads = (await app.Get<LedgerCheck>().VerifyAsync(unit, TestYear.Year)).Select(
            check => new AnchoredHead(check.Stream, check.Version, check.Hash));
        await app.Get<Anchors>()
            .AnchorAsync(unit, TestYear.Year, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1), heads);
    }

    private async Task ChangeAsync(TestYear year, string row, Action<TableEntity> change)
    {
        TableEntity entity = await Table.GetEntityAsync<TableEntity>($"{year.Unit}:{TestYear.Year}", row);
        change(entity);
        await Table.UpdateEntityAsync(entity, ETag.All, TableUpdateMode.Replace);
    }

    private async Task EraseAsync(TestYear year)
    {
        var partition = $"{year.Unit}:{TestYear.Year}";
        await foreach (var row in Table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}")))
        {
            if (row.RowKey.StartsWith("p1:", StringComparison.Ordinal) || row.RowKey == "!board:p1")
            {
                await Table.DeleteEntityAsync(partition, row.RowKey);
            }
        }
    }
}
