using System.Globalization;
using Azure.Data.Tables;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Faults.Tests.Damage;

/// <summary>Every kind of tampering with a year that is over, and which check says so: the table of what is seen.</summary>
public class TamperingTests(ArchivedYear year) : IClassFixture<ArchivedYear>
{
    private static readonly Dictionary<string, Func<ArchivedYear, Task<Func<Task>>>> Deeds = new()
    {
        ["an event's text"] = year => Row(year, "p1:e:00000001", Words("Event", "表.xlsx", "另.xlsx")),
        ["an event's hash"] = year => Row(year, "p1:e:00000002", row => row["Hash"] = new string('0', 64)),
        ["an event taken out"] = year => Row(year, "p1:e:00000003", null),
        ["an event put between others"] = year => Added(year, "p1:e:00000001x"),
        ["an event put after the last"] = year => Added(year, "p1:e:00009999"),
        ["an event of another type"] = year => Row(year, "p1:e:00000002", row => row["Event"] = 1.5),
        ["an event of the unit"] = year => Row(year, "@unit:e:00000001", row => row["Event"] = row.GetString("Event") + " "),
        ["a head taken out"] = year => Row(year, "p1:@", null),
        ["a head's version"] = year => Row(year, "p1:@", row => row["Version"] = 1),
        ["a head's hash"] = year => Row(year, "p1:@", row => row["Hash"] = "junk"),
        ["a head's state"] = year => Row(year, "p1:@", Words("State", "archived", "approved")),
        ["another reading in a head's state"] = year => Row(year, "p1:@", row => row["State"] = Swapped(row.GetString("State"))),
        ["a head's state that is none"] = year => Row(year, "p1:@", row => row["State"] = "junk"),
        ["a board row"] = year => Row(year, "!board:p1", Words("Row", "\"score\":", "\"scored\":")),
        ["a board row taken out"] = year => Row(year, "!board:p1", null),
        ["a board row of another type"] = year => Row(year, "!board:p1", row => row["Version"] = "junk"),
        ["a board row that is no json"] = year => Row(year, "!board:p1", row => row["Row"] = "junk"),
        ["a registration"] = year => Row(year, "!board:p1", Words("Project", TestYear.Section, "别科")),
        ["an archive's hash in the board"] = year => Row(year, "!board:p1", row => row["Archive"] = new string('0', 64)),
        ["the unit's board row"] = year => Row(year, "!board:@unit", Words("Row", "\"done\":true", "\"done\":false")),
        ["a project nobody registered"] = year => Added(year, "!board:p9", row => (row["Version"], row["Row"]) = (1, "{}")),
        ["a row that belongs to nothing"] = year => Added(year, "junk"),
        ["a board row that belongs to nothing"] = year => Added(year, "!board:JUNK", row => row["Version"] = 1),
        ["an anchor's head"] = year => Blob(year, "anchors", "/closed.json", Hand.Words("\"hash\":\"", "\"hash\":\"0")),
        ["the last anchor taken out"] = year => Blob(year, "anchors", "/closed.json", _ => null),
        ["an anchor that is none"] = year => Blob(year, "anchors", "/closed.json", _ => "junk"u8.ToArray()),
        ["an anchor of another unit"] = year => Blob(year, "anchors", "/closed.json", Hand.Words(year.Unit, "other")),
        ["an anchor that others tell of"] = ForgedAsync,
        ["the year taken from the registry"] = year => Registry(year, row => row["ClosedYears"] = ""),
        ["the registry's row of another type"] = year => Registry(year, row => row["ActiveYears"] = 7),
        ["a reading"] = year => Blob(year, "readings", "\"targets\":{", Hand.Words("100", "10")),
        ["a reading taken out"] = year => Blob(year, "readings", "\"targets\":{", _ => null),
        ["a sheet"] = year => Blob(year, "sheets", "/targets/", Hand.LastByte),
        ["a sheet taken out"] = year => Blob(year, "sheets", "/targets/", _ => null),
        ["a piece of evidence"] = year => Blob(year, "evidence", "/self-evaluation/", Hand.LastByte),
        ["the report"] = year => Blob(year, "reports", "-report.md", Hand.LastByte),
        ["an archive"] = year => Blob(year, "archive", "/p1/", Hand.LastByte),
        ["an archive taken out"] = year => Blob(year, "archive", "/p1/", _ => null),
    };

    [Theory]
    [InlineData("an event's text", "p1 event-changed")]
    [InlineData("an event's hash", "p1 event-changed")]
    [InlineData("an event taken out", "p1 event-missing")]
    [InlineData("an event put between others", "p1 event-missing")]
    [InlineData("an event put after the last", "p1 event-missing")]
    [InlineData("an event of another type", "p1 event-missing")]
    [InlineData("an event of the unit", "@unit event-changed")]
    [InlineData("a head taken out", "p1 head-mismatch")]
    [InlineData("a head's version", "p1 head-mismatch")]
    [InlineData("a head's hash", "p1 head-mismatch")]
    [InlineData("a head's state", "p1 state-mismatch")]
    [InlineData("another reading in a head's state", "p1 state-mismatch")]
    [InlineData("a head's state that is none", "p1 state-mismatch")]
    [InlineData("a board row", "p1 board-mismatch")]
    [InlineData("a board row taken out", "p1 board-mismatch")]
    [InlineData("a board row of another type", "p1 board-mismatch")]
    [InlineData("a board row that is no json", "p1 board-mismatch")]
    [InlineData("a registration", "p1 board-mismatch")]
    [InlineData("an archive's hash in the board", "p1 board-mismatch")]
    [InlineData("the unit's board row", "@unit board-mismatch")]
    [InlineData("a project nobody registered", "p9 head-mismatch")]
    [InlineData("a row that belongs to nothing", "junk head-mismatch")]
    [InlineData("a board row that belongs to nothing", "JUNK head-mismatch")]
    [InlineData("an anchor's head", "p1 anchor-mismatch")]
    [InlineData("the last anchor taken out", "@anchors anchor-missing")]
    [InlineData("an anchor that is none", "@anchors/closed.json anchor-unreadable")]
    [InlineData("an anchor of another unit", "@anchors/closed.json anchor-unreadable")]
    [InlineData("an anchor that others tell of", "@anchors anchor-missing")]
    [InlineData("the year taken from the registry", "@registry registry-mismatch")]
    [InlineData("the registry's row of another type", "@registry registry-mismatch")]
    [InlineData("a reading", "reading")]
    [InlineData("a reading taken out", "reading")]
    [InlineData("a sheet", "sheet")]
    [InlineData("a sheet taken out", "sheet")]
    [InlineData("a piece of evidence", "evidence")]
    [InlineData("the report", "report")]
    [InlineData("an archive", "archive")]
    [InlineData("an archive taken out", "archive")]
    public async Task It_is_found_by_name_and_nothing_is_when_it_is_undone(string deed, string found)
    {
        using var journal = new Journal();
        await using var app = await year.ColdAsync(journal);
        var undo = await Deeds[deed](year);

        var (wrong, right) = (await VerifiedAsync(app), await UndoneAsync());

        Assert.Contains(found, wrong);
        Assert.Empty(right);

        async Task<IReadOnlyList<string>> UndoneAsync()
        {
            await undo();
            return await VerifiedAsync(app);
        }
    }

    /// <summary>No endpoint falls over a row that a hand has put there: each answers, or says which it is.</summary>
    [Theory]
    [InlineData("a head's hash")]
    [InlineData("a head's version")]
    [InlineData("a head's state that is none")]
    [InlineData("a head taken out")]
    [InlineData("an event of another type")]
    [InlineData("an event put between others")]
    [InlineData("a board row of another type")]
    [InlineData("a board row that is no json")]
    [InlineData("a board row that belongs to nothing")]
    [InlineData("a project nobody registered")]
    [InlineData("a row that belongs to nothing")]
    [InlineData("the registry's row of another type")]
    [InlineData("an anchor that is none")]
    public async Task A_row_that_was_never_written_is_a_named_problem_at_every_endpoint_or_none(string deed)
    {
        using var journal = new Journal();
        await using var app = await year.ColdAsync(journal);
        var undo = await Deeds[deed](year);
        var (item, yearly) = ($"units/{year.Unit}/years/2023/projects/p1/stages/targets", $"units/{year.Unit}/years/2023");
        var outcomes = new Dictionary<string, string>();
        foreach (var path in year.Paths.Values.Concat(
            [
                item, $"{item}/uploads", $"{item}/evidence", yearly, $"{yearly}/board", $"{yearly}/plan", $"{yearly}/projects",
                $"{yearly}/projects/p1", $"{yearly}/results", $"{yearly}/report", $"{yearly}/archive", $"{yearly}/ledger",
                $"{yearly}/ledger?project=p1", $"{yearly}/reminders",
                $"units/{year.Unit}", $"units/{year.Unit}/members",
            ]))
        {
            outcomes[path] = (await app.As("lead").GetAsync(path)).Outcome;
        }

        await undo();

        Assert.All(outcomes, outcome => Assert.Matches("^(200|4[0-9][0-9] [A-Z_]+)$", outcome.Value));
        Assert.DoesNotContain(journal.Errors, error => error.Contains("unexpectedly", StringComparison.Ordinal));
        Assert.Equal(
            outcomes.ContainsValue("409 LEDGER_DAMAGED"),
            journal.Errors.Any(error => error.Contains("was not written by this application", StringComparison.Ordinal)));
        Assert.Equal("200", (await app.As("lead").GetAsync(yearly)).Outcome);
    }

    [Fact]
    public async Task An_untouched_year_is_whole_and_says_what_is_not_covered()
    {
        using var journal = new Journal();
        await using var app = await year.ColdAsync(journal);

        Assert.Empty(await VerifiedAsync(app));
        var verified = (await app.As("auditor").GetAsync(year.Paths["verification"], ("Accept-Language", "en"))).Json;

        Assert.True((bool)verified["ok"]!);
        // two versions of one sheet and one of the other, their readings, the evidence, two files of the report, the archive
        Assert.Equal((14, 0), ((int)verified["files"]!["last"]!["checked"]!, (int)verified["files"]!["last"]!["altered"]!));
        Assert.Equal(
            [
                "PEOPLE_AND_NAMES", "PERSON_IDS", "NOTICES", "SCHEDULES", "UNNAMED_FILES", "FILES_SINCE", "FILE_LOOK_NOTE",
                "SINCE_LAST_ANCHOR",
            ],
            verified["notCovered"]!.AsArray().Select(beyond => (string)beyond!["code"]!));
        Assert.StartsWith("Names of people", (string)verified["notCovered"]![0]!["title"]!, StringComparison.Ordinal);
        Assert.Empty(journal.Errors);
    }

    [Fact]
    public async Task What_the_look_through_found_stands_in_the_year_until_one_finds_it_restored()
    {
        using var journal = new Journal();
        await using var app = await year.ColdAsync(journal);
        var undo = await Deeds["an archive"](year);
        await VerifiedAsync(app);
        var broken = (await app.As("lead").GetAsync($"units/{year.Unit}/years/2023")).Json;
        await undo();
        await VerifiedAsync(app);
        var mended = (await app.As("lead").GetAsync($"units/{year.Unit}/years/2023")).Json;

        Assert.Equal((true, false), ((bool)broken["ledgerBroken"]!, (bool)mended["ledgerBroken"]!));
        Assert.Contains("Archive ", Assert.Single(journal.Errors), StringComparison.Ordinal);
    }

    /// <summary>Where it is found, for each thing found, after a look through all files.</summary>
    private async Task<IReadOnlyList<string>> VerifiedAsync(TestApp app)
    {
        var files = await app.As("auditor").PostAsync($"{year.Paths["verification"]}/files", null);
        var verified = await app.As("auditor").GetAsync(year.Paths["verification"]);
        Assert.True(verified.Outcome == "200", verified.ToString());
        var found = new List<string>();
        found.AddRange(
            from stream in verified.Json["streams"]!.AsArray()
            where stream!["found"] is not null
            select $"{stream["stream"]} {stream["found"]!["kind"]}");
        found.AddRange(verified.Json["found"]!.AsArray().Select(beside => $"{beside!["where"]} {beside["kind"]}"));
        if (files.Outcome == "200") // else its own row is damaged
        {
            found.AddRange(files.Json["last"]!["found"]!.AsArray().Select(altered => (string)altered!["kind"]!));
        }

        Assert.Equal(found.Count == 0, (bool)verified.Json["ok"]!);
        return found;
    }

    private static Task<Func<Task>> Row(ArchivedYear year, string row, Action<TableEntity>? change) =>
        year.Hand.ChangeRowAsync("ledger", $"{year.Unit}:2023", row, change);

    private static Task<Func<Task>> Added(ArchivedYear year, string row, Action<TableEntity>? fill = null)
    {
        var entity = new TableEntity($"{year.Unit}:2023", row);
        fill?.Invoke(entity);
        return year.Hand.AddRowAsync("ledger", entity);
    }

    private static Task<Func<Task>> Registry(ArchivedYear year, Action<TableEntity> change) =>
        year.Hand.ChangeRowAsync("registry", year.Unit, "unit", change);

    private static Task<Func<Task>> Blob(ArchivedYear year, string container, string words, Func<byte[], byte[]?> change) =>
        year.Hand.ChangeBlobAsync(container, $"{year.Unit}/", words, change);

    private static Action<TableEntity> Words(string column, string old, string other) => row =>
    {
        Assert.Contains(old, row.GetString(column), StringComparison.Ordinal);
        row[column] = row.GetString(column).Replace(old, other, StringComparison.Ordinal);
    };

    /// <summary>The approved targets have the reading of the self-evaluation, which is a whole one.</summary>
    private static string Swapped(string state)
    {
        var ids = System.Text.RegularExpressions.Regex.Matches(state, "\"(id|reading)\":\"([0-9a-f]{64})\"")
            .Select(match => match.Groups[2].Value).Distinct().ToList();
        return state.Replace(ids[0], ids[^1], StringComparison.Ordinal);
    }

    /// <summary>An anchor of tomorrow that tells of heads which no anchor there has: as if the one that had them were taken away.</summary>
    private static async Task<Func<Task>> ForgedAsync(ArchivedYear year)
    {
        var unit = UnitId.Parse(year.Unit).Value;
        var anchors = new Anchors(year.Clients);
        var closing = (await anchors.LatestAsync(unit, 2023))!;
        var name = string.Create(CultureInfo.InvariantCulture, $"{year.Unit}/2023/{closing.Day.AddDays(1):yyyy-MM-dd}.json");
        var text = System.Text.Json.JsonSerializer.Serialize(
            new Anchor(
                unit, 2023, closing.Day.AddDays(1), closing.Heads, [closing.Heads[0] with { Version = 1, Hash = await FirstAsync(year) }]),
            PerfFlow.Storage.Wire.Json);
        var blob = year.Clients.Blobs.GetBlobContainerClient("anchors").GetBlobClient(name);
        await blob.UploadAsync(BinaryData.FromString(text));
        return () => blob.DeleteAsync();
    }

    private static async Task<string> FirstAsync(ArchivedYear year) =>
        (await year.Clients.Tables.GetTableClient("ledger").GetEntityAsync<TableEntity>($"{year.Unit}:2023", "@unit:e:00000001"))
            .Value.GetString("Hash");
}
