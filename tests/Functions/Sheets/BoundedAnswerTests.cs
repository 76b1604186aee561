using PerfFlow.Azurite;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Sheets.Tests.Workbooks;

namespace PerfFlow.Functions.Tests.Sheets;

/// <summary>A sheet of 19,900 rows, each of them wrong: what is answered about it stays small, and says what it leaves out.</summary>
public class BoundedAnswerTests
{
    private const int Rows = 19_900;
    private const int LongestAnswer = 1024 * 1024;

    [Fact]
    public async Task Whatever_a_sheet_holds_its_answers_are_bounded_and_count_what_they_leave_out()
    {
        var (sheet, other) = (HeavySheet.Of(Rows, "若干"), HeavySheet.Of(Rows, "很多"));
        await using var app = new TestApp(await AzuriteServer.SharedAsync())
        {
            Settings = new Dictionary<string, string?> { ["MaxUploadBytes"] = $"{Math.Max(sheet.Length, other.Length)}" },
        };
        await app.InitializeAsync();
        var year = await TestYear.OpenAsync(app);

        var check = await year.As("auditor").SendAsync(HttpMethod.Post, "check", new ByteArrayContent(sheet));
        var (version, reading) = await year.UploadAsync("targets", sheet);
        await year.UploadAsync("targets", other);
        var differences = await year.As("lead").GetAsync($"{year.Item("targets")}/differences");

        foreach (var answer in (Answer[])[check, reading, differences])
        {
            Assert.Equal("200", answer.Outcome);
            Assert.InRange(answer.Bytes.Length, 1, LongestAnswer);
        }

        // what is listed is listed whole, and the rest counted: a finding for each row, wherever they are told
        Assert.All((Answer[])[check, reading], answer =>
        {
            var findings = answer.Json["findings"]!.AsArray();
            var kinds = findings.Where(finding => finding!["more"] is null).GroupBy(finding => (string?)finding!["code"]).ToList();
            Assert.All(kinds, kind => Assert.InRange(kind.Count(), 1, 50));
            Assert.InRange(findings.Sum(finding => (int?)finding!["more"] ?? 1), Rows, int.MaxValue);
        });
        Assert.InRange((int)check.Json["omitted"]!, 1, int.MaxValue);
        Assert.InRange((int)differences.Json["omitted"]!, 1, int.MaxValue);

        // the marked copy lists all that fit
        var marked = await year.As("section-clerk").GetAsync($"{year.Item("targets")}/uploads/{version}/marked");
        using var copy = ReadBook.Of(marked.Bytes);
        Assert.InRange(copy.Worksheet(1).LastRowUsed()!.RowNumber(), 1_000, 2_100);
    }
}
