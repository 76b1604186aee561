using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using PerfFlow.Azurite;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Tables;
using PerfFlow.Storage.Units;

namespace PerfFlow.Storage.Tests;

/// <summary>The cost model of architecture §8: at most 10 of our own transactions from upload to scored, whatever came before.</summary>
[Collection(nameof(StorageCollection))]
public sealed class TransactionCountTests(StorageFixture storage)
{
    private const string Person = "tenant:clerk";
    private const int LargestHead = 32 * 1024;

    [Fact]
    public async Task A_sheet_costs_ten_transactions_from_upload_to_scored()
    {
        var unit = await PreparedAsync();
        var counter = new TransactionCounter();
        var clients = storage.Connect(counter);

        await new Memberships(clients).FindAsync(unit, Person); // may they
        await UploadAsync(clients, unit);
        Assert.Equal(5, counter.Take());
        await ReadAsync(clients, unit);
        Assert.Equal(5, counter.Take());
    }

    [Fact]
    public async Task The_first_fifty_versions_of_an_item_cost_the_same_and_leave_a_head_of_one_size()
    {
        var unit = await PreparedAsync();
        var counter = new TransactionCounter();
        var clients = storage.Connect(counter);
        var (costs, sizes) = (new List<long>(), new List<int>());
        for (var version = 1; version <= 50; version++)
        {
            await UploadAsync(clients, unit);
            await ReadAsync(clients, unit);
            costs.Add(counter.Take());
            sizes.Add(await HeadSizeAsync(unit));
        }

        Assert.InRange(
            (double)costs.Max() / costs.Min(), 1, Budgets.Of("own transactions: versions 1 to 50 of an item, dearest over cheapest"));
        Assert.InRange(sizes[^1], 1, sizes[0] + 10); // the digits of version and count
        Assert.All(sizes, size => Assert.True(size <= LargestHead, $"{size} bytes"));
    }

    private async Task<UnitId> PreparedAsync()
    {
        var unit = StorageFixture.NewUnit();
        await FoundedUnit.SetAsync(storage.Clients, unit, new(Person, "张", [Role.SectionClerk], ["工程科"]));
        await storage.Ledger.ExecuteAsync(
            Streams.Of(unit, Year.Number),
            null,
            (year, now) => UnitYearDecider.Decide(year, new UnitYearCommand.OpenYear(A.Lead, Year.Plan, "std"), now));
        await LedgerTests.PlayAsync(storage.Ledger, Streams.Of(unit, Year.Number, Year.Roads), Year.UntilApproved);
        return unit;
    }

    /// <summary>The endpoint: is the stage open (1), and then version, file and event (3).</summary>
    private static async Task UploadAsync(StorageClients clients, UnitId unit)
    {
        await new Board(clients).UnitYearAsync(unit, Year.Number);
        var answer = await new Ledger(clients, TimeProvider.System)
            .ExecuteAsync(Streams.Of(unit, Year.Number, Year.Roads), $"{Guid.NewGuid()}", async (year, _) =>
            {
                var version = year.ItemOf(A.Monitoring.Id).NextVersion;
                var name = UploadName.Of(unit, Year.Number, A.Monitoring.Id, Year.Roads, version, Sha(version));
                await new Uploads(clients).KeepAsync(
                    name, BinaryData.FromString($"{version}").ToStream(), new("监控表.xlsx", A.Clerk.Key));
                return year.Decide(A.Monitoring, A.Upload(A.Monitoring, version, sha: Sha(version)), A.Opening);
            });
        Assert.True(answer.Done);
    }

    /// <summary>
    /// The trigger: the plan (1), the project (1), the file (1), its reading (1), and the event (1). What is approved is at hand.
    /// </summary>
    private static async Task ReadAsync(StorageClients clients, UnitId unit)
    {
        var (ledger, stream) = (new Ledger(clients, TimeProvider.System), Streams.Of(unit, Year.Number, Year.Roads));
        await new Board(clients).UnitYearAsync(unit, Year.Number);
        var head = await ledger.FindAsync(stream);
        var item = head.State.ItemOf(A.Monitoring.Id);
        var name = UploadName.Of(unit, Year.Number, A.Monitoring.Id, Year.Roads, item.CurrentVersion, item.Current!.Sha256);
        Assert.NotNull(await new Uploads(clients).FindAsync(name));
        var id = await new Readings(clients).KeepAsync(unit, new SheetFigures(Spent: item.CurrentVersion));
        var scored = await ledger.ExecuteAsync(stream, head, null, (year, _) => year.Decide(
            A.Monitoring,
            new ItemCommand.Read(A.Monitoring.Id, item.CurrentVersion, new(id, 0, 1, new SheetFigures(Budget: 100.50m))),
            A.Opening));
        Assert.True(scored.Done);
    }

    private static string Sha(int version) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{version}")));

    private async Task<int> HeadSizeAsync(UnitId unit)
    {
        var row =
            (await storage.Clients.Tables.GetTableClient("ledger").GetEntityAsync<TableEntity>($"{unit}:{Year.Number}", "roads:@")).Value;
        return Encoding.UTF8.GetByteCount(row.GetLongText("State"));
    }
}
