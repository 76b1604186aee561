using PerfFlow.Domain.Access;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Ledger;
using PerfFlow.Storage.Uploads;

namespace PerfFlow.Storage.Tests;

/// <summary>The cost model of architecture §8: at most 10 of our own transactions from upload to scored.</summary>
[Collection(nameof(StorageCollection))]
public sealed class TransactionCountTests(StorageFixture storage)
{
    [Fact]
    public async Task A_sheet_costs_ten_transactions_from_upload_to_scored()
    {
        var unit = StorageFixture.NewUnit();
        await new Memberships.Memberships(storage.Clients).SetAsync(unit, new(Year.Clerk.Person, "张", [Role.SectionClerk], ["工程科"]));
        await storage.Ledger.ExecuteAsync(
            Streams.Of(unit, Year.Number), null, (year, now) => UnitYearDecider.Decide(year, new UnitYearCommand.OpenYear(Year.Lead, Year.Plan, "std"), now));
        await LedgerTests.PlayAsync(storage.Ledger, Streams.Of(unit, Year.Number, Year.Roads), Year.UntilApproved);
        await new Readings.Readings(storage.Clients).KeepAsync(unit, "reading-1", new SheetFigures(Budget: 100));

        var counter = new TransactionCounter();
        var clients = storage.Connect(counter);
        var (ledger, board, readings) = (new Ledger.Ledger(clients, TimeProvider.System), new Board.Board(clients), new Readings.Readings(clients));
        var stream = Streams.Of(unit, Year.Number, Year.Roads);

        // The endpoint: may they (1), is the stage open (1), and then version, file and event (3).
        await new Memberships.Memberships(clients).FindAsync(unit, Year.Clerk.Person);
        await board.UnitYearAsync(unit, Year.Number);
        await ledger.ExecuteAsync(stream, "upload", async (year, _) =>
        {
            var version = year.ItemOf(Year.First).NextVersion;
            var name = UploadName.Of(unit, Year.Number, Year.First, Year.Roads, version, Year.Sha(version));
            await new Uploads.Uploads(clients).KeepAsync(name, BinaryData.FromString("bytes"), new("监控表.xlsx", Year.Clerk.Person));
            return year.Decide(Year.FirstStage, Year.Upload(version, Year.First), Year.Start);
        });
        Assert.Equal(5, counter.Count);

        // The trigger: the plan (1), and then the approved targets, the reading and its event (4). The file's bytes come with the trigger.
        await board.UnitYearAsync(unit, Year.Number);
        var scored = await ledger.ExecuteAsync(stream, null, async (year, _) =>
        {
            await readings.FindAsync<SheetFigures>(unit, year.ItemOf(Year.Targets).Standing!.Reading!.Id);
            await readings.KeepAsync(unit, "reading-2", new SheetFigures(Spent: 25));
            return year.Decide(Year.FirstStage, Year.Read(1, Year.First), Year.Start);
        });

        Assert.True(scored.Done);
        Assert.Equal(10, counter.Count);
    }
}
