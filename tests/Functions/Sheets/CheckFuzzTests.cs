using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Edge.OpenApi;

namespace PerfFlow.Functions.Tests.Sheets;

/// <summary>
/// Seeded nonsense through the real host: files bent and cut, queries and content types of any kind. No answer is a fault.
/// </summary>
[Collection(AppCollection.Name)]
public class CheckFuzzTests(TestApp app)
{
    private static readonly string[] Files =
        [
            "self-stacked.xlsx", "self-sichuan.libreoffice.xls", "monitoring-three-ticks.xlsx",
            "targets-long-term-above.xlsx", "self-formulas-cached.libreoffice.xlsx", "self-no-year.xlsx",
        ];

    private static readonly string[] Queries =
        [
            "", "?year=2023", "?year=1999", "?year=99999999999", "?year=-1", "?year=二〇二三", "?year=2023&year=2024",
            "?profile=hb", "?profile=%00", "?profile=std&year=2023", "?year=2023%0d%0aX:1", "?%FF=%FE",
        ];

    private static readonly string?[] Types =
        [null, "application/octet-stream", "application/json", "text/html; charset=utf-7", "multipart/form-data; boundary=x", "a/b"];

    [Fact]
    public async Task No_file_and_no_query_is_a_fault()
    {
        var auditor = (await TestYear.OpenAsync(app, open: false)).As("auditor");
        var schema = await CheckSchemaTests.SchemaAsync(app, "200", "application/json");
        var outcomes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            using var content = new ByteArrayContent(Bent(random));
            if (Types[random.Next(Types.Length)] is { } type)
            {
                content.Headers.TryAddWithoutValidation("Content-Type", type);
            }

            var answer = await auditor.SendAsync(HttpMethod.Post, "check" + Queries[random.Next(Queries.Length)], content);

            Assert.True((int)answer.Status < 500, $"seed {seed}: {answer.Outcome}");
            Assert.True(
                answer.Status == System.Net.HttpStatusCode.OK || answer.Code is not null, $"seed {seed}: {answer.Outcome} without a code");
            if (answer.Status == System.Net.HttpStatusCode.OK)
            {
                Assert.Empty(Schema.Mistakes(schema, answer.Json));
                Assert.True(
                    answer.Json["forms"]!.AsArray().Count > 0 || answer.Json["findings"]!.AsArray().Count > 0,
                    $"seed {seed}: an answer that says nothing");
            }

            outcomes[answer.Outcome] = outcomes.GetValueOrDefault(answer.Outcome) + 1;
        }

        // It is no test of the first check alone: many files get as far as being read.
        Assert.InRange(outcomes["200"], 100, 399);
    }

    private static byte[] Bent(Random random)
    {
        var file = CheckTests.Corpus(Files[random.Next(Files.Length)]).ToArray();
        for (var flips = random.Next(4); flips > 0; flips--)
        {
            file[random.Next(file.Length)] = (byte)random.Next(256);
        }

        return random.Next(10) switch
        {
            0 => file[..random.Next(file.Length)],
            1 => [.. file, .. new byte[random.Next(500)]],
            2 => RandomBytes(random),
            _ => file,
        };
    }

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(2_000)];
        random.NextBytes(bytes);
        return bytes;
    }
}
