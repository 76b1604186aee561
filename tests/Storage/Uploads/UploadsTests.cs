using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Uploads;

namespace PerfFlow.Storage.Tests;

[Collection(nameof(StorageCollection))]
public sealed class UploadsTests(StorageFixture storage)
{
    private static readonly UploadInfo Info = new("../目标表 #1?.xlsx", "tenant:clerk");

    private Uploads.Uploads Uploads => new(storage.Clients);

    [Fact]
    public async Task What_is_kept_is_found_with_the_senders_file_name()
    {
        var name = Name(StorageFixture.NewUnit());

        Assert.True(await Uploads.KeepAsync(name, BinaryData.FromString("bytes"), Info));

        var found = await Uploads.FindAsync(name);
        Assert.Equal((name, Info, "bytes"), (found!.Name, found.Info, found.Content.ToString()));
    }

    [Fact]
    public async Task Nothing_is_ever_overwritten()
    {
        var name = Name(StorageFixture.NewUnit());
        await Uploads.KeepAsync(name, BinaryData.FromString("first"), Info);

        Assert.False(await Uploads.KeepAsync(name, BinaryData.FromString("second"), Info));

        Assert.Equal("first", (await Uploads.FindAsync(name))!.Content.ToString());
    }

    [Fact]
    public async Task An_ingested_file_moves_once_and_is_still_found()
    {
        var unit = StorageFixture.NewUnit();
        var name = Name(unit);
        await Uploads.KeepAsync(name, BinaryData.FromString("bytes"), Info);
        Assert.Equal([name], await WaitingAsync(unit));

        await Uploads.MoveToSheetsAsync(name);
        await Uploads.MoveToSheetsAsync(name);

        Assert.Empty(await WaitingAsync(unit));
        var found = await Uploads.FindAsync(name);
        Assert.Equal((Info, "bytes"), (found!.Info, found.Content.ToString()));
    }

    [Fact]
    public async Task What_was_never_kept_is_not_found() => Assert.Null(await Uploads.FindAsync(Name(StorageFixture.NewUnit())));

    [Fact]
    public async Task One_units_inbox_is_not_anothers()
    {
        var unit = StorageFixture.NewUnit();
        var longer = UnitId.Parse($"{unit}-x").Value;
        await Uploads.KeepAsync(Name(longer), BinaryData.FromString("bytes"), Info);

        Assert.Empty(await WaitingAsync(unit));
    }

    [Fact]
    public void Names_come_back_from_their_text()
        => Gen.Select(Gen.Int[1000, 9999], Gen.Int[1, 999_999_999], Gen.Byte.Array[32]).Sample((year, version, hash) =>
        {
            var name = UploadName.Of(
                UnitId.Parse("unit").Value, year, StageId.Parse("q1").Value, ProjectId.Parse("roads").Value, version, Convert.ToHexStringLower(hash));
            Assert.Equal(name, UploadName.Parse(name.ToString()));
        });

    [Theory]
    [InlineData("unit/2024/q1/roads/1-abc")]
    [InlineData("unit/2024/q1/../1-0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("Unit/2024/q1/roads/1-0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("unit/2024/q1/roads/0-0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("unit/2024/q1/roads/1-0000000000000000000000000000000000000000000000000000000000000000\n")]
    public void A_name_we_did_not_make_is_none(string name) => Assert.Null(UploadName.Parse(name));

    private static UploadName Name(UnitId unit) => UploadName.Of(unit, Year.Number, Year.Targets, Year.Roads, 1, Year.Sha(1));

    private async Task<List<UploadName>> WaitingAsync(UnitId unit)
    {
        var waiting = new List<UploadName>();
        await foreach (var upload in Uploads.WaitingAsync(unit))
        {
            waiting.Add(upload.Name);
        }

        return waiting;
    }
}
