using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.News;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Notices;
using PerfFlow.Storage.Units;

namespace PerfFlow.Faults.Tests.Deaths;

/// <summary>
/// Everything a year has left behind, in words that do not say when, in which unit, under which hash or whose random key.
/// </summary>
internal static partial class Trace
{
    private static readonly string[] Containers = ["uploads", "sheets", "readings", "reports", "evidence", "archive"];

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash { get; }

    [GeneratedRegex("""[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|\\u002B00:00|\+00:00)""")]
    private static partial Regex Instant { get; }

    /// <summary>One line for each event, answer and blob.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(TestApp app, StorageClients clients, FaultyYear year)
    {
        var unit = UnitId.Parse(year.Unit).Value;
        var ledger = new Ledger(clients, TimeProvider.System);
        var lines = new List<string>();
        var project = await ledger.ReadAsync(Streams.Of(unit, TestYear.Year, ProjectId.Parse("p1").Value));
        lines.AddRange(project.Events.Select(entry => $"project {entry.Version}: {JsonSerializer.Serialize(entry.Event, Wire.Json)}"));
        var unitYear = await ledger.ReadAsync(Streams.Of(unit, TestYear.Year));
        lines.AddRange(unitYear.Events.Select(entry => // one that could not be archived at once comes after the others
            $"unit {(entry.Event is UnitYearEvent.ProjectArchived ? 0 : entry.Version)}: "
            + JsonSerializer.Serialize(entry.Event, Wire.Json)));
        foreach (var path in new[] { "targets", "q1", "q2", "self-evaluation" }.Select(year.Item)
            .Append($"units/{unit}/years/{TestYear.Year}/board"))
        {
            lines.Add($"{path}: {(await app.As("lead").GetAsync(path)).Text}");
        }

        lines.AddRange(await BlobsAsync(clients, year.Unit));
        var people = await new Memberships(clients).PeopleAsync(unit);
        lines.AddRange(people.Members.Select(member => $"member {member.Person}: {string.Join(' ', member.Roles)}"));
        lines.AddRange((await new LedgerLog(clients).ReadMembersAsync(unit, 0, 1000))
            .Select(logged => $"members {logged.Version}: {logged.Text}"));
        var invitations = new Invitations(clients, new MembershipLedger(clients, TimeProvider.System), TimeProvider.System);
        var invited = await invitations.ListAsync(unit);
        lines.AddRange(invited.Select(invitation => $"invitation: {JsonSerializer.Serialize(invitation, Wire.Json)}"));
        lines.AddRange(await PlacesAsync(clients, year.Unit));
        lines.Add($"join code: {await invitations.JoinCodeAsync(unit) is not null}");
        var pass = (await new FilePassNotes(clients).FindAsync(unit, TestYear.Year)).Last;
        lines.Add($"files: {pass?.Checked} looked at, {pass?.Altered} altered");
        await app.Get<Telling>().TellAsync(unit, TestYear.Year, CancellationToken.None); // what its own time has not come for yet
        lines.AddRange(await NoticesAsync(clients, unit, [.. people.Members.Select(member => member.Person)]));
        lines.Add($"untold: {(await new Board(clients).ShowAsync(unit, TestYear.Year)).Untold.Length}");
        var random = people.Keys.Select(key => (Key: key, Value: people.IdOf(key) is var id && id != key ? id : "erased"))
            .Concat(invited.Select((invitation, i) => (Key: invitation.Id, Value: $"invitation {i}")))
            .ToList();
        return
        [
            .. lines
                .Select(line => random.Aggregate(line, (said, one) => said.Replace(one.Key, one.Value, StringComparison.Ordinal)))
                .Select(line => Instant.Replace(Hash.Replace(line, "#"), "@").Replace(year.Unit, "U", StringComparison.Ordinal)),
        ];
    }

    /// <summary>Whether a task is still there when it is told depends on when it is; what was decided does not.</summary>
    private static async Task<IReadOnlyList<string>> NoticesAsync(StorageClients clients, UnitId unit, IReadOnlyList<string> people)
    {
        var told = new List<string>();
        foreach (var person in people)
        {
            told.AddRange((await new Inbox(clients).ListAsync(unit, person, Inbox.MostOnPage)).Notices
                .Where(sent => sent.Notice.News?.News != NewsKind.Task)
                .Select(sent => $"notice to {person} of {sent.Notice.Stage}: {sent.Notice.News?.News}, read {sent.ReadAt is not null}"));
        }

        return [.. told.Order(StringComparer.Ordinal)];
    }

    /// <summary>Under which accounts and people its invitations are found.</summary>
    private static async Task<IReadOnlyList<string>> PlacesAsync(StorageClients clients, string unit)
    {
        var places = new List<string>();
        await foreach (var row in clients.Tables.GetTableClient("members").QueryAsync<TableEntity>(
            "PartitionKey ge '@@' and PartitionKey lt 'A'"
            + TableClient.CreateQueryFilter($" and RowKey ge {unit + ":"} and RowKey lt {unit + ";"}")))
        {
            places.Add($"place {row.RowKey}");
        }

        return [.. places.Order(StringComparer.Ordinal)];
    }

    /// <summary>The ledger is whole, and the board is what it says.</summary>
    public static async Task AssertSoundAsync(StorageClients clients, FaultyYear year)
    {
        var unit = UnitId.Parse(year.Unit).Value;
        Assert.All(await new LedgerCheck(clients).VerifyAsync(unit, TestYear.Year), check => Assert.Null(check.Found));
        Assert.Null((await new MembershipCheck(clients).VerifyAsync(unit)).Found);
        Assert.Equal(0, await new Board(clients).RebuildAsync(unit, TestYear.Year));
    }

    /// <summary>What has been read moves from one container to the other at the sweep's time.</summary>
    private static async Task<IEnumerable<string>> BlobsAsync(StorageClients clients, string unit)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var container in Containers)
        {
            await foreach (var blob in clients.Blobs.GetBlobContainerClient(container)
                .GetBlobsAsync(BlobTraits.None, BlobStates.None, unit, CancellationToken.None))
            {
                if (!blob.Name.Contains("failure-", StringComparison.Ordinal)) // what the sweep notes of a reading it had to try again
                {
                    // a report that is drawn again lies beside the first, and the ledger names one of them
                    var name = container == "reports" ? Hash.Replace(blob.Name, "#") : blob.Name;
                    names.Add($"blob {(container == "uploads" ? "sheets" : container)}/{name}");
                }
            }
        }

        return names;
    }
}
