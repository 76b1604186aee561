using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using PerfFlow.Domain.Archive;

namespace PerfFlow.Domain.Tests.Archive;

/// <summary>An archive is judged by its bytes alone, and each thing wrong with it has its name.</summary>
public sealed class ArchiveCheckTests
{
    private const string Sheet = "sheets/targets/v1.xlsx";
    private const string Evidence = "evidence/q1/e1.pdf";

    private static readonly string[] Events =
    [
        $$"""{"sha256":"{{Sha("the sheet")}}","stage":"targets","type":"sheet-uploaded","version":1}""",
        """{"type":"item-submitted"}""",
        $$"""{"evidence":{"id":"e1","sha256":"{{Sha("the proof")}}"},"stage":"q1","type":"evidence-attached"}""",
    ];

    private readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal)
    {
        [Sheet] = "the sheet",
        [Evidence] = "the proof",
    };
    private readonly List<string> missing = [];
    private string[] events = Events;
    private ChainHead? head;
    private ChainHead? anchor;

    [Fact]
    public void A_whole_archive_has_no_problem()
    {
        var zip = Written();

        var verdict = ArchiveCheck.Verify(new MemoryStream(zip), Convert.ToHexString(SHA256.HashData(zip)));

        Assert.Equal((true, 6, 4), (verdict.Ok, verdict.Files, verdict.Events));
        Assert.Equal(("unit:2024:roads", "unit:2024:@unit"), (verdict.Manifest!.Stream, verdict.Manifest.UnitStream));
    }

    [Fact]
    public void ARCHIVE_CHANGED() => Assert.Equal(["ARCHIVE_CHANGED"], Problems(Written(), Sha("another")));

    [Fact]
    public void NOT_A_ZIP()
    {
        Assert.Equal(["NOT_A_ZIP"], Problems("no zip at all"u8.ToArray()));
        Assert.Equal(["ARCHIVE_CHANGED", "NOT_A_ZIP"], Problems("no zip at all"u8.ToArray(), Sha("another")));
    }

    [Fact]
    public void MANIFEST_UNREADABLE()
    {
        Assert.Equal(["MANIFEST_UNREADABLE"], Problems(Written(replaced: (ArchiveManifest.FileName, "{}"))));
        Assert.Equal(["MANIFEST_UNREADABLE"], Problems(Written(replaced: (ArchiveManifest.FileName, "not json"))));
        Assert.Equal(["MANIFEST_UNREADABLE"], Problems(Written(left: ArchiveManifest.FileName)));
        foreach (var (from, to) in new[]
        {
            ("perfflow-archive/1", "perfflow-archive/9"),
            ("\"files\": [", "\"files\": [null,"),
            ("\"anchors\": [", "\"anchors\": [null,"),
        })
        {
            anchor = Head(1);
            Assert.Equal(["MANIFEST_UNREADABLE"], Problems(Written(edited: json => json.Replace(from, to, StringComparison.Ordinal))));
        }
    }

    [Fact]
    public void FILE_CHANGED()
        => Assert.Equal(["FILE_CHANGED", "SHEET_CHANGED", "SUMS_DIFFER"], Problems(Written(replaced: (Sheet, "the sheeT"))).Order());

    [Fact]
    public void FILE_MISSING()
    {
        Assert.Equal(["FILE_MISSING", "SHEET_CHANGED", "SUMS_DIFFER"], Problems(Written(left: Sheet)).Order());
        missing.Add("sheets/q1/v1.xlsx");
        Assert.Equal(["FILE_MISSING"], Problems(Written()));
    }

    [Fact]
    public void FILE_UNLISTED() => Assert.Equal(["FILE_UNLISTED", "SUMS_DIFFER"], Problems(Written(added: ("more.txt", "more"))).Order());

    [Fact]
    public void FILE_TWICE() => Assert.Equal(["FILE_TWICE"], Problems(Written(added: (Sheet, "the sheet"))));

    [Fact]
    public void FILE_PACKED() => Assert.Equal(["FILE_PACKED"], Problems(Written(added: ("more.txt", new string('a', 1000)), packed: true)));

    [Fact]
    public void SUMS_DIFFER()
    {
        Assert.Equal(["SUMS_DIFFER"], Problems(Written(replaced: (ArchiveManifest.SumsName, ""))));
        Assert.Equal(["SUMS_DIFFER"], Problems(Written(left: ArchiveManifest.SumsName)));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"event":{},"hash":"a","version":"1"}""")]
    public void EVENTS_UNREADABLE(string lines)
        => Assert.Contains("EVENTS_UNREADABLE", Problems(Written(replaced: (ArchiveManifest.EventsName, lines))));

    [Fact]
    public void CHAIN_BROKEN()
    {
        head = new(3, Sha("another"));
        Assert.Equal("events.jsonl 4", Broken(Written()));
        head = Head(2);
        Assert.Equal("events.jsonl 4", Broken(Written()));
        head = null;
        Assert.Equal(
            "events.jsonl 2",
            Broken(Written(edited: null, line: (1, text => text.Replace("item-submitted", "item-submitteD", StringComparison.Ordinal)))));
        Assert.Equal(
            "events.jsonl 3",
            Broken(Written(edited: null, line: (2, text => text.Replace("\"version\":3", "\"version\":4", StringComparison.Ordinal)))));

        static string Broken(byte[] zip)
        {
            var problem = ArchiveCheck.Verify(new MemoryStream(zip)).Problems.First(problem => problem.Code == "CHAIN_BROKEN");
            return $"{problem.Path} {string.Concat(problem.Text.En.Where(char.IsDigit))}";
        }
    }

    [Fact]
    public void ANCHOR_DIFFERS()
    {
        anchor = Head(2);
        Assert.Empty(Problems(Written()));
        anchor = new(2, Sha("another"));
        Assert.Equal(["ANCHOR_DIFFERS"], Problems(Written()));
        anchor = Head(2) with { Version = 3 };
        Assert.Equal(["ANCHOR_DIFFERS"], Problems(Written()));
    }

    [Fact]
    public void SHEET_MISSING()
    {
        events = [.. Events, Events[0].Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal)];
        Assert.Equal(["SHEET_MISSING"], Problems(Written()));
        events = [.. Events, Events[0].Replace("targets", "q1", StringComparison.Ordinal)];
        Assert.Equal(["SHEET_MISSING"], Problems(Written()));
    }

    [Fact]
    public void SHEET_CHANGED()
    {
        events = [Events[0].Replace(Sha("the sheet"), Sha("another"), StringComparison.Ordinal)];
        Assert.Equal(["SHEET_CHANGED"], Problems(Written()));
    }

    [Fact]
    public void PERSON_UNNAMED()
    {
        events =
        [
            .. Events,
            """{"by":{"key":"abc","roles":[]},"type":"item-checked"}""",
            """{"by":{"key":"system","roles":[]},"type":"item-locked"}""",
        ];
        Assert.Equal(["PERSON_UNNAMED"], Problems(Written()));
        foreach (var (named, problems) in new[]
        {
            ("""{"abc":"张三"}""", 0),
            ("""{"abd":"张三"}""", 1),
            ("null", 1),
            ("[]", 1),
            ("not json", 1),
        })
        {
            files[ArchiveManifest.PeopleName] = named;
            Assert.Equal(problems, Problems(Written()).Count());
        }
    }

    [Fact]
    public void EVIDENCE_MISSING()
    {
        events = [Events[2].Replace("\"e1\"", "\"e2\"", StringComparison.Ordinal)];
        Assert.Equal(["EVIDENCE_MISSING"], Problems(Written()));
    }

    [Fact]
    public void EVIDENCE_CHANGED()
    {
        events = [Events[2].Replace(Sha("the proof"), Sha("another"), StringComparison.Ordinal)];
        Assert.Equal(["EVIDENCE_CHANGED"], Problems(Written()));
    }

    [Fact]
    public void Events_of_other_kinds_and_odd_ones_name_no_file()
    {
        events =
        [
            """{"type":"sheet-uploaded"}""", """{"stage":"q1","type":"sheet-uploaded","version":"1"}""",
            """{"type":"evidence-attached"}""", """{"evidence":7,"type":"evidence-attached"}""", "[]",
        ];
        Assert.Empty(Problems(Written()));
    }

    private static IEnumerable<string> Problems(byte[] zip, string? sha256 = null)
        => ArchiveCheck.Verify(new MemoryStream(zip), sha256).Problems.Select(problem => problem.Code);

    private byte[] Written(
        (string Path, string Text)? replaced = null,
        string? left = null,
        (string Path, string Text)? added = null,
        bool packed = false,
        Func<string, string>? edited = null,
        (int Number, Func<string, string> Edit)? line = null)
    {
        var project = Chained("unit:2024:roads", events);
        var unit = Chained("unit:2024:@unit", ["""{"type":"year-opened"}"""]);
        var texts = new Dictionary<string, string>(files, StringComparer.Ordinal)
        {
            [ArchiveManifest.EventsName] = Lines(project, line),
            [ArchiveManifest.UnitEventsName] = Lines(unit, null),
        };
        var manifest = new ArchiveManifest(
            ArchiveManifest.Current, "unit", "单位", 2024, "roads", "道路", "工程科", "std/1",
            head ?? new(project.Count, project[^1].Hash), new(1, unit[0].Hash),
            anchor is null ? [] : [anchor],
            [.. texts.Select(file => new ArchivedFile(
                file.Key,
                file.Key switch { Sheet => ArchivedKind.Sheet, Evidence => ArchivedKind.Evidence, _ => ArchivedKind.Events },
                Sha(file.Value),
                file.Value.Length,
                file.Key switch { Sheet => "targets", Evidence => "q1", _ => null },
                file.Key == Sheet ? 1 : null,
                file.Key == Evidence ? "e1" : null))],
            missing);
        var json = Encoding.UTF8.GetString(manifest.ToJson());
        texts[ArchiveManifest.FileName] = edited?.Invoke(json) ?? json;
        texts[ArchiveManifest.SumsName] = Encoding.UTF8.GetString(ArchiveSums.Write(texts.Select(file => (file.Key, Sha(file.Value)))));
        if (replaced is { } other)
        {
            texts[other.Path] = other.Text;
        }

        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach (var (path, text) in texts.Where(file => file.Key != left))
            {
                Add(zip, path, text, CompressionLevel.NoCompression);
            }

            if (added is { } more)
            {
                Add(zip, more.Path, more.Text, packed ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
            }
        }

        return bytes.ToArray();
    }

    private static void Add(ZipArchive zip, string path, string text, CompressionLevel level)
    {
        using var content = zip.CreateEntry(path, level).Open();
        content.Write(Encoding.UTF8.GetBytes(text));
    }

    private static List<ArchivedEvent> Chained(string stream, IEnumerable<string> texts)
    {
        var chain = new List<ArchivedEvent>();
        foreach (var text in texts)
        {
            chain.Add(new(chain.Count + 1, Chain.Link(chain.Count == 0 ? Chain.Genesis(stream) : chain[^1].Hash, text), text));
        }

        return chain;
    }

    private static string Lines(List<ArchivedEvent> chain, (int Number, Func<string, string> Edit)? line)
        => string.Concat(chain.Select((happened, i) => line is { } one && one.Number == i
            ? one.Edit(Encoding.UTF8.GetString(EventLines.Write([happened])))
            : Encoding.UTF8.GetString(EventLines.Write([happened]))));

    private static ChainHead Head(int version) => new(version, Chained("unit:2024:roads", Events)[version - 1].Hash);

    private static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
