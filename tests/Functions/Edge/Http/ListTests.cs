using System.Text.Json.Nodes;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.Http;

[Collection(AppCollection.Name)]
public class ListTests(TestApp app)
{
    [Theory]
    [InlineData("projects", null, "id")]
    [InlineData("board", "projects", "project")]
    [InlineData("stages/targets/items", null, "project")]
    public async Task Pages_of_a_years_list_follow_each_other_and_together_are_the_whole(string list, string? member, string key)
    {
        var year = await ThreeProjectsAsync();

        var whole = await year.As("lead").GetAsync($"{year.Base}/{list}");
        var pages = await FollowAsync(year.As("lead"), $"{year.Base}/{list}?take=2");

        Assert.Equal(["p1", "p2", "p3"], Keys(whole.Json));
        Assert.False(whole.Headers.Contains("Link"));
        Assert.Equal([["p1", "p2"], ["p3"]], pages.Select(page => Keys(page.Json)));

        string[] Keys(JsonNode json) => [.. (member is null ? json : json[member]!).AsArray().Select(line => (string)line![key]!)];
    }

    [Fact]
    public async Task Members_come_in_pages_and_by_role_and_section()
    {
        var year = await TestYear.OpenAsync(app, open: false);

        var pages = await FollowAsync(year.As("auditor"), $"units/{year.Unit}/members?take=4");
        Assert.Equal(9, pages.Sum(page => page.Json.AsArray().Count)); // one per role, and the operator who registered it
        Assert.Equal([4, 4, 1], pages.Select(page => page.Json.AsArray().Count));
        Assert.Equal("t:group-chair", await People("role=group-chair"));
        Assert.Equal("", await People("role=lead&section=别科"));
        Assert.Equal("t:lead", await People($"role=lead&section={TestYear.Section}"));

        async Task<string> People(string query) =>
            string.Join(
                " ",
                (await year.As("auditor").GetAsync($"units/{year.Unit}/members?{query}")).Json.AsArray()
                    .Select(member => (string)member!["person"]!));
    }

    [Fact]
    public async Task Versions_of_a_sheet_are_listed_page_by_page()
    {
        var year = await TestYear.OpenAsync(app);
        for (var i = 1; i <= 3; i++)
        {
            await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year, $"目标{i}"));
        }

        var pages = await FollowAsync(year.As("section-head"), $"{year.Item("targets")}/uploads?take=2");

        Assert.Equal([[1, 2], [3]], pages.Select(page => page.Json.AsArray().Select(upload => (int)upload!["version"]!).ToArray()));
        var first = pages[0].Json[0]!;
        Assert.Equal(
            ("表.xlsx", "t:section-clerk", "read", true),
            ((string?)first["fileName"], (string?)first["uploadedBy"], (string?)first["state"], (bool)first["ok"]!));
        Assert.Equal("200", (await year.As("section-head").GetAsync((string)first["status"]!)).Outcome);
    }

    [Fact]
    public async Task The_board_is_narrowed_by_section_state_and_light_and_totals_what_matches()
    {
        var year = await ThreeProjectsAsync();
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        await year.SettleAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3));
        var light = (string)(await year.As("lead").GetAsync($"{year.Base}/board")).Json["projects"]![0]!["stages"]!["q1"]!["light"]!;

        Assert.Equal(("p1 p2 p3", 3), await Board(""));
        Assert.Equal(("p2 p3", 2), await Board("?section=别科"));
        Assert.Equal(("p1", 1), await Board("?stage=targets&state=locked"));
        Assert.Equal(("p2 p3", 2), await Board("?stage=targets&state=not-started"));
        Assert.Equal(("p1", 1), await Board($"?light={light}"));
        Assert.Equal(("", 0), await Board("?overdue=true"));
        Assert.Equal(("p1 p2 p3", 3), await Board("?overdue=false&stage=q1"));
        Assert.Equal(("p2", 2), await Board("?section=别科&take=1"));

        async Task<(string Projects, int Total)> Board(string query)
        {
            var board = (await year.As("group-member").GetAsync($"{year.Base}/board{query}")).Json;
            return (
                string.Join(" ", board["projects"]!.AsArray().Select(line => (string)line!["project"]!)),
                (int)board["totals"]!["projects"]!);
        }
    }

    [Theory]
    [InlineData("projects?take=0", "take")]
    [InlineData("projects?take=1001", "take")]
    [InlineData("projects?after=%21", "after")]
    [InlineData("board?state=none", "state")]
    [InlineData("board?state=1", "state")]
    [InlineData("board?light=purple", "light")]
    [InlineData("board?overdue=yes", "overdue")]
    [InlineData("board?stage=A", "stage")]
    [InlineData("stages/targets/items?state=none", "state")]
    public async Task What_cannot_be_asked_is_refused_by_name(string query, string field)
    {
        var year = await TestYear.OpenAsync(app);

        var answer = await year.As("lead").GetAsync($"{year.Base}/{query}");

        Assert.Equal(("400 BAD_VALUE", field), (answer.Outcome, (string?)answer.Json["field"]));
    }

    [Fact]
    public async Task Indicators_have_their_ids_and_the_newest_actual_light_and_score()
    {
        var year = await TestYear.OpenAsync(app);
        Assert.Equal("[]", (await year.As("section-clerk").GetAsync($"{year.Base}/projects/p1/indicators")).Text);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        await year.SettleAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3));
        var monitored = await First();
        await year.UploadAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year, trained: 90));
        var evaluated = await First();

        Assert.Equal(
            ("i01", "培训人数", "≥100人", 20m),
            ((string?)monitored["id"], (string?)monitored["name"], (string?)monitored["target"], (decimal)monitored["points"]!));
        Assert.Equal(("30人", "q1"), ((string?)monitored["actual"], (string?)monitored["stage"]));
        Assert.NotNull(monitored["light"]);
        Assert.Null(monitored["score"]);
        Assert.Equal(
            ("90人", "self-evaluation", 18m), ((string?)evaluated["actual"], (string?)evaluated["stage"], (decimal)evaluated["score"]!));
        Assert.Equal((string?)monitored["light"], (string?)evaluated["light"]);

        async Task<JsonNode> First() => (await year.As("section-clerk").GetAsync($"{year.Base}/projects/p1/indicators")).Json[0]!;
    }

    private async Task<TestYear> ThreeProjectsAsync()
    {
        var year = await TestYear.OpenAsync(app);
        foreach (var project in (string[])["p3", "p2"])
        {
            Assert.Equal(
                "201",
                (await year.As("lead").PutAsync(
                    $"{year.Base}/projects/{project}", $$"""{"name":"别科项目{{project}}","section":"别科"}""")).Outcome);
        }

        return year;
    }

    private static async Task<IReadOnlyList<Answer>> FollowAsync(ApiClient client, string? path)
    {
        var pages = new List<Answer>();
        while (path is not null)
        {
            pages.Add(await client.GetAsync(path));
            Assert.Equal("200", pages[^1].Outcome);
            path = pages[^1].Headers.TryGetValues("Link", out var link) ? link.Single().Split('>')[0].TrimStart('<') : null;
        }

        return pages;
    }
}
