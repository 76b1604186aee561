using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Archive;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Tests.Archive;

/// <summary>A year played to its end over HTTP, and its archive taken apart.</summary>
[Collection(AppCollection.Name)]
public class ArchiveTests(TestApp app)
{
    private static readonly byte[] Proof = "%PDF-1.7 签到表"u8.ToArray();

    [Fact]
    public async Task A_signed_year_leaves_an_archive_that_verifies_offline_and_is_made_again_byte_for_byte()
    {
        var (year, first) = await SignedAsync();

        var list = (await year.As("auditor").GetAsync($"{year.Base}/archive")).Json;
        var listed = Assert.Single(list["projects"]!.AsArray())!;
        var sha256 = (string)listed["sha256"]!;
        Assert.Equal((true, "p1", TestYear.Project), ((bool)list["done"]!, (string?)listed["project"], (string?)listed["name"]));
        var archive = await year.As("auditor").GetAsync((string)listed["location"]!);
        Assert.Equal(
            ("application/zip", "attachment", $"\"{sha256}\""),
            (archive.ContentHeaders.ContentType!.MediaType,
                archive.ContentHeaders.ContentDisposition!.DispositionType, archive.Headers.ETag!.Tag));

        var verdict = ArchiveCheck.Verify(new MemoryStream(archive.Bytes), sha256);
        Assert.Empty(verdict.Problems);
        Assert.Equal(
            [
                "SHA256SUMS", "decisions.md", "events.jsonl", "finished/self-evaluation/form.xlsx", "finished/self-evaluation/v2.xlsx",
                "manifest.json", "people.json", "plan.json", "profile.json",
                "readings/self-evaluation/v1.json",
                "readings/self-evaluation/v2.json", "readings/targets/v1.json", "report/internal.docx", "report/report.docx",
                "report/report.html", "report/report.json", "report/report.md", "report/report.xlsx",
                "sheets/self-evaluation/v1.xlsx", "sheets/self-evaluation/v2.xlsx", "sheets/targets/v1.xlsx", "unit-events.jsonl",
            ],
            Names(archive.Bytes).Where(name => !name.StartsWith("evidence/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(first, Bytes(archive.Bytes, "sheets/self-evaluation/v1.xlsx"));
        var finished = year.Item("self-evaluation");
        Assert.Equal(
            Bytes(archive.Bytes, "finished/self-evaluation/form.xlsx"),
            (await year.As("section-clerk").GetAsync($"{finished}/finished")).Bytes);
        Assert.Equal(
            Bytes(archive.Bytes, "finished/self-evaluation/v2.xlsx"),
            (await year.As("auditor").GetAsync($"{finished}/uploads/2/finished")).Bytes);
        Assert.Equal("409 OTHER_VERSION_APPROVED", (await year.As("auditor").GetAsync($"{finished}/uploads/1/finished")).Outcome);
        var proof = Assert.Single(verdict.Manifest!.Files, file => file.Kind == ArchivedKind.Evidence);
        Assert.Equal(("签到表.pdf", "self-evaluation"), (proof.FileName, proof.Stage));
        Assert.Equal(Proof, Bytes(archive.Bytes, proof.Path));
        Assert.EndsWith(".pdf", proof.Path, StringComparison.Ordinal);

        var decisions = Encoding.UTF8.GetString(Bytes(archive.Bytes, "decisions.md"));
        Assert.Contains("| lead | 退回 | 1 | 请补充\\|说明 \\[i01\\] 人数不实 |", decisions, StringComparison.Ordinal);
        Assert.Contains("| section-clerk | 撤回佐证材料 |", decisions, StringComparison.Ordinal);
        Assert.Contains("| group-chair | 审定 | 2 |", decisions, StringComparison.Ordinal);

        var people = JsonSerializer.Deserialize<SortedDictionary<string, string>>(Bytes(archive.Bytes, "people.json"))!;
        Assert.Equal(
            ["group-chair", "group-member", "lead", "section-clerk", "section-head", "unit-head"],
            people.Values.Order(StringComparer.Ordinal));

        Assert.Equal(sha256, await AgainAsync(year));
        Assert.Equal("archived", (string?)(await year.As("lead").GetAsync(year.Item("self-evaluation"))).Json["state"]);
        Assert.True((bool)(await year.As("auditor").GetAsync($"{year.Base}/ledger/verification")).Json["ok"]!);
        var unit = UnitId.Parse(year.Unit).Value;
        await Eventually.AnswersAsync(
            () => year.As("lead").GetAsync($"units/{year.Unit}"), answer => answer.Json["years"]!.AsArray().Count == 0);
        Assert.Equal(
            """{"years":[],"closed":[2023],"listed":[{"year":2023,"state":"closed"}]}""",
            new JsonObject
            {
                ["years"] = (await year.As("lead").GetAsync($"units/{year.Unit}")).Json["years"]!.DeepClone(),
                ["closed"] = (await year.As("lead").GetAsync($"units/{year.Unit}")).Json["closedYears"]!.DeepClone(),
                ["listed"] = (await year.As("section-clerk").GetAsync($"units/{year.Unit}/years")).Json.DeepClone(),
            }.ToJsonString());
        var closing = (await app.Get<Anchors>().LatestAsync(unit, TestYear.Year))!;
        Assert.Equal(
            (await app.Get<Board>().ShowAsync(unit, TestYear.Year)).UnitHead, closing.Heads.Single(head => head.Stream == "@unit").Hash);
    }

    [Fact]
    public async Task Not_archived_yet()
    {
        var year = await TestYear.OpenAsync(app);

        Assert.Equal("409 NOT_ARCHIVED_YET", (await year.As("lead").GetAsync($"{year.Base}/projects/p1/archive")).Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("lead").GetAsync($"{year.Base}/projects/none/archive")).Outcome);
        var listed = Assert.Single((await year.As("lead").GetAsync($"{year.Base}/archive")).Json["projects"]!.AsArray())!;
        Assert.Equal((null, null), ((string?)listed["sha256"], (string?)listed["location"]));
    }

    /// <summary>One project: targets, a self-evaluation returned once, evidence attached and withdrawn, the report signed.</summary>
    private async Task<(TestYear Year, byte[] First)> SignedAsync()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var attached = await year.As("section-clerk").SendAsync(
            HttpMethod.Post, $"{year.Item("self-evaluation")}/evidence?indicator=i01&fileName=签到表.pdf", new ByteArrayContent(Proof));
        Assert.Equal("201", attached.Outcome);
        Assert.Equal("200", (await year.As("section-clerk").SendAsync(
            HttpMethod.Delete, (string)attached.Json["location"]!, new StringContent("""{"reason":"换清晰版"}"""))).Outcome);
        Assert.Equal("201", (await year.As("section-clerk").SendAsync(
            HttpMethod.Post,
            $"{year.Item("self-evaluation")}/evidence?indicator=i01&fileName=签到表.pdf",
            new ByteArrayContent(Proof))).Outcome);
        var first = TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year, trained: 90);
        var (version, _) = await year.UploadAsync("self-evaluation", first);
        Assert.Equal("200", (await year.DecideAsync("section-head", "self-evaluation", "submit", version)).Outcome);
        Assert.Equal("200", (await year.DecideAsync(
            "lead", "self-evaluation", "return", version, ""","reason":"请补充|说明","points":[{"at":"i01","text":"人数不实"}]""")).Outcome);
        await year.SettleAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));
        await year.DraftReportAsync();
        await year.SignReportAsync();
        return (year, first);
    }

    private async Task<string> AgainAsync(TestYear year)
    {
        var unit = UnitId.Parse(year.Unit).Value;
        var shown = (await app.Get<Board>().ShowAsync(unit, TestYear.Year)).Unit;
        var content = app.Get<ArchiveContent>();
        var common = await content.OfYearAsync(unit, TestYear.Year, shown, default);
        var (manifest, sources) = await content.OfAsync(common, shown.Projects.Values.Single(), default);
        using var to = new MemoryStream();
        await ArchiveWriter.WriteAsync(to, manifest, sources);
        return Convert.ToHexStringLower(SHA256.HashData(to.ToArray()));
    }

    private static IEnumerable<string> Names(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    private static byte[] Bytes(byte[] archive, string path)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        using var content = zip.GetEntry(path)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }
}
