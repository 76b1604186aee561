using System.Security.Cryptography;
using PerfFlow.Azurite.Faults;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Tests;

/// <summary>A process that dies before or after its n-th write, and whoever tries again: nothing lost, nothing twice.</summary>
[Collection(nameof(StorageCollection))]
public sealed class FaultTests(StorageFixture storage)
{
    private const int Writes = 7; // keep, upload, keep the reading, read, copy, delete, submit
    private static readonly string[] Expected = ["sheet-uploaded", "sheet-read", "item-submitted"];

    public static TheoryData<int, bool> Faults
    {
        get
        {
            var faults = new TheoryData<int, bool>();
            for (var write = 1; write <= Writes; write++)
            {
                faults.Add(write, false);
                faults.Add(write, true);
            }

            return faults;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_sheet_converges_whatever_write_fails(int write, bool afterwards)
    {
        var unit = StorageFixture.NewUnit();
        var fault = new WriteFault(write, afterwards);

        await Assert.ThrowsAsync<InvalidProgramException>(() => SheetAsync(storage.Connect(fault), unit));
        await SheetAsync(storage.Clients, unit);
        await SheetAsync(storage.Clients, unit);

        await AssertWholeAsync(unit);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_lost_request_or_answer_is_not_even_noticed(int write, bool afterwards)
    {
        var unit = StorageFixture.NewUnit();
        var fault = new WriteFault(write, afterwards, deadly: false);

        await SheetAsync(storage.Connect(fault), unit);

        Assert.True(fault.Struck);
        await AssertWholeAsync(unit);
    }

    [Fact]
    public async Task A_sheet_has_as_many_writes_as_are_failed_above()
    {
        var fault = new WriteFault(Writes + 1, afterwards: false);

        await SheetAsync(storage.Connect(fault), StorageFixture.NewUnit());

        Assert.False(fault.Struck);
    }

    private async Task AssertWholeAsync(Domain.Plan.UnitId unit)
    {
        var stream = await storage.Ledger.ReadAsync(Streams.Of(unit, Year.Number, Year.Roads));
        Assert.Equal(Expected, Year.Story(stream.Events).History.Select(line => line.What));
        Assert.All(await new LedgerCheck(storage.Clients).VerifyAsync(unit, Year.Number), check => Assert.Null(check.Found));
        Assert.Equal("bytes", (await new Uploads(storage.Clients).FindAsync(Name(unit)))!.Content.ToString());
    }

    /// <summary>What endpoint, trigger and sweep do with one sheet; every step may be the one that is repeated.</summary>
    private static async Task SheetAsync(StorageClients clients, Domain.Plan.UnitId unit)
    {
        var (ledger, uploads, readings) = (new Ledger(clients, TimeProvider.System), new Uploads(clients), new Readings(clients));
        var stream = Streams.Of(unit, Year.Number, Year.Roads);
        await uploads.KeepAsync(Name(unit), BinaryData.FromString("bytes").ToStream(), new("目标表.xlsx", A.Clerk.Key));
        await ledger.ExecuteAsync(stream, "upload", Year.Decider(A.Upload(A.Targets, 1)));
        await readings.KeepAsync(unit, new SheetFigures(Budget: 100));
        await ledger.ExecuteAsync(stream, null, Year.Decider(A.Read(A.Targets, 1)));
        await uploads.MoveToSheetsAsync(Name(unit));
        await ledger.ExecuteAsync(stream, "submit", Year.Decider(A.Submit(A.Targets, 1)));
    }

    private static UploadName Name(Domain.Plan.UnitId unit) => UploadName.Of(
        unit, Year.Number, A.Targets.Id, Year.Roads, 1, Convert.ToHexStringLower(SHA256.HashData("bytes"u8)));
}
