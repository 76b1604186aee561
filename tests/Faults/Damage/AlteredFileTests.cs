using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Faults.Tests.Damage;

/// <summary>What the ledger names by its hash and is not that any more is never used and never handed out.</summary>
public class AlteredFileTests(ArchivedYear year) : IClassFixture<ArchivedYear>
{
    private const string Targets = "\"targets\":{";
    private const string Markdown = "-report.md";
    private const string Workbook = "-report.xlsx";

    private static readonly Dictionary<string, Func<byte[], byte[]?>> Deeds = new()
    {
        ["gone"] = _ => null,
        ["its last byte is another"] = Hand.LastByte,
        ["its first byte is another"] = bytes => [(byte)~bytes[0], .. bytes[1..]],
        ["cut off"] = bytes => bytes[..^1],
        ["longer"] = bytes => [.. bytes, 0],
        ["empty"] = _ => [],
        ["a target is lower"] = Hand.Words("100", "10"),
        ["no json"] = _ => "junk"u8.ToArray(),
    };

    [Theory]
    [InlineData("READING_ALTERED", "reading", "readings", Targets, "a target is lower")]
    [InlineData("READING_ALTERED", "indicators", "readings", Targets, "a target is lower")]
    [InlineData("READING_ALTERED", "template", "readings", Targets, "a target is lower")]
    [InlineData("READING_ALTERED", "template", "readings", Targets, "gone")]
    [InlineData("READING_ALTERED", "template", "readings", Targets, "no json")]
    [InlineData("READING_ALTERED", "indicators", "readings", Targets, "gone")]
    [InlineData("READING_ALTERED", "differences", "readings", "因疫情", "its last byte is another")]
    [InlineData("READING_ALTERED", "marked copy", "readings", Targets, "a target is lower")]
    [InlineData("FILE_ALTERED", "sheet", "sheets", "/targets/", "its last byte is another")]
    [InlineData("FILE_ALTERED", "sheet", "sheets", "/targets/", "gone")]
    [InlineData("FILE_ALTERED", "marked copy", "sheets", "/targets/", "its last byte is another")]
    [InlineData("FILE_ALTERED", "evidence", "evidence", "/self-evaluation/", "its last byte is another")]
    [InlineData("FILE_ALTERED", "evidence", "evidence", "/self-evaluation/", "cut off")]
    [InlineData("FILE_ALTERED", "evidence", "evidence", "/self-evaluation/", "longer")]
    [InlineData("FILE_ALTERED", "evidence", "evidence", "/self-evaluation/", "empty")]
    [InlineData("FILE_ALTERED", "evidence", "evidence", "/self-evaluation/", "gone")]
    [InlineData("FILE_ALTERED", "workbook", "reports", Workbook, "its last byte is another")]
    [InlineData("FILE_ALTERED", "markdown", "reports", Markdown, "its first byte is another")]
    [InlineData("FILE_ALTERED", "markdown", "reports", Markdown, "gone")]
    [InlineData("FILE_ALTERED", "archive", "archive", "/p1/", "empty")]
    [InlineData("FILE_ALTERED", "archive", "archive", "/p1/", "gone")]
    public async Task What_is_not_what_was_kept_is_a_problem_and_an_alarm_until_it_is_restored(
        string code, string asked, string container, string words, string deed)
    {
        using var journal = new Journal();
        await using var app = await year.ColdAsync(journal);
        var restore = await year.Hand.ChangeBlobAsync(container, year.Unit, words, Deeds[deed]);

        var answer = await app.As("lead").GetAsync(year.Paths[asked]);
        await restore();

        Assert.Equal($"409 {code}", answer.Outcome);
        Assert.Contains($"{year.Unit}/", (string)answer.Json["more"]!["file"]!, StringComparison.Ordinal);
        Assert.Contains(
            $"{(string)answer.Json["more"]!["file"]!} is not what was kept: its SHA-256 should be ",
            Assert.Single(journal.Errors),
            StringComparison.Ordinal);
        Assert.Equal("200", (await app.As("lead").GetAsync(year.Paths[asked])).Outcome);
    }

    [Fact]
    public async Task Of_an_archive_too_long_to_hold_back_the_end_never_comes()
    {
        using var journal = new Journal();
        await using var app = await year.ColdAsync(journal);
        var restore = await year.Hand.ChangeBlobAsync("archive", year.Unit, "/p1/", Hand.LastByte);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => app.As("lead").GetAsync(year.Paths["archive"]));
        await restore();

        Assert.Contains("is not what was kept", Assert.Single(journal.Errors), StringComparison.Ordinal);
        Assert.True((await app.As("lead").GetAsync(year.Paths["archive"])).Bytes.Length > 100_000);
    }

    [Fact]
    public async Task What_is_at_hand_was_verified_and_stays_what_it_was()
    {
        using var journal = new Journal();
        await using var app = await year.ColdAsync(journal);
        var before = await app.As("lead").GetAsync(year.Paths["indicators"]);
        var restore = await year.Hand.ChangeBlobAsync("readings", year.Unit, "≥100", Deeds["a target is lower"]);

        var after = await app.As("lead").GetAsync(year.Paths["indicators"]);
        await restore();

        Assert.Equal(before.Text, after.Text);
        Assert.Empty(journal.Errors);
    }
}
