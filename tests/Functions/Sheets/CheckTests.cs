using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;

namespace PerfFlow.Functions.Tests.Sheets;

[Collection(AppCollection.Name)]
public class CheckTests(TestApp app)
{
    [Theory]
    [InlineData("self-actual-never-calculated.xlsx")]
    [InlineData("self-sichuan.libreoffice.xls")]
    public async Task A_file_is_read_checked_and_scored_whole(string file)
    {
        var year = await TestYear.OpenAsync(app, open: false);

        var answer = await CheckAsync(year, Corpus(file), headers: ("Accept-Language", "en"));

        Assert.Equal("200", answer.Outcome);
        var expected = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Sheets", "Expected", file + ".json")));
        Assert.True(JsonNode.DeepEquals(expected, answer.Json), answer.Text);
    }

    [Fact]
    public async Task A_finding_names_its_cell_in_the_language_asked_for()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var file = Corpus("self-actual-never-calculated.xlsx");

        var chinese = Finding(await CheckAsync(year, file));
        var english = Finding(await CheckAsync(year, file, headers: ("Accept-Language", "en")));

        Assert.Equal(("error", "自评表", "F14"), ((string?)chinese["level"], (string?)chinese["sheet"], (string?)chinese["cell"]));
        Assert.Contains("公式", (string?)chinese["message"], StringComparison.Ordinal);
        Assert.Contains("formula", (string?)english["message"], StringComparison.OrdinalIgnoreCase);

        static JsonNode Finding(Answer answer) =>
            answer.Json["findings"]!.AsArray().Single(finding => (string?)finding!["code"] == "FORMULA_NO_CACHE")!;
    }

    [Theory]
    [InlineData("platform", "zh", "(scoring.deviation)")]
    [InlineData("platform", "en", "(scoring.deviation)")]
    [InlineData("std", "zh", null)]
    public async Task Where_the_profile_takes_points_off_the_answer_names_the_rule(string profile, string language, string? rule)
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var sheet = TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year, trained: 140);

        var explanation = (await CheckAsync(year, sheet, $"?profile={profile}", ("Accept-Language", language)))
            .Json["forms"]![0]!["explanation"];

        Assert.Equal(rule is null, explanation is null);
        Assert.Contains(rule ?? "", (string?)explanation?["parts"]![1]!["text"] ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_form_of_a_workbook_is_answered()
    {
        var year = await TestYear.OpenAsync(app, open: false);

        var forms = (await CheckAsync(year, Corpus("self-stacked.xlsx"))).Json["forms"]!.AsArray();

        Assert.Equal(["项目甲", "项目乙"], forms.Select(form => (string?)form!["project"]!["name"]!["raw"]));
    }

    [Fact]
    public async Task Nothing_is_stored()
    {
        var storage = app.Get<StorageClients>();
        var year = await TestYear.OpenAsync(app, open: false);
        var before = await StoredAsync(storage, year.Unit);

        Assert.Equal("200", (await CheckAsync(year, TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year))).Outcome);

        Assert.Equal(before, await StoredAsync(storage, year.Unit));
    }

    [Fact]
    public async Task Another_content_type_changes_nothing()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var file = TestSheets.Targets(TestYear.Project, TestYear.Year);
        var plain = await CheckAsync(year, file);
        using var named = new ByteArrayContent(file);
        named.Headers.Add("Content-Type", "application/json");

        Assert.Equal(plain.Text, (await year.As("auditor").SendAsync(HttpMethod.Post, "check", named)).Text);
        Assert.Equal("200", plain.Outcome);
    }

    [Theory]
    [InlineData("?year=2024", 2024, "YEAR_MISMATCH")]
    [InlineData("?year=2023&profile=hb", 2023, null)]
    [InlineData("", 2023, null)]
    public async Task Year_and_profile_are_those_asked_for(string query, int expected, string? finding)
    {
        var year = await TestYear.OpenAsync(app, open: false);

        var answer = (await CheckAsync(year, TestSheets.Targets(TestYear.Project, TestYear.Year), query)).Json;

        Assert.Equal(expected, (int)answer["forms"]![0]!["year"]!);
        Assert.Equal(query.Contains("hb", StringComparison.Ordinal) ? "hb" : "std", (string?)answer["profile"]!["id"]);
        Assert.Equal(finding is not null, answer["findings"]!.AsArray().Any(found => (string?)found!["code"] == "YEAR_MISMATCH"));
    }

    [Theory]
    [InlineData("empty", "", "400 EMPTY_FILE")]
    [InlineData("picture", "", "415 UNKNOWN_FILE_TYPE")]
    [InlineData("too large", "", "413 FILE_TOO_LARGE")]
    [InlineData("self-no-year.xlsx", "", "400 YEAR_REQUIRED")]
    [InlineData("self-no-year.xlsx", "?year=2023", "200")]
    [InlineData("self-stacked.xlsx", "?year=MMXXIII", "400 BAD_VALUE")]
    [InlineData("self-stacked.xlsx", "?profile=none", "400 BAD_VALUE")]
    public async Task What_cannot_be_checked_is_refused_by_name(string what, string query, string expected)
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var file = what switch
        {
            "empty" => [],
            "picture" => [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13],
            "too large" => new byte[TestApp.LargestUpload + 1],
            _ => Corpus(what),
        };

        Assert.Equal(expected, (await CheckAsync(year, file, query)).Outcome);
    }

    [Theory]
    [InlineData("项目,金额\n甲,1\n", "TEXT_FILE", "请用 Excel 或 WPS 打开,另存为 .xlsx 后上传。")]
    [InlineData("<html><table><tr><td>项目</td></tr></table></html>", "WEB_PAGE", "请用 Excel 或 WPS 打开,另存为“Excel 工作簿(.xlsx)”后上传。")]
    public async Task What_is_called_a_workbook_and_is_a_text_is_answered_with_what_to_do(string text, string code, string advice)
    {
        var year = await TestYear.OpenAsync(app, open: false);

        var answer = await CheckAsync(year, Encoding.UTF8.GetBytes(text));

        var finding = Assert.Single(answer.Json["findings"]!.AsArray())!;
        Assert.Equal(("200", code, advice), (answer.Outcome, (string?)finding["code"], (string?)finding["suggestion"]));
    }

    [Fact]
    public async Task One_limit_of_bytes_what_is_let_in_is_read()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var file = TestSheets.Targets(TestYear.Project, TestYear.Year);
        var largest = Padded(file, TestApp.LargestUpload - Padded(file, 0).Length);
        Assert.Equal(TestApp.LargestUpload, largest.Length);

        Assert.Single((await CheckAsync(year, largest)).Json["forms"]!.AsArray());
        Assert.Equal("413 FILE_TOO_LARGE", (await CheckAsync(year, [.. largest, 0])).Outcome);
        Assert.Equal(TestApp.LargestUpload, app.Get<UploadLimit>().Sheets.FileBytes);

        static byte[] Padded(byte[] workbook, int more)
        {
            using var stream = new MemoryStream();
            stream.Write(workbook);
            using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
            using (var part = zip.CreateEntry("docProps/padding.xml", CompressionLevel.NoCompression).Open())
            {
                part.Write(new byte[more]);
            }

            return stream.ToArray();
        }
    }

    [Theory]
    [InlineData("no-form.xlsx")]
    [InlineData("cut off")]
    [InlineData("old, cut off")]
    public async Task A_file_without_a_form_is_answered_with_an_error_that_says_so(string what)
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var file = what switch
        {
            "cut off" => Corpus("self-stacked.xlsx")[..1000],
            "old, cut off" => Corpus("self-sichuan.libreoffice.xls")[..1000],
            _ => Corpus(what),
        };

        var answer = await CheckAsync(year, file);

        Assert.Equal("200", answer.Outcome);
        Assert.Empty(answer.Json["forms"]!.AsArray());
        Assert.Contains(answer.Json["findings"]!.AsArray(), finding => (string?)finding!["level"] == "error");
    }

    [Fact]
    public async Task Templates_carry_what_is_approved_into_the_later_sheets()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        string[] targets = ["≥100人", "≥95%", "≥100%", "≥50家", "≥90%"];

        var monitoring = await OfTemplateAsync("q1");
        var evaluation = await OfTemplateAsync("self-evaluation");

        Assert.Equal(targets, Texts(monitoring));
        Assert.Equal(targets, Texts(evaluation));
        Assert.Equal([20m, 15m, 15m, 30m, 10m], evaluation["indicators"]!.AsArray().Select(row => (decimal)row!["points"]!));
        Assert.All([monitoring, evaluation], form => Assert.All(form["indicators"]!.AsArray(), row => Assert.NotNull(row!["id"])));

        async Task<JsonNode> OfTemplateAsync(string stage)
        {
            var template = await year.As("section-clerk").GetAsync($"{year.Item(stage)}/template");
            return (await CheckAsync(year, template.Bytes)).Json["forms"]!.AsArray().Single()!;
        }

        static IEnumerable<string?> Texts(JsonNode form) => form["indicators"]!.AsArray().Select(row => (string?)row!["target"]!["raw"]);
    }

    internal static byte[] Corpus(string file) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Sheets", "Files", file));

    private static async Task<Answer> CheckAsync(
        TestYear year, byte[] file, string query = "", params (string Name, string Value)[] headers)
    {
        using var content = new ByteArrayContent(file);
        return await year.As("auditor").SendAsync(HttpMethod.Post, "check" + query, content, headers);
    }

    /// <summary>Every row and blob of the unit; other tests write at the same time, to units of their own.</summary>
    private static async Task<IReadOnlyList<string>> StoredAsync(StorageClients storage, string unit)
    {
        var stored = new List<string>();
        await foreach (var table in storage.Tables.QueryAsync())
        {
            await foreach (var row in storage.Tables.GetTableClient(table.Name).QueryAsync<Azure.Data.Tables.TableEntity>())
            {
                if (row.PartitionKey.Contains(unit, StringComparison.Ordinal))
                {
                    stored.Add($"{table.Name} {row.PartitionKey} {row.RowKey} {row.ETag}");
                }
            }
        }

        await foreach (var container in storage.Blobs.GetBlobContainersAsync())
        {
            await foreach (var blob in storage.Blobs.GetBlobContainerClient(container.Name).GetBlobsAsync(default, default, unit, default))
            {
                stored.Add($"{container.Name} {blob.Name} {blob.Properties.ETag}");
            }
        }

        Assert.NotEmpty(stored);
        return stored;
    }
}
