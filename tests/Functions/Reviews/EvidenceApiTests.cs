using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Tests.Reviews;

[Collection(AppCollection.Name)]
public class EvidenceApiTests(TestApp app)
{
    private static readonly byte[] Pdf = "%PDF-1.7 签到表"u8.ToArray();

    [Fact]
    public async Task A_file_is_attached_listed_downloaded_withdrawn_and_kept()
    {
        var year = await ApprovedAsync();

        var attached = await AttachAsync(year, Pdf, "i01", "../签到/表.pdf");

        Assert.Equal("201", attached.Outcome);
        var sha = Convert.ToHexStringLower(SHA256.HashData(Pdf));
        Assert.Equal(
            ("i01", "表.pdf", "application/pdf", sha, Pdf.Length, "t:section-clerk", null),
            (Text(attached.Json, "indicator"), Text(attached.Json, "fileName"), Text(attached.Json, "media"), Text(attached.Json, "sha256"),
                (int)attached.Json["bytes"]!, Text(attached.Json, "by"), Text(attached.Json, "withdrawn")));
        var location = Text(attached.Json, "location")!;
        Assert.Equal(location, attached.Headers.Location!.OriginalString);

        var file = await year.As("group-member").GetAsync(location);
        Assert.Equal(Pdf, file.Bytes);
        Assert.Equal(
            ("attachment", "application/pdf"),
            (file.ContentHeaders.ContentDisposition!.DispositionType, file.ContentHeaders.ContentType!.ToString()));
        Assert.Equal("nosniff", Assert.Single(file.Headers.GetValues("X-Content-Type-Options")));

        Assert.Equal("400 REASON_REQUIRED", (await WithdrawAsync(year, location, "{}")).Outcome);
        Assert.Equal("200", (await WithdrawAsync(year, location, """{"reason":"传错了"}""")).Outcome);
        Assert.Equal(
            "404 NO_SUCH_EVIDENCE", (await WithdrawAsync(year, $"{year.Item("q1")}/evidence/none", """{"reason":"传错了"}""")).Outcome);
        var withdrawn = Assert.Single((await year.As("lead").GetAsync($"{year.Item("q1")}/evidence")).Json.AsArray())!;
        Assert.Equal("传错了", Text(withdrawn, "withdrawn"));
        Assert.Equal(Pdf, (await year.As("lead").GetAsync(location)).Bytes);

        Assert.Equal("201", (await AttachAsync(year, Pdf, "i01")).Outcome);
        Assert.Null(Text(Assert.Single((await year.As("lead").GetAsync($"{year.Item("q1")}/evidence")).Json.AsArray())!, "withdrawn"));
    }

    [Fact]
    public async Task The_ledger_holds_the_hash_of_what_was_attached()
    {
        var year = await ApprovedAsync();
        await AttachAsync(year, Pdf, "i01");

        var log = (await year.As("auditor").GetAsync($"{year.Base}/ledger?project=p1&take=200")).Json["events"]!.AsArray();

        var evidence = log.Single(entry => Text(entry!, "what") == "evidence-attached")!["event"]!["evidence"]!;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Pdf)), Text(evidence, "sha256"));
    }

    [Fact]
    public async Task The_same_file_again_is_there_already_and_a_repeated_command_gets_its_first_answer()
    {
        var year = await ApprovedAsync();
        var first = await AttachAsync(year, Pdf, "i01", headers: ("Idempotency-Key", "k1"));

        var again = await AttachAsync(year, Pdf, "i01", headers: ("Idempotency-Key", "k1"));
        Assert.Equal(("201", first.Text), (again.Outcome, again.Text));
        Assert.Equal("200", (await AttachAsync(year, Pdf, "i01")).Outcome);
        Assert.Equal("422 IDEMPOTENCY_KEY_REUSED", (await AttachAsync(year, Pdf, "i02", headers: ("Idempotency-Key", "k1"))).Outcome);
        // the key comes before the indicator
        Assert.Equal("422 IDEMPOTENCY_KEY_REUSED", (await AttachAsync(year, Pdf, "i99", headers: ("Idempotency-Key", "k1"))).Outcome);
        Assert.Equal("201", (await AttachAsync(year, Pdf, "i02")).Outcome);
        Assert.Equal(2, (await year.As("lead").GetAsync($"{year.Item("q1")}/evidence")).Json.AsArray().Count);
    }

    [Fact]
    public async Task Of_many_files_at_once_each_is_decided_on_what_the_others_have_left()
    {
        var year = await ApprovedAsync();

        var attached = await Task.WhenAll(
            Enumerable.Range(1, 8).Select(number => AttachAsync(year, [.. Pdf, (byte)('0' + number)], "i01")));

        Assert.All(attached, answer => Assert.Equal("201", answer.Outcome));
        var listed = (await year.As("lead").GetAsync($"{year.Item("q1")}/evidence")).Json.AsArray();
        Assert.Equal(
            attached.Select(answer => Text(answer.Json, "id")).Order(StringComparer.Ordinal),
            listed.Select(file => Text(file!, "id")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_such_indicator()
    {
        var year = await TestYear.OpenAsync(app);
        Assert.Equal("400 NO_SUCH_INDICATOR", (await AttachAsync(year, Pdf, "i01")).Outcome); // nothing approved yet
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));

        var unknown = await AttachAsync(year, Pdf, "i99");
        Assert.Equal(("400 NO_SUCH_INDICATOR", "indicator"), (unknown.Outcome, Text(unknown.Json, "field")));
        Assert.Equal("400 NO_SUCH_INDICATOR", (await AttachAsync(year, Pdf, "")).Outcome);
    }

    [Fact]
    public async Task Evidence_type_not_allowed()
    {
        var year = await ApprovedAsync();

        Assert.Equal("415 EVIDENCE_TYPE_NOT_ALLOWED", (await AttachAsync(year, [0x4D, 0x5A, 0x90, 0], "i01", "验收单.pdf")).Outcome);
        Assert.Equal("400 EMPTY_FILE", (await AttachAsync(year, [], "i01")).Outcome);
        Assert.Equal("400 EMPTY_FILE", (await AttachAsync(year, [], "i99")).Outcome); // the file comes before the indicator
        Assert.Equal("413 FILE_TOO_LARGE", (await AttachAsync(year, new byte[TestApp.LargestEvidence + 1], "i01")).Outcome);
    }

    [Theory]
    [InlineData("report.exe", "report.pdf")]
    [InlineData("验收单.pdf.scr", "验收单_pdf.pdf")]
    [InlineData("1.签到 2023.12.PDF", "1.签到 2023.12.pdf")]
    [InlineData("a\u202Efdp.exe", "afdp.pdf")]
    [InlineData("nul", "_nul.pdf")]
    [InlineData(" . ", "file.pdf")]
    public async Task A_file_comes_back_under_the_extension_of_what_it_is(string sent, string name)
    {
        var year = await ApprovedAsync();
        var attached = await AttachAsync(year, Pdf, "i01", sent);

        var file = await year.As("lead").GetAsync(Text(attached.Json, "location")!);

        var given = file.ContentHeaders.ContentDisposition!;
        Assert.Equal(("attachment", name), (given.DispositionType, given.FileNameStar ?? given.FileName));
    }

    [Theory]
    [InlineData("macros", "EVIDENCE_HAS_MACROS", "宏")]
    [InlineData("template", "EVIDENCE_LOADS_REMOTE", "远程模板")]
    [InlineData("package", "EVIDENCE_EMBEDS_FILE", "对象包")]
    [InlineData("password", "EVIDENCE_UNREADABLE", "加密")]
    public async Task What_is_refused_is_what_the_message_says(string what, string code, string said)
    {
        var year = await ApprovedAsync();

        var refused = await AttachAsync(year, Documents.Of(what), "i01", "说明.docx");

        Assert.Equal($"415 {code}", refused.Outcome);
        Assert.Contains(said, Text(refused.Json, "title"), StringComparison.Ordinal);
        Assert.Empty((await year.As("lead").GetAsync($"{year.Item("q1")}/evidence")).Json.AsArray());
    }

    [Fact]
    public async Task Too_much_evidence()
    {
        var year = await ApprovedAsync();
        var unit = UnitId.Parse(year.Unit).Value;
        var stage = StageId.Parse("q1").Value;
        var clerk = new Actor("section-clerk", [Role.SectionClerk]);
        await app.Get<Ledger>()
            .ExecuteAsync(Streams.Of(unit, TestYear.Year, ProjectId.Parse("p1").Value), null, (_, now) => Decision<ItemEvent>.Of(
                [.. Enumerable.Range(1, 90).Select(
                    i => new ItemEvent.EvidenceAttached(stage, clerk, now, new($"a{i}", "i01", "00", "x.pdf", "application/pdf", 1)))]));
        await app.Get<Ledger>()
            .ExecuteAsync(Streams.Of(unit, TestYear.Year, ProjectId.Parse("p1").Value), null, (_, now) => Decision<ItemEvent>.Of(
                [.. Enumerable.Range(1, ProjectYear.MostEvidence - 90).Select(
                    i => new ItemEvent.EvidenceAttached(stage, clerk, now, new($"c{i}", "i01", "00", "x.pdf", "application/pdf", 1)))]));

        Assert.Equal("409 TOO_MUCH_EVIDENCE", (await AttachAsync(year, Pdf, "i01")).Outcome);
    }

    [Fact]
    public async Task Once_settled_an_item_takes_and_gives_up_no_evidence()
    {
        var year = await ApprovedAsync();
        var location = Text((await AttachAsync(year, Pdf, "i01")).Json, "location")!;
        await year.SettleAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3));

        Assert.Equal("409 ITEM_LOCKED", (await AttachAsync(year, Encoding.UTF8.GetBytes("补充说明"), "i01")).Outcome);
        Assert.Equal("409 ITEM_LOCKED", (await WithdrawAsync(year, location, """{"reason":"传错了"}""")).Outcome);
    }

    [Fact]
    public async Task Another_section_neither_attaches_nor_sees()
    {
        var year = await ApprovedAsync();
        Assert.Equal("201", (await year.As("lead").PutAsync($"{year.Base}/projects/p2", """{"name":"别科项目","section":"别科"}""")).Outcome);
        var other = $"{year.Base}/projects/p2/stages/q1/evidence";

        Assert.Equal(
            "404 NOT_FOUND",
            (await year.As("section-clerk").SendAsync(HttpMethod.Post, $"{other}?indicator=i01", new ByteArrayContent(Pdf))).Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("section-clerk").GetAsync(other)).Outcome);
        Assert.Equal(
            "403 ROLE_REQUIRED",
            (await year.As("lead").SendAsync(HttpMethod.Post, $"{other}?indicator=i01", new ByteArrayContent(Pdf))).Outcome);
    }

    private async Task<TestYear> ApprovedAsync()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        return year;
    }

    private static Task<Answer> AttachAsync(
        TestYear year, byte[] file, string indicator, string fileName = "表.pdf", params (string, string)[] headers) =>
        year.As("section-clerk").SendAsync(
            HttpMethod.Post,
            $"{year.Item("q1")}/evidence?indicator={indicator}&fileName={Uri.EscapeDataString(fileName)}",
            new ByteArrayContent(file),
            headers);

    private static Task<Answer> WithdrawAsync(TestYear year, string location, string body) =>
        year.As("section-clerk").SendAsync(HttpMethod.Delete, location, new StringContent(body, Encoding.UTF8, "application/json"));

    private static string? Text(JsonNode of, string name) => (string?)of[name];
}
