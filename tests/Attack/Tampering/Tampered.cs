using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using PerfFlow.Attack.Tests.App;
using PerfFlow.Domain.Archive;

namespace PerfFlow.Attack.Tests.Tampering;

/// <summary>The hands: each change of <c>tampering.md</c> by its name, made with no code of the storage room.</summary>
/// <param name="amid">A unit in the middle of its year, anchored.</param>
/// <param name="signed">One whose year is over.</param>
internal sealed class Tampered(Vault vault, AttackUnit amid, AttackUnit signed)
{
    private const string Ledger = "ledger";
    private const string Hash = "Hash";
    private const string Event = "Event";
    private const string Version = "Version";

    private string Year => $"{amid.Id}:{AttackUnit.Year}";

    public IReadOnlyDictionary<string, Func<Task>> Changes => new Dictionary<string, Func<Task>>
    {
        ["an event's text"] = () => EventAsync(3, row => row[Event] = Edited(row)),
        ["an event's text, and its hash to it"] = async () =>
        {
            var before = (await EventsAsync("p1"))[1].GetString(Hash);
            await EventAsync(3, row => (row[Event], row[Hash]) = (Edited(row), Chain.Link(before, Edited(row))));
        },
        ["an event's text, all hashes after it, head and board to it"] = () => RewriteAsync(events => events[2][Event] = Edited(events[2])),
        ["an event taken out"] = () => vault.DeleteAsync(Ledger, Year, Key(2)),
        ["the last event taken out"] = async () => await vault.DeleteAsync(Ledger, (await EventsAsync("p1"))[^1]),
        ["the last event taken out, head and board set back"] = async () =>
        {
            var events = await EventsAsync("p1");
            await vault.DeleteAsync(Ledger, events[^1]);
            await StandAsync(events.Count - 1, events[^2].GetString(Hash));
        },
        ["an event without its text"] = () => EventAsync(2, row => row.Remove(Event)),
        ["two events in each other's place"] = async () =>
        {
            var events = await EventsAsync("p1");
            var (second, third) = (events[1].GetString(Event), events[2].GetString(Event));
            await EventAsync(2, row => row[Event] = third);
            await EventAsync(3, row => row[Event] = second);
        },
        ["an event more, the chain going on"] = () => AppendAsync(last => last.GetString(Event), standing: false),
        ["an event more that is none of ours, chain, head and board to it"] = () =>
            AppendAsync(_ => """{"type":"item-forged"}""", standing: true),
        ["all of a stream"] = async () =>
        {
            foreach (var row in await vault.RowsAsync(Ledger, Year, "p1:", "p1;"))
            {
                await vault.DeleteAsync(Ledger, row);
            }
        },
        ["the head's hash"] = () => HeadAsync(row => row[Hash] = Chain.HashOf("another")),
        ["the head's version"] = () => HeadAsync(row => row[Version] = 1),
        ["the head taken out"] = () => vault.DeleteAsync(Ledger, Year, "p1:@"),
        ["the head's state"] = () => HeadAsync(row => row["State"] = Flipped(row.GetString("State"))),
        ["a row of the board"] = () => vault.ChangeAsync(Ledger, Year, "!board:p1", row => row["Row"] = Flipped(row.GetString("Row"))),
        ["a row of the board taken out"] = () => vault.DeleteAsync(Ledger, Year, "!board:p1"),
        ["what the board has of a project's registration"] = () => vault.ChangeAsync(
            Ledger, Year, "!board:p1", row => row["Project"] = row.GetString("Project").Replace("培训", "宴请", StringComparison.Ordinal)),
        ["a large event's blob"] = async () => await vault.ChangeBlobAsync(Ledger, await LargeAsync(), Flip),
        ["a large event's blob taken out"] = async () => await vault.DeleteBlobAsync(Ledger, await LargeAsync()),
        ["a head in an anchor"] = () => vault.ChangeBlobAsync("anchors", $"{amid.Id}/", bytes =>
        {
            var anchor = JsonNode.Parse(bytes)!;
            anchor["heads"]!.AsArray().Single(head => (string)head!["stream"]! == "p1")!["hash"] = Chain.HashOf("another");
            return System.Text.Encoding.UTF8.GetBytes(anchor.ToJsonString());
        }),
        ["a stream that nobody has begun"] = () =>
            AddAsync("p9:e:00000001", (Event, "{}"), (Hash, Chain.Link(Chain.Genesis($"{Year}:p9"), "{}"))),
        ["a sheet taken out"] = () => vault.DeleteBlobAsync("sheets", $"{amid.Id}/{AttackUnit.Year}/q1/p1/1-"),
        ["evidence taken out"] = () => vault.DeleteBlobAsync("evidence", $"{amid.Id}/"),
        ["the report's workbook taken out"] = async () => await vault.DeleteBlobAsync("reports", await ReportAsync("xlsx")),
        ["an archive taken out"] = () => vault.DeleteBlobAsync("archive", $"{signed.Id}/{AttackUnit.Year}/p1/"),
        ["a reading"] = async () => await vault.ChangeBlobAsync("readings", await ReadingAsync(),
            bytes => System.Text.Encoding.UTF8.GetBytes(
            System.Text.Encoding.UTF8.GetString(bytes).Replace("100", "200", StringComparison.Ordinal))),
        ["a reading taken out"] = async () => await vault.DeleteBlobAsync("readings", await ReadingAsync()),
        ["a sheet"] = () => vault.ChangeBlobAsync("sheets", $"{amid.Id}/{AttackUnit.Year}/q1/p1/1-", Flip),
        ["evidence"] = () => vault.ChangeBlobAsync("evidence", $"{amid.Id}/", Flip),
        ["the report's workbook"] = async () => await vault.ChangeBlobAsync("reports", await ReportAsync("xlsx"), Flip),
        ["the report's text"] = async () => await vault.ChangeBlobAsync("reports", await ReportAsync("md"), Flip),
        ["an archive"] = () => vault.ChangeBlobAsync("archive", $"{signed.Id}/{AttackUnit.Year}/p1/", Flip),
        ["a command that was never done"] = () => AddAsync("p1:id:forged", (Version, 1), (Hash, Chain.HashOf("x"))),
        ["the only anchor taken out"] = () => vault.DeleteBlobAsync("anchors", $"{amid.Id}/"),
        ["a day's anchor taken out of three"] = GapAsync,
        ["a role given by hand"] = () => vault.ChangeAsync(
            "members", amid.Id, Person("clerk"), row => row["Membership"] = """{"roles":["group-chair"],"sections":[]}"""),
        ["a section given by hand"] = () => vault.ChangeAsync("members", amid.Id, Person("clerk"), row => row["Membership"] =
            row.GetString("Membership").Replace(AttackUnit.Section, AttackUnit.OtherSection, StringComparison.Ordinal)),
        ["a member taken out by hand"] = () => vault.DeleteAsync("members", amid.Id, Person("second")),
        ["what an event of the memberships says"] = () => vault.ChangeAsync(
            "members", amid.Id, "!@members:e:00000002", row => row[Event] = Flipped(row.GetString(Event))),
        ["an event of the memberships taken out"] = () => vault.DeleteAsync("members", amid.Id, "!@members:e:00000002"),
        ["a decider put into the head of the memberships"] = () => vault.ChangeAsync(
            "members", amid.Id, "!@members:@", row => row["State"] = row.GetString("State")
                .Replace("\"deciders\":{", "\"deciders\":{\"abcdefghijkm\":[\"admin\"],", StringComparison.Ordinal)),
        ["a person put in by hand"] = () => vault.AddAsync("members", new(amid.Id, Person("intruder"))
        {
            ["Key"] = "0123456789abcdef",
            ["Name"] = "intruder",
            ["Membership"] = """{"roles":["auditor"],"sections":[]}""",
        }),
        ["a unit's name in the registry"] = () => vault.ChangeAsync("registry", amid.Id, "unit", row => row["Name"] = "别的单位"),
        ["a year taken out of the registry"] = () => vault.ChangeAsync("registry", amid.Id, "unit", row => row["ActiveYears"] = ""),
        ["a unit's row of the registry with values of other types"] = () =>
            vault.ChangeAsync("registry", amid.Id, "unit", row => (row["Name"], row["ActiveYears"]) = (1, true)),
        ["a row of rubbish in the ledger"] = () => AddAsync("rubbish", ("x", "y")),
        ["an event whose number is none"] = () => AddAsync("p1:e:abcdefgh", (Event, "{}"), (Hash, "x")),
        ["an event with values of other types"] = () => EventAsync(2, row => (row[Event], row[Hash]) = (1, true)),
        ["a head with values of other types"] = () => HeadAsync(row => (row[Version], row["State"]) = ("many", 7)),
        ["a row of the board with values of other types"] = () => vault.ChangeAsync(
            Ledger, Year, "!board:p1", row => (row["Row"], row["Project"], row["Withdrawn"]) = (1, 2, "x")),
        ["a member without a key"] = () => vault.ChangeAsync("members", amid.Id, Person("second"), row => row.Remove("Key")),
        ["a member whose roles are rubbish"] = () => vault.ChangeAsync(
            "members", amid.Id, Person("second"), row => row["Membership"] = """{"roles":["emperor"],"sections":7}"""),
        ["years of the registry that are rubbish"] = () =>
            vault.ChangeAsync("registry", amid.Id, "unit", row => row["ActiveYears"] = "x,9999999999"),
    };

    private Task EventAsync(int version, Action<TableEntity> change) => vault.ChangeAsync(Ledger, Year, Key(version), change);

    private Task HeadAsync(Action<TableEntity> change) => vault.ChangeAsync(Ledger, Year, "p1:@", change);

    private Task<List<TableEntity>> EventsAsync(string stream) => vault.RowsAsync(Ledger, Year, $"{stream}:e:", $"{stream}:e;");

    private Task AddAsync(string row, params (string Name, object Value)[] values)
    {
        var added = new TableEntity(Year, row);
        foreach (var (name, value) in values)
        {
            added[name] = value;
        }

        return vault.AddAsync(Ledger, added);
    }

    /// <summary>Changes events and makes the whole chain right again, as somebody would who knows how it is made.</summary>
    private async Task RewriteAsync(Action<List<TableEntity>> change)
    {
        var events = await EventsAsync("p1");
        change(events);
        var hash = Chain.Genesis($"{Year}:p1");
        foreach (var (at, happened) in events.Index())
        {
            var text = happened.GetString(Event);
            var now = hash = Chain.Link(hash, text);
            await EventAsync(at + 1, row => (row[Event], row[Hash]) = (text, now));
        }

        await StandAsync(events.Count, hash);
    }

    private async Task AppendAsync(Func<TableEntity, string> text, bool standing)
    {
        var events = await EventsAsync("p1");
        var added = text(events[^1]);
        var hash = Chain.Link(events[^1].GetString(Hash), added);
        await AddAsync(Key(events.Count + 1), (Event, added), (Hash, hash));
        if (standing)
        {
            await StandAsync(events.Count + 1, hash);
        }
    }

    private async Task StandAsync(int version, string hash)
    {
        await HeadAsync(row => (row[Version], row[Hash]) = (version, hash));
        await vault.ChangeAsync(Ledger, Year, "!board:p1", row => (row[Version], row[Hash]) = (version, hash));
    }

    /// <summary>Days before today, as they would have been anchored, and then one in the middle is gone.</summary>
    private async Task GapAsync()
    {
        var latest = await vault.BlobAsync("anchors", $"{amid.Id}/");
        var anchor = JsonNode.Parse((await latest.DownloadContentAsync()).Value.Content)!;
        var today = DateOnly.Parse((string)anchor["day"]!, CultureInfo.InvariantCulture);
        var earliest = today.AddDays(-2);
        anchor["day"] = earliest.ToString("O", CultureInfo.InvariantCulture);
        await vault.AddBlobAsync(
            "anchors", $"{amid.Id}/{AttackUnit.Year}/{earliest:yyyy-MM-dd}.json",
                System.Text.Encoding.UTF8.GetBytes(anchor.ToJsonString()));
    }

    private async Task<string> LargeAsync() =>
        (await EventsAsync("p2")).Select(row => row.GetString("Blob")).First(blob => blob is not null);

    /// <summary>Of the approved targets.</summary>
    private async Task<string> ReadingAsync()
    {
        var read = (await EventsAsync("p1")).Select(row => JsonNode.Parse(row.GetString(Event))!)
            .First(happened => (string)happened["type"]! == "sheet-read" && (string)happened["stage"]! == "targets");
        return $"{amid.Id}/{(string)(read["reading"] as JsonObject)!["id"]!}";
    }

    private async Task<string> ReportAsync(string extension) =>
        (await vault.NamesAsync("reports", $"{signed.Id}/")).Single(name => name.EndsWith(extension, StringComparison.Ordinal));

    private static string Key(int version) => string.Create(CultureInfo.InvariantCulture, $"p1:e:{version:D8}");

    private static string Person(string name) => $"t=3A{name}";

    /// <summary>Another person did it.</summary>
    private static string Edited(TableEntity row) => row.GetString(Event).Replace("section-head", "section-clerk", StringComparison.Ordinal)
        .Replace("\"at\":\"20", "\"at\":\"19", StringComparison.Ordinal);

    /// <summary>Fits its form, and says something else.</summary>
    private static string Flipped(string json)
    {
        var at = json.IndexOfAny(['1', '2', '3', '4', '5', '6', '7', '8']);
        return $"{json[..at]}{(char)(json[at] + 1)}{json[(at + 1)..]}";
    }

    private static byte[] Flip(byte[] bytes)
    {
        bytes[bytes.Length / 2] ^= 1;
        return bytes;
    }
}
