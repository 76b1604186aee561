using Azure.Data.Tables;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledger;

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

        Assert.All(await VerifyAsync(unit, null), check => Assert.Null(check.Found));
        Assert.All(await VerifyAsync(unit, anchor), check => Assert.Null(check.Found));
        Assert.Equal(["roads", "schools"], anchor.Heads.Select(head => head.Stream));
    }

    [Fact]
    public async Task A_year_that_went_on_after_its_anchor_verifies()
    {
        var (unit, anchor) = await AnchoredYearAsync();
        await storage.Ledger.ExecuteAsync(Streams.Of(unit, Year.Number, Year.Schools), null, Year.Decider(Year.Upload(2)));

        Assert.All(await VerifyAsync(unit, anchor), check => Assert.Null(check.Found));
    }

    [Fact]
    public async Task An_event_changed_by_hand_is_found()
    {
        var (unit, _) = await AnchoredYearAsync();
        await ChangeAsync(unit, "roads:e:00000003", row => row["Event"] = row.GetString("Event").Replace("clerk", "other", StringComparison.Ordinal));

        Assert.Equal(new TamperingFound(Tampering.EventChanged, "roads", 3), await FoundAsync(unit, null));
    }

    [Fact]
    public async Task An_event_taken_out_is_found()
    {
        var (unit, _) = await AnchoredYearAsync();
        await Table.DeleteEntityAsync($"{unit}:{Year.Number}", "roads:e:00000002");

        Assert.Equal(new TamperingFound(Tampering.EventMissing, "roads", 2), await FoundAsync(unit, null));
    }

    [Fact]
    public async Task An_event_taken_from_the_end_is_found()
    {
        var (unit, _) = await AnchoredYearAsync();
        await Table.DeleteEntityAsync($"{unit}:{Year.Number}", "roads:e:00000005");

        Assert.Equal(new TamperingFound(Tampering.HeadMismatch, "roads", 4), await FoundAsync(unit, null));
    }

    [Fact]
    public async Task A_whole_stream_written_anew_is_found_by_the_anchor_alone()
    {
        var (unit, anchor) = await AnchoredYearAsync();
        await EraseAsync(unit, "roads");
        await LedgerTests.PlayAsync(storage.Ledger, Streams.Of(unit, Year.Number, Year.Roads), [Year.Upload(1) with { FileName = "另一份.xlsx" }, .. Year.UntilApproved[1..]]);

        Assert.All(await VerifyAsync(unit, null), check => Assert.Null(check.Found));
        Assert.Equal(new TamperingFound(Tampering.AnchorMismatch, "roads", 5), await FoundAsync(unit, anchor));
    }

    [Fact]
    public async Task A_whole_stream_erased_is_found_by_the_anchor_alone()
    {
        var (unit, anchor) = await AnchoredYearAsync();
        await EraseAsync(unit, "roads");

        Assert.Equal(["schools"], (await VerifyAsync(unit, null)).Select(check => check.Stream));
        Assert.Equal(new TamperingFound(Tampering.AnchorMismatch, "roads", 0), await FoundAsync(unit, anchor));
    }

    [Fact]
    public async Task A_days_anchor_is_written_once_and_the_latest_is_found()
    {
        var (unit, first) = await AnchoredYearAsync();
        var anchors = new Anchors(storage.Clients);
        await storage.Ledger.ExecuteAsync(Streams.Of(unit, Year.Number, Year.Schools), null, Year.Decider(Year.Upload(2)));

        var again = await anchors.AnchorAsync(unit, Year.Number, Day);
        var next = await anchors.AnchorAsync(unit, Year.Number, Day.AddDays(1));

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
        return (unit, await new Anchors(storage.Clients).AnchorAsync(unit, Year.Number, Day));
    }

    private async Task<IReadOnlyList<StreamCheck>> VerifyAsync(UnitId unit, Anchor? anchor)
        => await new LedgerCheck(storage.Clients).VerifyAsync(unit, Year.Number, anchor);

    private async Task<TamperingFound?> FoundAsync(UnitId unit, Anchor? anchor)
        => Assert.Single(await VerifyAsync(unit, anchor), check => !check.Ok).Found;

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
}
