using System.Text.Json.Nodes;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Years;

/// <summary>A PUT of the plan changes what it says, and leaves the rest.</summary>
[Collection(AppCollection.Name)]
public sealed class SetPlanTests(TestApp app)
{
    private const string All = """
        "quorum":"majority","evidence":"judged","chairMaySign":false,"joined":[{"duty":"check","reason":"科室只有一人"}]
        """;

    [Fact]
    public async Task What_is_left_out_of_the_plan_stays_as_it_is()
    {
        var (year, lead) = await OpenAsync();
        var before = await ChangeAsync(year, $$"""{"version":"2",{{All}}}""");

        var after = await ChangeAsync(year, """{"version":"3"}""");

        before["version"] = "3";
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
        Assert.Equal(after.ToJsonString(), (await lead.GetAsync($"{year.Base}/plan")).Json.ToJsonString());
        after = await ChangeAsync(year, """{"version":"4","joined":[],"chairMaySign":true}""");
        Assert.Equal(
            "[] true majority judged",
            $"{after["joined"]!.ToJsonString()} {after["chairMaySign"]} {after["quorum"]} {after["evidence"]}");
    }

    [Fact]
    public async Task What_is_left_out_of_a_stage_stays_and_its_reminders_and_review_move_with_the_deadline()
    {
        var (year, _) = await OpenAsync();
        var before = await ChangeAsync(year, """{"version":"2"}""");
        var (due, review) = ((DateTimeOffset)before["stages"]![2]!["dueAt"]!, (DateTimeOffset)before["stages"]![2]!["reviewDueAt"]!);
        var stages = before["stages"]!.AsArray().Select(stage => $$"""{"id":"{{stage!["id"]}}"}""").ToArray();
        stages[2] = $$"""{"id":"q2","dueAt":"{{due.AddDays(20):O}}"}""";

        var after = await ChangeAsync(year, $$"""{"version":"3","stages":[{{string.Join(',', stages)}}]}""");

        Assert.Equal(
            (due.AddDays(20), review.AddDays(20)),
            ((DateTimeOffset)after["stages"]![2]!["dueAt"]!, (DateTimeOffset)after["stages"]![2]!["reviewDueAt"]!));
        Assert.Equal(
            before["stages"]![2]!["rungs"]!.AsArray().Select(rung => ((DateTimeOffset)rung!).AddDays(20)),
            after["stages"]![2]!["rungs"]!.AsArray().Select(rung => (DateTimeOffset)rung!));
        foreach (var field in (string[])["dueAt", "reviewDueAt", "rungs"])
        {
            after["stages"]![2]![field] = before["stages"]![2]![field]!.DeepClone();
        }

        Assert.Equal(before["stages"]!.ToJsonString(), after["stages"]!.ToJsonString());
    }

    [Fact]
    public async Task Marks_of_instants_that_stay_are_kept_and_null_settles_all()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var (lead, path) = (year.As("lead"), $"units/{year.Unit}/years/2040");
        Assert.Equal("202", (await lead.PutAsync(path, "{}")).Outcome);
        var stage = (await lead.GetAsync($"{path}/plan")).Json["stages"]![1]!;
        var (due, marks) = ((DateTimeOffset)stage["dueAt"]!, stage["provisional"]!.AsArray().Count);
        Assert.True(marks > 3);

        var moved = await SetAsync("2", $$""","dueAt":"{{due.AddMinutes(-1):O}}" """);
        Assert.Equal(marks - 2, moved["provisional"]!.AsArray().Count); // deadline and review
        Assert.Null((await SetAsync("3", ""","provisional":null"""))["provisional"]);

        async Task<JsonNode> SetAsync(string version, string change)
        {
            var ids = (await lead.GetAsync($"{path}/plan")).Json["stages"]!.AsArray().Select(one => (string)one!["id"]!);
            var stages = string.Join(',', ids.Select((id, at) => $$"""{"id":"{{id}}"{{(at == 1 ? change : "")}} }"""));
            var answer = await lead.PutAsync(
                $"{path}/plan", $$"""{"reason":"调整","plan":{"version":"{{version}}","stages":[{{stages}}]} }""");
            Assert.True(answer.Outcome == "200", answer.ToString());
            return answer.Json["stages"]![1]!;
        }
    }

    [Fact]
    public async Task A_stage_that_the_plan_does_not_have_is_refused_and_so_is_one_left_out_of_the_list()
    {
        var (year, lead) = await OpenAsync();

        foreach (var stages in (string[])["""[{"id":"targets"}]""", """[{"id":"targets"},{"id":"q9","kind":"monitoring","month":3}]"""])
        {
            var refused = await lead.PutAsync(
                $"{year.Base}/plan", $$"""{"reason":"调整","plan":{"version":"2","stages":{{stages}} } }""");
            Assert.StartsWith("409 ", refused.Outcome, StringComparison.Ordinal);
        }
    }

    private async Task<(TestYear Year, ApiClient Lead)> OpenAsync()
    {
        var year = await TestYear.OpenAsync(app);
        return (year, year.As("lead"));
    }

    private static async Task<JsonNode> ChangeAsync(TestYear year, string plan)
    {
        var answer = await year.As("lead").PutAsync($"{year.Base}/plan", $$"""{"reason":"调整","plan":{{plan}} }""");
        Assert.True(answer.Outcome == "200", answer.ToString());
        return answer.Json;
    }
}
