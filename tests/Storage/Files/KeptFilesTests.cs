using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;

namespace PerfFlow.Storage.Tests;

[Collection(nameof(StorageCollection))]
public sealed class KeptFilesTests(StorageFixture storage)
{
    [Fact]
    public async Task A_reading_is_kept_once_per_unit_and_comes_back_whole()
    {
        var readings = new Readings(storage.Clients);
        var (unit, other) = (StorageFixture.NewUnit(), StorageFixture.NewUnit());
        var figures = new SheetFigures(100.50m, 99.99m, 96.5m, "优", "green");

        var id = await readings.KeepAsync(unit, figures);
        Assert.Equal(id, await readings.KeepAsync(unit, figures));
        Assert.NotEqual(id, await readings.KeepAsync(unit, SheetFigures.None));

        Assert.Equal(figures, await readings.FindAsync<SheetFigures>(unit, id));
        Assert.Equal(id, Convert.ToHexStringLower(SHA256.HashData((await readings.FindTextAsync(unit, id))!)));
        Assert.Null(await readings.FindAsync<SheetFigures>(other, id));
    }

    [Fact]
    public async Task A_note_beside_the_readings_is_written_once()
    {
        var readings = new Readings(storage.Clients);
        var unit = StorageFixture.NewUnit();

        Assert.True(await readings.NoteAsync(unit, "failure/../1", new SheetFigures(1)));
        Assert.False(await readings.NoteAsync(unit, "failure/../1", SheetFigures.None));
        Assert.Equal(new SheetFigures(1), await readings.FindAsync<SheetFigures>(unit, "failure/../1"));
    }

    [Fact]
    public async Task A_reports_files_belong_to_its_version()
    {
        var reports = new Reports(storage.Clients);
        var unit = StorageFixture.NewUnit();

        Assert.True(await reports.KeepAsync(unit, 2024, 1, "自评报告.md", BinaryData.FromString("one")));
        Assert.True(await reports.KeepAsync(unit, 2024, 2, "自评报告.md", BinaryData.FromString("two")));
        Assert.False(await reports.KeepAsync(unit, 2024, 1, "自评报告.md", BinaryData.FromString("other")));

        Assert.Equal("one", (await reports.FindAsync(unit, 2024, 1, "自评报告.md"))!.ToString());
        Assert.Null(await reports.FindAsync(unit, 2024, 3, "自评报告.md"));
    }

    [Fact]
    public async Task Every_part_of_the_room_comes_from_the_container_and_the_schema_is_made_again_without_harm()
    {
        await using var services = new ServiceCollection().AddPerfFlowStorage(_ => storage.Clients).BuildServiceProvider();

        foreach (var part in (Type[])
            [
                typeof(Ledger), typeof(Anchors), typeof(LedgerCheck), typeof(LedgerLog),
                typeof(LedgerVerifications), typeof(Board), typeof(Uploads),
                typeof(Readings), typeof(Registry), typeof(Memberships), typeof(Reports),
            ])
        {
            Assert.NotNull(services.GetRequiredService(part));
        }

        var schema = services.GetRequiredService<StorageSchema>();
        await Task.WhenAll(schema.EnsureCreatedAsync(), schema.EnsureCreatedAsync());
        await schema.ProbeAsync();
    }
}
