using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
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

        Assert.Equal(figures, await readings.ReadAsync<SheetFigures>(unit, id));
        Assert.Equal(id, Convert.ToHexStringLower(SHA256.HashData(await readings.ReadTextAsync(unit, id))));
        var gone = await Assert.ThrowsAsync<AlteredFileException>(() => readings.ReadAsync<SheetFigures>(other, id));
        Assert.Equal((new KeptFile(KeptKind.Reading, $"{other}/{id}.json", id), null), (gone.File, gone.Found));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("../../sheets/x")]
    [InlineData("")]
    public async Task What_is_no_hash_names_no_reading(string id)
        => await Assert.ThrowsAsync<AlteredFileException>(
            () => new Readings(storage.Clients).ReadTextAsync(StorageFixture.NewUnit(), id));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(VerifiedStream.Part - 1)]
    [InlineData(VerifiedStream.Part)]
    [InlineData(VerifiedStream.Part + 1)]
    [InlineData(3 * VerifiedStream.Part)]
    public async Task A_file_comes_whole_where_it_is_what_was_kept_and_never_to_its_end_where_it_is_not(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(i => (byte)(i * 7)).ToArray();
        var file = new KeptFile(KeptKind.Evidence, "unit/1", Convert.ToHexStringLower(SHA256.HashData(bytes)));

        var whole = await ReadAsync(bytes, file);
        Assert.Null(whole.Altered);
        Assert.Equal(bytes, whole.Read);
        foreach (var other in (byte[][])[[.. bytes, 1], .. length == 0 ? [] : new[] { bytes[..^1], [.. bytes[..^1], (byte)~bytes[^1]] }])
        {
            var (read, altered) = await ReadAsync(other, file);
            Assert.Equal((file, Convert.ToHexStringLower(SHA256.HashData(other))), (altered!.File, altered.Found));
            Assert.InRange(read.Length, 0, Math.Max(0, other.Length - 1) / VerifiedStream.Part * VerifiedStream.Part);
        }
    }

    [Fact]
    public async Task A_note_beside_the_readings_is_written_once()
    {
        var readings = new Readings(storage.Clients);
        var unit = StorageFixture.NewUnit();

        Assert.True(await readings.NoteAsync(unit, "failure/../1", new SheetFigures(1)));
        Assert.False(await readings.NoteAsync(unit, "failure/../1", SheetFigures.None));
        var blob = storage.Clients.Blobs.GetBlobContainerClient("readings").GetBlobClient($"{unit}/failure=2F..=2F1.json");
        Assert.Equal(new SheetFigures(1), (await blob.DownloadContentAsync()).Value.Content.ToObjectFromJson<SheetFigures>(Wire.Json));
    }

    [Fact]
    public async Task A_reports_files_belong_to_its_version()
    {
        var reports = new Reports(storage.Clients);
        var unit = StorageFixture.NewUnit();

        var (one, two) = (
            await reports.KeepAsync(unit, 2024, 1, "自评报告.md", BinaryData.FromString("one")),
            await reports.KeepAsync(unit, 2024, 2, "自评报告.md", BinaryData.FromString("two")));
        await reports.KeepAsync(unit, 2024, 1, "自评报告.md", BinaryData.FromString("other"));

        Assert.Equal("one", (await reports.FindAsync(unit, 2024, 1, "自评报告.md", one))!.ToString());
        Assert.Null(await reports.FindAsync(unit, 2024, 1, "自评报告.md", two));
    }

    [Fact]
    public async Task A_reports_file_that_was_kept_under_its_name_alone_is_found_and_compared()
    {
        var (reports, unit) = (new Reports(storage.Clients), StorageFixture.NewUnit());
        await storage.Clients.Blobs.GetBlobContainerClient("reports")
            .UploadBlobAsync($"{unit}/2024/1/report.md", BinaryData.FromString("one"));
        var one = Convert.ToHexStringLower(SHA256.HashData("one"u8));

        Assert.Equal("one", (await reports.FindAsync(unit, 2024, 1, "report.md", one))!.ToString());
        await Assert.ThrowsAsync<AlteredFileException>(() => reports.FindAsync(unit, 2024, 1, "report.md", A.Sha(1)));
    }

    private static async Task<(byte[] Read, AlteredFileException? Altered)> ReadAsync(byte[] bytes, KeptFile file)
    {
        await using var stream = new VerifiedStream(new MemoryStream(bytes), file);
        using var to = new MemoryStream();
        var altered = await Record.ExceptionAsync(() => stream.CopyToAsync(to));
        return (to.ToArray(), (AlteredFileException?)altered);
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
        await services.GetRequiredService<StorageClients>().Known.ProbeAsync();
    }
}
