using System.Text.Json.Nodes;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.Http;

/// <summary>Names that hide or turn what is beside them are refused and named; two spellings of one name are one.</summary>
[Collection(AppCollection.Name)]
public class PlainNamesTests(TestApp app)
{
    private const string Composed = "caf\u00E9科";
    private const string Decomposed = "cafe\u0301科";

    [Theory]
    [InlineData("\u200B\u2060")]
    [InlineData("\u3164")]
    [InlineData("李\u202E明")]
    [InlineData("李\u0000明")]
    [InlineData("李\n明")]
    [InlineData(" ")]
    public async Task A_name_that_is_not_plain_is_refused_wherever_it_is_shown(string name)
    {
        var year = await TestYear.OpenAsync(app);
        var member = $"units/{year.Unit}/members/t:new";

        Assert.Equal("400 BAD_VALUE $.name", Said(await PutAsync("admin", member, new { name, roles = new[] { "auditor" } })));
        Assert.Equal(
            "400 BAD_VALUE $.sections[0]",
            Said(await PutAsync("admin", member, new { name = "李明", roles = new[] { "section-clerk" }, sections = new[] { name } })));
        var project = $"{year.Base}/projects/p2";
        Assert.StartsWith("400 ", Said(await PutAsync("lead", project, new { name, section = "科" })), StringComparison.Ordinal);
        Assert.StartsWith("400 ", Said(await PutAsync("lead", project, new { name = "二期", section = name })), StringComparison.Ordinal);
        Assert.Equal("404 NOT_FOUND", (await year.As("lead").GetAsync(project)).Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("admin").GetAsync(member)).Outcome);

        Task<Answer> PutAsync<T>(string by, string path, T body) =>
            year.As(by).PutAsync(path, System.Text.Json.JsonSerializer.Serialize(body));
    }

    [Theory]
    [InlineData("理由\\u0007", "400 TEXT_NOT_PLAIN $.reason")]
    [InlineData("\\u200b", "400 TEXT_NOT_PLAIN $.reason")]
    [InlineData("\\u202e理由", "400 TEXT_NOT_PLAIN $.reason")]
    [InlineData("一、不足;\\n\\t二、补充 👨\\u200d👩\\u200d👧。", "200")]
    public async Task A_reason_may_have_lines_and_nothing_that_hides(string reason, string said)
    {
        var year = await TestYear.OpenAsync(app);

        var answer = await year.As("lead").PostAsync($"{year.Base}/projects/p1/withdraw", $$"""{"reason":"{{reason}}"}""");

        Assert.Equal(said, Said(answer));
    }

    [Fact]
    public async Task A_section_is_the_same_however_its_letters_are_composed()
    {
        var year = await TestYear.OpenAsync(app);
        Assert.Equal("200", (await year.As("admin").PutAsync(
            $"units/{year.Unit}/members/t:clerk", $$"""{"name":"n","roles":["section-clerk"],"sections":["{{Decomposed}}"]}""")).Outcome);
        var project = await year.As("lead").PutAsync(
            $"{year.Base}/projects/p2", $$"""{"name":"{{Decomposed}}","section":"{{Decomposed}}"}""");

        Assert.Equal((Composed, Composed), ((string?)project.Json["name"], (string?)project.Json["section"]));
        Assert.Equal("200", (await year.As("clerk").GetAsync($"{year.Base}/projects/p2/stages/targets")).Outcome);
        foreach (var list in new[] { "projects", "stages/targets/items" })
        {
            var found = (await year.As("lead").GetAsync($"{year.Base}/{list}?section={Uri.EscapeDataString(Decomposed)}")).Json.AsArray();
            Assert.Equal("p2", (string?)(Assert.Single(found)!["id"] ?? found[0]!["project"]));
        }

        Assert.Single((await year.As("lead").GetAsync(
            $"units/{year.Unit}/members?section={Uri.EscapeDataString(Decomposed)}")).Json.AsArray());
    }

    [Fact]
    public async Task A_sheet_names_its_project_however_the_letters_are_composed()
    {
        var year = await TestYear.OpenAsync(app);
        Assert.Equal("201", (await year.As("lead").PutAsync(
            $"{year.Base}/projects/p2", $$"""{"name":"𠮷{{Composed}}","section":"{{TestYear.Section}}"}""")).Outcome);

        var uploaded = await year.As("section-clerk").UploadAsync(
            $"{year.Base}/projects/p2/stages/targets", TestSheets.Targets($"𠮷{Decomposed}", TestYear.Year));
        var reading = await year.ReadingAsync((string)uploaded.Json["status"]!);

        Assert.DoesNotContain(reading.Json["findings"]!.AsArray(), finding => (string?)finding!["code"] == "WRONG_PROJECT");
    }

    private static string Said(Answer answer) => answer.Code is null ? answer.Outcome
        : $"{answer.Outcome} {(string?)(answer.Json as JsonObject)?["field"]}".TrimEnd();
}
