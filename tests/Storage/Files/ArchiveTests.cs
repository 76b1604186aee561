using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using PerfFlow.Domain.Archive;
using PerfFlow.Storage.Files;

namespace PerfFlow.Storage.Tests;

/// <summary>An archive written, verified, and tampered with in every way.</summary>
public sealed class ArchiveTests
{
    private const string Stream = "unit:2024:roads";

    private static readonly byte[] SheetBytes = Encoding.UTF8.GetBytes("the sheet as it came");
    private static readonly byte[] EvidenceBytes = Encoding.UTF8.GetBytes("%PDF-1.7 proof");

    [Fact]
    public async Task An_archive_as_written_verifies_also_by_its_hash()
    {
        var archive = await WriteAsync();

        var verdict = ArchiveCheck.Verify(new MemoryStream(archive), Hash(archive));

        Assert.Empty(verdict.Problems);
        Assert.Equal((7, 4), (verdict.Files, verdict.Events));
        Assert.Equal(
            ("unit", 2024, "roads", "道路"),
            (verdict.Manifest!.Unit, verdict.Manifest.Year, verdict.Manifest.Project, verdict.Manifest.ProjectName));
    }

    [Fact]
    public async Task The_same_content_gives_the_same_bytes_in_whatever_order_it_comes()
    {
        var once = await WriteAsync();
        var again = await WriteAsync(reverse: true);

        Assert.Equal(Hash(once), Hash(again));
        using var zip = new ZipArchive(new MemoryStream(once));
        Assert.All(
            zip.Entries,
            entry => Assert.Equal((entry.Length, new DateTime(1980, 1, 1)), (entry.CompressedLength, entry.LastWriteTime.DateTime)));
    }

    [Fact]
    public async Task Sha256sum_can_check_it_too()
    {
        using var zip = new ZipArchive(new MemoryStream(await WriteAsync()));
        var sums = Text(zip, "SHA256SUMS").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(zip.Entries.Count - 1, sums.Length);
        Assert.All(sums, line => Assert.Equal(Hash(Bytes(zip, line[66..])), line[..64]));
        Assert.All(sums, line => Assert.Equal("  ", line[64..66]));
    }

    [Theory]
    [InlineData("sheets/targets/v1.xlsx", "FILE_CHANGED SHEET_CHANGED SUMS_DIFFER")]
    [InlineData("evidence/q1/e1.pdf", "EVIDENCE_CHANGED FILE_CHANGED SUMS_DIFFER")]
    [InlineData("decisions.md", "FILE_CHANGED SUMS_DIFFER")]
    [InlineData("manifest.json", "MANIFEST_UNREADABLE")]
    [InlineData("SHA256SUMS", "SUMS_DIFFER")]
    public async Task One_byte_changed_in_a_file_is_named(string path, string codes)
    {
        var changed = await EditedAsync(zip => Replace(zip, path, bytes => bytes[0] ^= 1));

        Assert.Equal(codes, Codes(changed));
    }

    [Fact]
    public async Task One_letter_changed_in_an_event_breaks_the_chain()
    {
        var changed = await EditedAsync(
            zip => ReplaceText(zip, "events.jsonl", text => text.Replace("clerk", "clark", StringComparison.Ordinal)));

        Assert.Equal("CHAIN_BROKEN FILE_CHANGED SUMS_DIFFER", Codes(changed));
    }

    [Fact]
    public async Task A_chain_written_anew_with_all_its_sums_meets_the_anchor()
    {
        var events = Chained(Stream, Uploaded("other"), Attached);

        var problems = ArchiveCheck.Verify(
            new MemoryStream(await WriteAsync(events: events, anchored: Chained(Stream, Uploaded("clerk"), Attached)[0]))).Problems;

        var problem = Assert.Single(problems);
        Assert.Equal(("ANCHOR_DIFFERS", "events.jsonl"), (problem.Code, problem.Path));
    }

    [Fact]
    public async Task An_event_cut_from_the_end_is_no_longer_the_head_of_the_manifest()
    {
        var changed = await EditedAsync(
            zip => ReplaceText(zip, "events.jsonl", text => text[..(text.IndexOf('\n', StringComparison.Ordinal) + 1)]));

        Assert.Equal("CHAIN_BROKEN FILE_CHANGED SUMS_DIFFER", Codes(changed));
    }

    [Fact]
    public async Task Another_projects_events_do_not_begin_with_this_projects_name()
        => Assert.Equal("CHAIN_BROKEN", Codes(await WriteAsync(events: Chained("unit:2024:schools", Uploaded("clerk"), Attached))));

    [Fact]
    public async Task A_file_added_is_unlisted()
        => Assert.Equal("FILE_UNLISTED SUMS_DIFFER", Codes(await EditedAsync(zip => Add(zip, "extra.txt", [1]))));

    [Fact]
    public async Task A_file_taken_out_is_missing()
        => Assert.Equal(
            "FILE_MISSING SHEET_CHANGED SUMS_DIFFER", Codes(await EditedAsync(zip => zip.GetEntry("sheets/targets/v1.xlsx")!.Delete())));

    [Fact]
    public async Task A_second_file_of_the_same_name_is_named()
        => Assert.Equal("FILE_TWICE", Codes(await EditedAsync(zip => Add(zip, "decisions.md", [1]))));

    [Fact]
    public async Task A_file_packed_anew_is_not_unpacked()
        => Assert.Equal("FILE_MISSING FILE_PACKED SUMS_DIFFER", Codes(await EditedAsync(zip =>
        {
            zip.GetEntry("decisions.md")!.Delete();
            using var into = zip.CreateEntry("decisions.md", CompressionLevel.Optimal).Open();
            into.Write(new byte[100_000]);
        })));

    [Fact]
    public async Task Files_that_were_gone_when_it_was_made_are_told()
        => Assert.Equal("FILE_MISSING SHEET_MISSING", Codes(await WriteAsync(withoutSheet: true)));

    [Fact]
    public async Task Another_archive_of_the_right_form_is_not_the_one_the_ledger_names()
    {
        var verdict = ArchiveCheck.Verify(new MemoryStream(await WriteAsync()), new string('0', 64));

        Assert.Equal("ARCHIVE_CHANGED", Assert.Single(verdict.Problems).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK but nothing else")]
    public void What_is_no_zip_is_told(string text)
        => Assert.Equal("NOT_A_ZIP", Codes(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"format":"perfflow-archive/1","files":[null]}""")]
    public async Task What_is_no_manifest_is_told(string json)
        => Assert.Equal("MANIFEST_UNREADABLE", Codes(await EditedAsync(zip => ReplaceText(zip, "manifest.json", _ => json))));

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public async Task What_are_no_events_is_told(string line)
        => Assert.Contains(
            "EVENTS_UNREADABLE", Codes(await EditedAsync(zip => ReplaceText(zip, "events.jsonl", _ => line))), StringComparison.Ordinal);

    [Fact]
    public async Task No_byte_can_change_without_being_told_unless_every_file_stays_as_it_was()
    {
        var archive = await WriteAsync();
        var content = Content(archive)!;
        var silent = new List<int>();
        for (var i = 0; i < archive.Length; i++)
        {
            byte[] changed = [.. archive];
            changed[i] ^= 0x10;
            if (ArchiveCheck.Verify(new MemoryStream(changed)).Ok && !content.SequenceEqual(Content(changed) ?? []))
            {
                silent.Add(i);
            }

            Assert.False(ArchiveCheck.Verify(new MemoryStream(changed), Hash(archive)).Ok);
        }

        Assert.Empty(silent);
    }

    private static string Codes(byte[] archive) => string.Join(
        ' ', ArchiveCheck.Verify(new MemoryStream(archive)).Problems.Select(problem => problem.Code).Order(StringComparer.Ordinal));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Uploaded(string by)
        => $$"""{"at":"2024-01-02T00:00:00+00:00","by":{"name":"经办","person":"t:{{by}}"}"""
        + $$""","fileName":"表.xlsx","sha256":"{{Hash(SheetBytes)}}","stage":"targets","type":"sheet-uploaded","version":1}""";

    private static string Attached
        => $$$"""{"at":"2024-01-03T00:00:00+00:00","evidence":{"id":"e1","sha256":"{{{Hash(EvidenceBytes)}}}"}"""
        + $$$""","stage":"q1","type":"evidence-attached"}""";

    private static List<ArchivedEvent> Chained(string stream, params string[] texts)
    {
        var events = new List<ArchivedEvent>();
        var hash = Chain.Genesis(stream);
        foreach (var text in texts)
        {
            hash = Chain.Link(hash, text);
            events.Add(new(events.Count + 1, hash, text));
        }

        return events;
    }

    private static async Task<byte[]> WriteAsync(
        bool reverse = false, List<ArchivedEvent>? events = null, ArchivedEvent? anchored = null, bool withoutSheet = false)
    {
        events ??= Chained(Stream, Uploaded("clerk"), Attached);
        var unit = Chained("unit:2024:@unit", """{"type":"year-opened"}""", """{"type":"report-signed"}""");
        var anchor = anchored ?? events[0];
        var manifest = new ArchiveManifest(
            ArchiveManifest.Current, "unit", "单位", 2024, "roads", "道路", "工程科", "std/3",
            new(events.Count, events[^1].Hash), new(2, unit[1].Hash), [new(anchor.Version, anchor.Hash)], [], []);
        List<ArchiveSource> sources =
        [
            ArchiveSource.Of("events.jsonl", ArchivedKind.Events, EventLines.Write(events)),
            ArchiveSource.Of("unit-events.jsonl", ArchivedKind.UnitEvents, EventLines.Write(unit)),
            ArchiveSource.Of("decisions.md", ArchivedKind.Decisions, "# 审定记录"u8.ToArray()),
            new(
                new("evidence/q1/e1.pdf", ArchivedKind.Evidence, "", 0, "q1", Id: "e1", FileName: "验收.pdf"),
                _ => Task.FromResult<System.IO.Stream?>(new MemoryStream(EvidenceBytes))),
        ];
        sources.Add(withoutSheet
            ? new(new("sheets/targets/v1.xlsx", ArchivedKind.Sheet, "", 0, "targets", 1), _ => Task.FromResult<System.IO.Stream?>(null))
            : ArchiveSource.Of("sheets/targets/v1.xlsx", ArchivedKind.Sheet, SheetBytes, "targets", 1));
        if (reverse)
        {
            sources.Reverse();
        }

        using var to = new MemoryStream();
        var written = await ArchiveWriter.WriteAsync(to, manifest, sources);
        Assert.All(written.Files, file => Assert.NotEqual(0, file.Bytes));
        return to.ToArray();
    }

    private static async Task<byte[]> EditedAsync(Action<ZipArchive> edit)
    {
        using var file = new MemoryStream();
        file.Write(await WriteAsync());
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            edit(zip);
        }

        return file.ToArray();
    }

    private static void Replace(ZipArchive zip, string path, Action<byte[]> change)
    {
        var bytes = Bytes(zip, path);
        change(bytes);
        zip.GetEntry(path)!.Delete();
        Add(zip, path, bytes);
    }

    private static void ReplaceText(ZipArchive zip, string path, Func<string, string> change)
    {
        var text = Text(zip, path);
        zip.GetEntry(path)!.Delete();
        Add(zip, path, Encoding.UTF8.GetBytes(change(text)));
    }

    private static void Add(ZipArchive zip, string path, byte[] bytes)
    {
        using var into = zip.CreateEntry(path, CompressionLevel.NoCompression).Open();
        into.Write(bytes);
    }

    private static string Text(ZipArchive zip, string path) => Encoding.UTF8.GetString(Bytes(zip, path));

    private static byte[] Bytes(ZipArchive zip, string path)
    {
        using var content = zip.GetEntry(path)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Names and bytes of every file; null when they cannot be read.</summary>
    private static List<string>? Content(byte[] archive)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(archive));
            return [.. zip.Entries.Select(
                entry => string.Create(CultureInfo.InvariantCulture, $"{entry.FullName}:{Hash(Bytes(zip, entry.FullName))}"))];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
