using System.Text.Json;
using Azure.Data.Tables;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Tests;

[Collection(nameof(StorageCollection))]
public sealed class BoardTests(StorageFixture storage)
{
    [Fact]
    public async Task The_board_shows_what_the_ledger_folds_to_in_one_transaction()
    {
        var unit = StorageFixture.NewUnit();
        var roads = await LedgerTests.PlayAsync(storage.Ledger, Streams.Of(unit, Year.Number, Year.Roads), Year.UntilApproved);
        var opened = await OpenAsync(unit);
        var counter = new TransactionCounter();

        var board = await new Board(storage.Connect(counter)).ShowAsync(unit, Year.Number);

        Assert.Equal(1, counter.Count);
        Assert.Equal(Json(UnitYear.Of(opened.State, [])), Json(board.Unit));
        Assert.Equal((opened.Version, opened.Hash), (board.UnitVersion, board.UnitHead));
        var row = Assert.Single(board.Rows);
        Assert.Equal((Year.Roads, roads.Version, roads.Hash), (row.Project, row.Version, row.Head));
        Assert.Equal(Json(ProjectSummary.Of(roads.State)), Json(row.Summary));
    }

    [Fact]
    public async Task A_year_without_anything_is_empty()
    {
        var unit = StorageFixture.NewUnit();

        var board = await storage.Board.ShowAsync(unit, Year.Number);

        Assert.Equal((null, 0, 0), (board.Unit.Plan, board.UnitVersion, board.Rows.Length));
        Assert.Null((await storage.Board.UnitYearAsync(unit, Year.Number)).Plan);
    }

    [Fact]
    public async Task Rebuilding_changes_nothing_of_a_live_board()
    {
        var unit = StorageFixture.NewUnit();
        await LedgerTests.PlayAsync(storage.Ledger, Streams.Of(unit, Year.Number, Year.Roads), Year.UntilApproved);
        await OpenAsync(unit);
        var live = await storage.Board.ShowAsync(unit, Year.Number);

        Assert.Equal(0, await storage.Board.RebuildAsync(unit, Year.Number));

        Assert.Equal(Json(live), Json(await storage.Board.ShowAsync(unit, Year.Number)));
    }

    [Fact]
    public async Task Rows_lost_or_spoilt_are_rebuilt_from_the_ledger()
    {
        var unit = StorageFixture.NewUnit();
        await LedgerTests.PlayAsync(storage.Ledger, Streams.Of(unit, Year.Number, Year.Roads), Year.UntilApproved);
        await LedgerTests.PlayAsync(storage.Ledger, Streams.Of(unit, Year.Number, Year.Schools), Year.UntilApproved[..2]);
        await OpenAsync(unit);
        var live = await storage.Board.ShowAsync(unit, Year.Number);
        var table = storage.Clients.Tables.GetTableClient("ledger");
        await table.DeleteEntityAsync($"{unit}:{Year.Number}", "!board:@unit");
        await table.DeleteEntityAsync($"{unit}:{Year.Number}", "!board:roads");
        await table.UpsertEntityAsync(
            new TableEntity($"{unit}:{Year.Number}", "!board:schools") { ["Row"] = "{\"items\":{}}", ["Version"] = 2, ["Hash"] = "0" },
            TableUpdateMode.Replace);

        Assert.Equal(3, await storage.Board.RebuildAsync(unit, Year.Number));

        Assert.Equal(Json(live), Json(await storage.Board.ShowAsync(unit, Year.Number)));
    }

    private Task<LedgerOutcome<UnitYearState>> OpenAsync(Domain.Plan.UnitId unit)
        => storage.Ledger.ExecuteAsync(
            Streams.Of(unit, Year.Number),
            "open",
            (year, now) => UnitYearDecider.Decide(year, new UnitYearCommand.OpenYear(A.Lead, Year.Plan, "std"), now));

    private static string Json<T>(T value) => CanonicalJson.Of(JsonSerializer.SerializeToElement(value, Wire.Json));
}
