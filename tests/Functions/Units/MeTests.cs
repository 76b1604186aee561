using System.Text.Json.Nodes;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Units;

/// <summary>Who somebody is, and where: what they need to begin, and nothing of units that are not theirs.</summary>
[Collection(AppCollection.Name)]
public class MeTests(TestApp app)
{
    [Fact]
    public async Task Somebody_sees_who_they_are_and_their_units_with_roles_sections_and_years()
    {
        var (first, second) = (await TestYear.OpenAsync(app), await TestYear.OpenAsync(app, open: false));
        var me = $"me-{first.Unit}";
        var client = app.WithToken(TestApp.Token(me, account: $"{me}@example.org"));
        await first.SeatAsync(me, $$"""{"name":"张三","roles":["section-clerk"],"sections":["{{TestYear.Section}}"]}""");
        await second.SeatAsync(me, """{"name":"张三(兼)","roles":["auditor"]}""");

        var both = (await client.GetAsync("me")).Json;
        Assert.Equal(($"t:{me}", $"{me}@example.org", false), ((string?)both["person"], (string?)both["account"], (bool)both["operator"]!));
        Assert.Equal(
            Json(new JsonArray(
                new JsonObject
                {
                    ["unit"] = first.Unit,
                    ["name"] = "测试单位",
                    ["called"] = "张三",
                    ["roles"] = new JsonArray("section-clerk"),
                    ["sections"] = new JsonArray(TestYear.Section),
                    ["years"] = new JsonArray(new JsonObject { ["year"] = TestYear.Year, ["state"] = "open" }),
                },
                new JsonObject
                {
                    ["unit"] = second.Unit,
                    ["name"] = "测试单位",
                    ["called"] = "张三(兼)",
                    ["roles"] = new JsonArray("auditor"),
                    ["sections"] = new JsonArray(),
                    ["years"] = new JsonArray(),
                })),
            Json(new JsonArray([.. both["units"]!.AsArray()
                .OrderBy(unit => (string)unit!["unit"]! == second.Unit).Select(unit => unit!.DeepClone())])));

        Assert.Equal("204", (await first.As("admin").DeleteAsync($"units/{first.Unit}/members/t:{me}")).Outcome);
        Assert.Equal([second.Unit], Units((await client.GetAsync("me")).Json));
        Assert.Equal("204", (await first.As("admin").DeleteAsync($"units/{first.Unit}/members/t:{me}/identity")).Outcome);
        Assert.Equal([second.Unit], Units((await client.GetAsync("me")).Json));
    }

    /// <summary>What only waits for a second person is nothing yet.</summary>
    [Fact]
    public async Task Who_is_a_member_of_nothing_sees_themselves_alone()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var nobody = $"nobody-{year.Unit}";
        Assert.Equal("202", (await year.As("admin").PutAsync(
            $"units/{year.Unit}/members/t:{nobody}", """{"name":"待确认","roles":["lead"]}""")).Outcome);

        var seen = (await app.As(nobody, isOperator: true).GetAsync("me")).Json;

        Assert.Empty(Units(seen));
        Assert.True((bool)seen["operator"]!);
    }

    private static IEnumerable<string> Units(JsonNode me) => me["units"]!.AsArray().Select(unit => (string)unit!["unit"]!);

    private static string Json(JsonNode node) => node.ToJsonString();
}
