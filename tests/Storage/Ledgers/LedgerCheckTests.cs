using System.Collections.Immutable;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using PerfFlow.Azurite.Faults;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Tests;

[Collection(nameof(StorageCollection))]
public sealed class LedgerCheckTests(StorageFixture storage)
{
    private static readonly DateOnly Day = new(2024, 6, 1);

    private TableClient Table => storage.Clients.Tables.GetTableClient("ledger");

    [Fact]
    public async Task An_untouched_year_verifies_with_and_without_its_anchor()
    {
        var (unit, anchor) = await AnchoredYearAsync();

        Assert.All(await VerifyAsync(unit), check => Assert.Null(check.Found));
        Assert.All(await VerifyAsync(unit, anchor), check => Assert.Null(check.Found));
        Assert.Equal(["roads", "schools"], anchor.Heads.Select(head => head.Stream));
    }

    [Fact]
    public async Task A_year_that_went_on_after_its_anchor_verifies()
    {
        var (unit, anchor) = await AnchoredYearAsync();
        await storage.Ledger.ExecuteAsync(Streams.Of(unit, Year.Number, Year.Schools), null, Year.Decider(A.Upload(A.Targets, 2)));

        Assert.All(await VerifyAsync(unit, anchor), check => Assert.Null(check.Found));
    }

    [Fact]
    public async Task An_event_changed_by_hand_is_found()
    {
        var (unit, _) = await AnchoredYearAsync();
        await ChangeAsync(
            unit,
            "roads:e:00000003",
            row => row["Event"] = row.GetString("Event").Replace("\"head\"", "\"other\"", StringComparison.Ordinal));

        Assert.Equal(new TamperingFound(Tampering.EventChanged, "roads", 3), await FoundAsync(unit));
    }

    [Fact]
    public async Task An_event_taken_out_is_found()
    {
        var (unit, _) = await AnchoredYearAsync();
        await Table.DeleteEntityAsync($"{unit}:{Year.Number}", "roads:e:00000002");

        Assert.Equal(new TamperingFound(Tampering.EventMissing, "roads", 2), await FoundAsync(unit));
    }

    [Fact]
    public async Task An_event_taken_from_the_end_is_found()
    {
        var (unit, _) = await AnchoredYearAsync();
        await Table.DeleteEntityAsync($"{unit}:{Year.Number}", "roads:e:00000005");

        Assert.Equal(new TamperingFound(Tampering.HeadMismatch, "roads", 4), await FoundAsync(unit));
    }

    [Fact]
    public async Task A_whole_stream_written_anew_is_found_by_the_anchor_alone()
    {
        var (unit, anchor) = await AnchoredYearAsync();
        await EraseAsync(unit, "roads");
        await LedgerTests.PlayAsync(
            storage.Ledger,
            Streams.Of(unit, Year.Number, Year.Roads),
            [A.Upload(A.Targets, 1, file: "另一份.xlsx"), .. Year.UntilApproved[1..]]);

        Assert.All(await VerifyAsync(unit), check => Assert.Null(check.Found));
        Assert.Equal(new TamperingFound(Tampering.AnchorMismatch, "roads", 5), await FoundAsync(unit, anchor));
    }

    [Fact]
    public async Task A_whole_stream_erased_is_found_by_the_anchor_alone()
    {
        var (unit, anchor) = await AnchoredYearAsync();
        await EraseAsync(unit, "roads");

        Assert.Equal(["schools"], (await VerifyAsync(unit)).Select(check => check.Stream));
        Assert.Equal(new TamperingFound(Tampering.AnchorMismatch, "roads", 0), await FoundAsync(unit, anchor));
    }

    [Fact]
    public async Task A_chain_written_anew_to_agree_with_the_last_anchor_is_found_by_an_older_one()
    {
        var (unit, first) = await AnchoredYearAsync();
        await EraseAsync(unit, "roads");
        await LedgerTests.PlayAsync(
            storage.Ledger,
            Streams.Of(unit, Year.Number, Year.Roads),
            [A.Upload(A.Targets, 1, file: "另一份.xlsx"), .. Year.UntilApproved[1..]]);
        await LedgerTests.PlayAsync(storage.Ledger, Streams.Of(unit, Year.Number, Year.Roads), [A.Lock(A.Targets)]);
        var forged = first with { Day = Day.AddDays(1), Heads = await HeadsAsync(unit) };

        Assert.All(await VerifyAsync(unit, forged), check => Assert.Null(check.Found));
        Assert.Equal(new TamperingFound(Tampering.AnchorMismatch, "roads", 5), await FoundAsync(unit, forged, first));
    }

    [Fact]
    public async Task The_latest_anchor_alone_knows_the_heads_of_those_before()
    {
        var (unit, first) = await AnchoredYearAsync();
        await storage.Ledger.ExecuteAsync(Streams.Of(unit, Year.Number, Year.Schools), null, Year.Decider(A.Upload(A.Targets, 2)));
        var anchors = new Anchors(storage.Clients);
        var second = await anchors.AnchorAsync(unit, Year.Number, Day.AddDays(1), await HeadsAsync(unit));
        await storage.Ledger.ExecuteAsync(Streams.Of(unit, Year.Number, Year.Schools), null, Year.Decider(A.Upload(A.Targets, 3)));
        var third = await anchors.AnchorAsync(unit, Year.Number, Day.AddDays(2), await HeadsAsync(unit));

        Assert.Equal([first.Heads[1], second.Heads[1]], third.Earlier.ToArray());
        Assert.Equal([first.Day, second.Day, third.Day], (await anchors.AllAsync(unit, Year.Number)).Select(anchor => anchor.Day));
    }

    [Fact]
    public async Task The_closing_anchor_of_a_year_stands_after_those_of_all_days()
    {
        var (unit, first) = await AnchoredYearAsync();
        var anchors = new Anchors(storage.Clients);
        await storage.Ledger.ExecuteAsync(Streams.Of(unit, Year.Number, Year.Schools), null, Year.Decider(A.Upload(A.Targets, 2)));

        var closing = await anchors.CloseAsync(unit, Year.Number, Day, await HeadsAsync(unit));
        var again = await anchors.CloseAsync(unit, Year.Number, Day.AddDays(9), []);

        Assert.Equal([first.Heads[1]], closing.Earlier.ToArray());
        Assert.Equal(closing.Heads.ToArray(), again.Heads.ToArray());
        Assert.Equal(closing.Heads.ToArray(), (await anchors.LatestAsync(unit, Year.Number))!.Heads.ToArray());
    }

    [Fact]
    public async Task A_board_row_changed_by_hand_is_found_though_its_hash_was_left_alone()
    {
        var (unit, _) = await AnchoredYearAsync();
        await ChangeAsync(
            unit, "!board:roads", row => row["Row"] = row.GetString("Row").Replace("approved", "returned", StringComparison.Ordinal));

        Assert.Equal(new TamperingFound(Tampering.BoardMismatch, "roads", 5), await FoundAsync(unit));
    }

    [Fact]
    public async Task A_state_changed_by_hand_is_found_and_written_anew()
    {
        var (unit, _) = await AnchoredYearAsync();
        await ChangeAsync(
            unit, "roads:@", row => row["State"] = row.GetString("State").Replace("approved", "locked", StringComparison.Ordinal));

        Assert.Equal(new TamperingFound(Tampering.StateMismatch, "roads", 5), await FoundAsync(unit));
        Assert.Equal(1, await storage.Board.RebuildAsync(unit, Year.Number));
        Assert.All(await VerifyAsync(unit), check => Assert.Null(check.Found));
    }

    [Fact]
    public async Task A_board_row_of_an_older_version_is_outdated_and_no_tampering()
    {
        var (unit, _) = await AnchoredYearAsync();
        var live = await storage.Board.ShowAsync(unit, Year.Number);
        await ChangeAsync(
            unit, "!board:roads", row => row["Row"] = row.GetString("Row").Replace("\"ok\":true,", "", StringComparison.Ordinal));

        var check = (await VerifyAsync(unit)).Single(check => check.Stream == "roads");
        Assert.Equal((null, true), (check.Found, check.Outdated));
        Assert.Equal(1, await storage.Board.RebuildAsync(unit, Year.Number));
        Assert.Equal(
            live.Rows[0].Summary.Items[A.Targets.Id].Ok,
            (await storage.Board.ShowAsync(unit, Year.Number)).Rows[0].Summary.Items[A.Targets.Id].Ok);
        Assert.All(await VerifyAsync(unit), rebuilt => Assert.False(rebuilt.Outdated));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("no json")]
    [InlineData("{\"items\":{}}")]
    [InlineData("{\"items\":{\"none\":{}}}")]
    public async Task A_board_row_that_says_something_else_is_found(string text)
    {
        var (unit, _) = await AnchoredYearAsync();
        await ChangeAsync(unit, "!board:roads", row => row["Row"] = text);

        Assert.Equal(new TamperingFound(Tampering.BoardMismatch, "roads", 5), await FoundAsync(unit));
    }

    [Fact]
    public async Task Events_that_no_rule_can_apply_are_found_though_they_are_chained()
    {
        var (unit, _) = await AnchoredYearAsync();
        await EraseAsync(unit, "roads");
        const string Text = """{"at":"2024-01-01T00:00:00+00:00","type":"made-up"}""";
        var hash = Chain.Link(Chain.Genesis($"{unit}:{Year.Number}:roads"), Text);
        await Table.AddEntityAsync(new TableEntity($"{unit}:{Year.Number}", "roads:e:00000001") { ["Event"] = Text, ["Hash"] = hash });
        await Table.AddEntityAsync(new TableEntity($"{unit}:{Year.Number}", "roads:@") { ["Version"] = 1, ["Hash"] = hash });

        Assert.Equal(new TamperingFound(Tampering.EventUnreadable, "roads", 1), await FoundAsync(unit));
    }

    [Theory]
    [InlineData("junk")]
    [InlineData("!board:junk")]
    [InlineData("roads:e:junk")]
    public async Task A_row_that_belongs_to_nothing_is_found(string row)
    {
        var (unit, _) = await AnchoredYearAsync();
        await Table.AddEntityAsync(new TableEntity($"{unit}:{Year.Number}", row));

        Assert.NotNull(await FoundAsync(unit));
    }

    /// <summary>A repeat of it would be answered as done, though nothing happened.</summary>
    [Theory]
    [InlineData("roads:id:forged", 9)]
    [InlineData("roads:id:forged", 0)]
    [InlineData("roads:id:forged", 2)]
    [InlineData("roads:junk", 2)]
    public async Task A_command_noted_where_nothing_happened_is_found(string row, int version)
    {
        var (unit, _) = await AnchoredYearAsync();
        await storage.Ledger.ExecuteAsync(
            Streams.Of(unit, Year.Number, Year.Roads), "done", Year.Decider(A.Lock(A.Targets)));
        Assert.All(await VerifyAsync(unit), check => Assert.Null(check.Found));
        await Table.AddEntityAsync(
            new TableEntity($"{unit}:{Year.Number}", row) { ["Version"] = version, ["Hash"] = Chain.HashOf("another") });

        Assert.Equal(new TamperingFound(Tampering.CommandMismatch, "roads", 6), await FoundAsync(unit));
    }

    [Theory]
    [InlineData("roads:e:00000002", "Event", Tampering.EventMissing)]
    [InlineData("roads:e:00000002", "Hash", Tampering.EventChanged)]
    [InlineData("roads:@", "Hash", Tampering.HeadMismatch)]
    [InlineData("roads:@", "State", Tampering.StateMismatch)]
    [InlineData("!board:roads", "Version", Tampering.BoardMismatch)]
    [InlineData("!board:roads", "Row", Tampering.BoardMismatch)]
    public async Task A_value_of_another_type_is_found(string row, string column, Tampering kind)
    {
        var (unit, _) = await AnchoredYearAsync();
        await ChangeAsync(unit, row, entity => entity[column] = 1.5);

        Assert.Equal(kind, (await FoundAsync(unit))!.Kind);
    }

    [Fact]
    public async Task A_verification_is_kept_until_the_next()
    {
        var (unit, _) = await AnchoredYearAsync();
        var verifications = new LedgerVerifications(storage.Clients);
        Assert.Null(await verifications.FindAsync(unit, Year.Number));

        await verifications.KeepAsync(unit, Year.Number, new(A.Opening, [new("roads", 0, "00", new(Tampering.EventMissing, "roads", 1))]));
        var broken = await verifications.FindAsync(unit, Year.Number);
        await verifications.KeepAsync(unit, Year.Number, new(A.Opening.AddDays(1), [.. await VerifyAsync(unit)]));
        var mended = await verifications.FindAsync(unit, Year.Number);

        Assert.Equal((false, new DateOnly(2024, 1, 1)), (broken!.Ok, broken.Day));
        Assert.Equal(new TamperingFound(Tampering.EventMissing, "roads", 1), broken.Streams[0].Found);
        Assert.Equal((true, new DateOnly(2024, 1, 2)), (mended!.Ok, mended.Day));
    }

    [Fact]
    public async Task The_log_is_read_page_by_page_as_it_was_written()
    {
        var (unit, _) = await AnchoredYearAsync();
        var log = new LedgerLog(storage.Clients);

        var first = await log.ReadAsync(unit, Year.Number, Year.Roads, 0, 3);
        var rest = await log.ReadAsync(unit, Year.Number, Year.Roads, 3, 3);

        Assert.Equal([1, 2, 3, 4, 5], first.Concat(rest).Select(logged => logged.Version));
        Assert.Equal(
            rest[^1].Hash,
            first.Concat(rest).Aggregate(Chain.Genesis($"{unit}:{Year.Number}:roads"), (hash, logged) => Chain.Link(hash, logged.Text!)));
        Assert.Empty(await log.ReadAsync(unit, Year.Number, null, 0, 3));
    }

    [Fact]
    public async Task A_days_anchor_is_written_once_and_the_latest_is_found()
    {
        var (unit, first) = await AnchoredYearAsync();
        var anchors = new Anchors(storage.Clients);
        await storage.Ledger.ExecuteAsync(Streams.Of(unit, Year.Number, Year.Schools), null, Year.Decider(A.Upload(A.Targets, 2)));

        var again = await anchors.AnchorAsync(unit, Year.Number, Day, await HeadsAsync(unit));
        var next = await anchors.AnchorAsync(unit, Year.Number, Day.AddDays(1), await HeadsAsync(unit));

        Assert.Equal(first.Heads.ToArray(), again.Heads.ToArray());
        Assert.NotEqual(first.Heads.ToArray(), next.Heads.ToArray());
        Assert.Equal(next.Heads.ToArray(), (await anchors.LatestAsync(unit, Year.Number))!.Heads.ToArray());
        Assert.Null(await anchors.LatestAsync(StorageFixture.NewUnit(), Year.Number));
    }

    private async Task<(UnitId Unit, Anchor Anchor)> AnchoredYearAsync()
    {
        var unit = StorageFixture.NewUnit();
        await LedgerTests.PlayAsync(storage.Ledger, Streams.Of(unit, Year.Number, Year.Roads), Year.UntilApproved);
        await LedgerTests.PlayAsync(storage.Ledger, Streams.Of(unit, Year.Number, Year.Schools), Year.UntilApproved[..1]);
        return (unit, await new Anchors(storage.Clients).AnchorAsync(unit, Year.Number, Day, await HeadsAsync(unit)));
    }

    private async Task<ImmutableArray<AnchoredHead>> HeadsAsync(UnitId unit)
        => [.. (await VerifyAsync(unit)).Select(check => new AnchoredHead(check.Stream, check.Version, check.Hash))];

    private async Task<IReadOnlyList<StreamCheck>> VerifyAsync(UnitId unit, params Anchor[] anchors)
        => await new LedgerCheck(storage.Clients).VerifyAsync(unit, Year.Number, anchors);

    private async Task<TamperingFound?> FoundAsync(UnitId unit, params Anchor[] anchors)
        => Assert.Single(await VerifyAsync(unit, anchors), check => !check.Ok).Found;

    private async Task ChangeAsync(UnitId unit, string row, Action<TableEntity> change)
    {
        TableEntity entity = await Table.GetEntityAsync<TableEntity>($"{unit}:{Year.Number}", row);
        change(entity);
        await Table.UpdateEntityAsync(entity, Azure.ETag.All, TableUpdateMode.Replace);
    }

    private async Task EraseAsync(UnitId unit, string stream)
    {
        var partition = $"{unit}:{Year.Number}";
        await foreach (var row in Table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}")))
        {
            if (row.RowKey.StartsWith($"{stream}:", StringComparison.Ordinal) || row.RowKey == $"!board:{stream}")
            {
                await Table.DeleteEntityAsync(partition, row.RowKey);
            }
        }
    }

    [Fact]
    public async Task An_append_while_a_long_year_is_being_verified_is_no_tampering()
    {
        var (unit, anchor) = await AnchoredYearAsync();
        await FillPageUpToRoadsAsync(unit);
        var appends = new BetweenPages(
            () => storage.Ledger.ExecuteAsync(Streams.Of(unit, Year.Number, Year.Roads), null, Year.Decider(A.Upload(A.Targets, 2))));

        var checks = await new LedgerCheck(storage.Connect(appends)).VerifyAsync(unit, Year.Number, [anchor]);

        Assert.True(appends.Happened);
        Assert.All(checks, check => Assert.Null(check.Found));
    }

    [Fact]
    public async Task Tampering_in_a_long_year_is_found_though_the_year_goes_on()
    {
        var (unit, _) = await AnchoredYearAsync();
        await FillPageUpToRoadsAsync(unit);
        await ChangeAsync(
            unit,
            "roads:e:00000003",
            row => row["Event"] = row.GetString("Event").Replace("\"head\"", "\"other\"", StringComparison.Ordinal));
        var appends = new BetweenPages(
            () => storage.Ledger.ExecuteAsync(Streams.Of(unit, Year.Number, Year.Schools), null, Year.Decider(A.Upload(A.Targets, 2))));

        var checks = await new LedgerCheck(storage.Connect(appends)).VerifyAsync(unit, Year.Number);

        Assert.True(appends.Happened);
        Assert.Equal(
            [new TamperingFound(Tampering.EventChanged, "roads", 3)], checks.Select(check => check.Found).OfType<TamperingFound>());
    }

    /// <summary>
    /// Commands that were done on a project before the roads: so many that the first page of 1000 rows ends with the head of the roads.
    /// </summary>
    private async Task FillPageUpToRoadsAsync(UnitId unit)
    {
        const int page = 1000;
        var begun = await storage.Ledger.ExecuteAsync(
            Streams.Of(unit, Year.Number, ProjectId.Parse("bridges").Value), null, Year.Decider(A.Upload(A.Targets, 1)));
        var there = 0;
        await foreach (var row in Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {$"{unit}:{Year.Number}"} and RowKey le {"roads:@"}")))
        {
            there++;
        }

        foreach (var few in Enumerable.Range(0, page - there).Chunk(100))
        {
            await Table.SubmitTransactionAsync(few.Select(number => new TableTransactionAction(
                TableTransactionActionType.Add,
                new TableEntity($"{unit}:{Year.Number}", $"bridges:id:{number:D4}")
                {
                    ["Version"] = begun.Version,
                    ["Hash"] = begun.Hash,
                })));
        }
    }

    /// <summary>Does something once, before the second page of a query is asked for.</summary>
    private sealed class BetweenPages(Func<Task> act) : StoragePolicy
    {
        public bool Happened { get; private set; }

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (!Happened && message.Request.Uri.Query.Contains("NextRowKey", StringComparison.OrdinalIgnoreCase))
            {
                Happened = true;
                await act();
            }

            await ProcessNextAsync(message, pipeline);
        }
    }
}
