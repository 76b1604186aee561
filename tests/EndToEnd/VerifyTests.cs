using System.Security.Cryptography;
using System.Text;
using PerfFlow.Demo.Launch;
using PerfFlow.Demo.Verify;
using PerfFlow.Domain.Archive;
using PerfFlow.Storage.Files;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>The verifier at the terminal: what it says, and how it ends.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"perfflow-{Path.GetRandomFileName()}.zip");

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task A_whole_archive_is_ok_and_ends_with_0()
    {
        var archive = await WriteAsync();

        var (code, said) = Verify(file, "--sha256", Convert.ToHexStringLower(SHA256.HashData(archive)));

        Assert.Equal(0, code);
        Assert.Contains("单位 2024 道路 (unit:2024:roads)", said, StringComparison.Ordinal);
        Assert.Contains("OK: 档案完整", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the sheet", "FILE_CHANGED sheets/targets/v1.xlsx:")]
    [InlineData("year-opened", "CHAIN_BROKEN events.jsonl:")]
    public async Task One_byte_changed_is_named_and_ends_with_1(string where, string says)
    {
        var archive = await WriteAsync();
        archive[archive.AsSpan().IndexOf(Encoding.UTF8.GetBytes(where))] ^= 1;
        await File.WriteAllBytesAsync(file, archive);

        var (code, said) = Verify(file);

        Assert.Equal(1, code);
        Assert.Contains(says, said, StringComparison.Ordinal);
        Assert.Contains("FAILED: ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_acts_and_is_not_named_is_told_by_the_key()
    {
        await WriteAsync(people: "{}");

        var (code, said) = Verify(file);

        Assert.Equal(1, code);
        Assert.Contains("PERSON_UNNAMED people.json:", said, StringComparison.Ordinal);
        Assert.Contains("abc", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_byte_at_all_is_told_by_the_hash_of_the_ledger()
    {
        var archive = await WriteAsync();
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(archive));
        archive[10] ^= 1; // the date of the first file: its content stays
        await File.WriteAllBytesAsync(file, archive);

        Assert.Equal(0, Verify(file).Code);
        var (code, said) = Verify("--sha256", sha256, file);
        Assert.Equal(1, code);
        Assert.Contains("ARCHIVE_CHANGED", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_archive_ends_with_1()
    {
        await File.WriteAllTextAsync(file, "no zip");

        var (code, said) = Verify(file);

        Assert.Equal(1, code);
        Assert.Contains("NOT_A_ZIP", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--sha256")]
    [InlineData("a.zip", "b.zip")]
    public void A_command_line_that_cannot_be_read_is_answered_with_the_usage(params string[] args)
        => Assert.Contains("verify FILE.zip", Assert.Throws<DemoException>(() => Verify(args)).Message, StringComparison.Ordinal);

    private static (int Code, string Said) Verify(params string[] args)
    {
        using var said = new StringWriter();
        return (VerifyCommand.Run(args, said), said.ToString());
    }

    private async Task<byte[]> WriteAsync(string people = """{"abc":"张三"}""")
    {
        var (own, unit) = (Chained("unit:2024:roads"), Chained("unit:2024:@unit"));
        var manifest = new ArchiveManifest(
            ArchiveManifest.Current, "unit", "单位", 2024, "roads", "道路", "工程科", "std/3", new(1, own.Hash), new(1, unit.Hash), [], [], []);
        await using (var to = File.Create(file))
        {
            await ArchiveWriter.WriteAsync(to, manifest,
            [
                ArchiveSource.Of("events.jsonl", ArchivedKind.Events, EventLines.Write([own])),
                ArchiveSource.Of("unit-events.jsonl", ArchivedKind.UnitEvents, EventLines.Write([unit])),
                ArchiveSource.Of("people.json", ArchivedKind.People, Encoding.UTF8.GetBytes(people)),
                ArchiveSource.Of("sheets/targets/v1.xlsx", ArchivedKind.Sheet, "the sheet"u8.ToArray(), "targets", 1),
            ]);
        }

        return await File.ReadAllBytesAsync(file);
    }

    private static ArchivedEvent Chained(string stream)
    {
        const string Text = """{"by":{"key":"abc","roles":["lead"]},"type":"year-opened"}""";
        return new(1, Chain.Link(Chain.Genesis(stream), Text), Text);
    }
}
