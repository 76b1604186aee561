using System.Text.Json.Nodes;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Edge.OpenApi;

namespace PerfFlow.Functions.Tests.Sheets;

/// <summary>Answers of a dry run are what the served openapi.json says they are.</summary>
[Collection(AppCollection.Name)]
public class CheckSchemaTests(TestApp app)
{
    [Theory]
    [InlineData("self-stacked.xlsx")]
    [InlineData("self-sichuan.libreoffice.xls")]
    [InlineData("self-actual-never-calculated.xlsx")]
    [InlineData("monitoring-three-ticks.xlsx")]
    [InlineData("targets-long-term-above.xlsx")]
    [InlineData("no-form.xlsx")]
    public async Task An_answer_fits_its_schema(string file)
    {
        var answer = await (await TestYear.OpenAsync(app, open: false)).As("auditor")
            .SendAsync(HttpMethod.Post, "check?year=2023", new ByteArrayContent(CheckTests.Corpus(file)));

        Assert.Equal("200", answer.Outcome);
        Assert.Empty(Schema.Mistakes(await SchemaAsync(app, "200", "application/json"), answer.Json));
    }

    [Fact]
    public async Task A_refusal_fits_its_schema()
    {
        var answer = await (await TestYear.OpenAsync(app, open: false)).As("auditor")
            .SendAsync(HttpMethod.Post, "check", new ByteArrayContent([]));

        Assert.Equal("400 EMPTY_FILE", answer.Outcome);
        Assert.Empty(Schema.Mistakes(await SchemaAsync(app, "default", "application/problem+json"), answer.Json));
    }

    [Fact]
    public async Task An_answer_of_another_shape_would_be_noticed()
    {
        var answer = await (await TestYear.OpenAsync(app, open: false)).As("auditor")
            .SendAsync(HttpMethod.Post, "check", new ByteArrayContent(CheckTests.Corpus("self-stacked.xlsx")));
        var bent = answer.Json;
        bent["forms"]![0]!["year"] = "this";
        bent["forms"]![0]!["kind"] = "poem";
        bent["forms"]![1]!["mood"] = 1;

        Assert.Equal(3, Schema.Mistakes(await SchemaAsync(app, "200", "application/json"), bent).Count);
    }

    [Fact]
    public async Task Long_term_indicators_are_answered_beside_those_of_the_year()
    {
        var answer = await (await TestYear.OpenAsync(app, open: false)).As("auditor")
            .SendAsync(HttpMethod.Post, "check", new ByteArrayContent(CheckTests.Corpus("targets-long-term-above.xlsx")));
        var form = answer.Json["forms"]!.AsArray().Single()!;

        Assert.Equal(["当年培训人数", "当年就业率"], Names("indicators"));
        Assert.Equal(["培训人数", "人均培训成本", "培训后就业率", "学员满意度"], Names("longTerm"));

        IEnumerable<string?> Names(string rows) => form[rows]!.AsArray().Select(row => (string?)row!["name"]);
    }

    [Fact]
    public async Task A_dry_run_takes_no_idempotency_key()
    {
        var paths = (await app.WithToken(null).GetAsync("/api/openapi.json")).Json["paths"]!;

        Assert.Equal(["year", "profile"], Parameters(paths["/api/v1/check"]!["post"]!));
        Assert.Contains(
            "Idempotency-Key",
            paths.AsObject()
                .SelectMany(path => path.Value!.AsObject())
                .Where(verb => verb.Key == "post")
                .SelectMany(verb => Parameters(verb.Value!)));

        static IEnumerable<string?> Parameters(JsonNode operation) =>
            operation["parameters"]!.AsArray().Select(parameter => (string?)parameter!["name"]);
    }

    internal static async Task<JsonNode> SchemaAsync(TestApp app, string status, string media)
    {
        var document = (await app.WithToken(null).GetAsync("/api/openapi.json")).Json;
        var schema = document["paths"]!["/api/v1/check"]!["post"]!["responses"]![status]!["content"]![media]!["schema"]!;
        return (string?)schema["$ref"] == "#/components/schemas/Problem" ? document["components"]!["schemas"]!["Problem"]! : schema;
    }
}
