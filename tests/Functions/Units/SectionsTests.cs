using System.Text.RegularExpressions;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Units;

[Collection(AppCollection.Name)]
public class SectionsTests(TestApp app)
{
    [Fact]
    public async Task Once_sections_are_registered_members_and_projects_are_given_no_others()
    {
        var year = await TestYear.OpenAsync(app);
        var (admin, lead, path) = (year.As("admin"), year.As("lead"), $"units/{year.Unit}/sections");
        Assert.Equal("""{"sections":[]}""", (await year.As("section-clerk").GetAsync(path)).Text);
        Assert.Equal("409 SECTION_IN_USE", (await admin.PutAsync(path, """{"sections":["工程科"]}""")).Outcome);

        var set = await admin.PutAsync(path, $$"""{"sections":["{{TestYear.Section}}","工程科"]}""");

        Assert.Equal(("200", (await lead.GetAsync(path)).Text), (set.Outcome, set.Text));
        var project = await lead.PutAsync($"{year.Base}/projects/p2", """{"name":"桥梁巡检","section":"工程料"}""");
        Assert.Equal(("400 UNKNOWN_SECTION", "$.section"), (project.Outcome, (string?)project.Json["field"]));
        Assert.Contains("工程科", (string)project.Json["title"]!, StringComparison.Ordinal);
        var member = await admin.PutAsync(
            $"units/{year.Unit}/members/t:new", """{"name":"新","roles":["section-clerk"],"sections":["财务科"]}""");
        Assert.Equal(("400 UNKNOWN_SECTION", "$.sections"), (member.Outcome, (string?)member.Json["field"]));

        var invited = await admin.PostAsync(
            $"units/{year.Unit}/invitations",
            """{"account":"new@example.org","name":"新","roles":["section-clerk"],"sections":["财务科"]}""");
        Assert.Equal(("400 UNKNOWN_SECTION", "$.sections"), (invited.Outcome, (string?)invited.Json["field"]));

        Assert.Equal("201", (await lead.PutAsync($"{year.Base}/projects/p2", """{"name":"桥梁巡检","section":"工程科"}""")).Outcome);
        Assert.Equal("409 SECTION_IN_USE", (await admin.PutAsync(path, $$"""{"sections":["{{TestYear.Section}}"]}""")).Outcome);
        Assert.Equal("200", (await lead.PostAsync($"{year.Base}/projects/p2/withdraw", """{"reason":"合并"}""")).Outcome);
        Assert.Equal("200", (await admin.PutAsync(path, $$"""{"sections":["{{TestYear.Section}}"]}""")).Outcome);
        Assert.True((bool)(await year.As("auditor").GetAsync($"{year.Base}/ledger/verification")).Json["ok"]!);
        Assert.Contains("sections-set", (await lead.GetAsync($"units/{year.Unit}/membership-events")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_is_registered_with_its_sections()
    {
        var (unit, by) = (TestApp.NewUnit(), app.As("operator", isOperator: true));
        var body = UnitSetup.Registration(unit, sections: ["培训科", "工程科"]);

        var registered = await by.PostAsync("units", body, ("Idempotency-Key", "k"));

        Assert.Equal(("201", registered.Text), (registered.Outcome, (await by.PostAsync("units", body, ("Idempotency-Key", "k"))).Text));
        Assert.Equal("200", (await by.PostAsync("units", body)).Outcome);
        Assert.Equal("409 UNIT_EXISTS", (await by.PostAsync("units", UnitSetup.Registration(unit, sections: ["培训科"]))).Outcome);
        Assert.Equal("""{"sections":["培训科","工程科"]}""", (await by.GetAsync($"units/{unit}/sections")).Text);
        var member = await by.PutAsync($"units/{unit}/members/t:new", """{"name":"新","roles":["section-clerk"],"sections":["财务科"]}""");
        Assert.Equal("400 UNKNOWN_SECTION", member.Outcome);
        Assert.Contains("财务科", (string)member.Json["title"]!, StringComparison.Ordinal);
        Assert.Equal("200", (await by.PutAsync($"units/{unit}/sections", """{"sections":["培训科"]}""")).Outcome);
    }

    [Theory]
    [InlineData("", "$.sections[1]")]
    [InlineData("培训科\u202e", "$.sections[1]")]
    [InlineData("工程 科", "$.sections[1]")] // as the first
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", "$.sections[1]")]
    public async Task A_name_that_is_none_is_shown_wherever_sections_are_sent(string name, string field)
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var (admin, by) = (year.As("admin"), app.As("operator", isOperator: true));
        var sections = $$"""["工程科","{{name}}"]""";
        var person = $$"""{"name":"新","roles":["section-clerk"],"sections":{{sections}},"account":"new@example.org"}""";

        Assert.Equal(field, Field(await admin.PutAsync($"units/{year.Unit}/sections", $$"""{"sections":{{sections}}}""")));
        Assert.Equal(field, Field(await by.PostAsync("units", UnitSetup.Registration("fresh", sections: ["工程科", Regex.Unescape(name)]))));
        if (name != "工程 科")
        {
            Assert.Equal(field, Field(await admin.PutAsync(
                $"units/{year.Unit}/members/t:new", person.Replace(",\"account\":\"new@example.org\"", "", StringComparison.Ordinal))));
            Assert.Equal(field, Field(await admin.PostAsync($"units/{year.Unit}/invitations", person)));
        }

        static string? Field(Answer answer)
        {
            Assert.Equal("400 BAD_VALUE", answer.Outcome);
            return (string?)answer.Json["field"];
        }
    }

    [Theory]
    [InlineData("""{"sections":["培训科","培训 科"]}""")]
    [InlineData("""{"sections":[" "]}""")]
    [InlineData("""{"sections":["一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一"]}""")]
    public async Task What_is_no_list_of_sections_is_refused(string body)
    {
        var year = await TestYear.OpenAsync(app, open: false);

        Assert.Equal("400 BAD_VALUE", (await year.As("admin").PutAsync($"units/{year.Unit}/sections", body)).Outcome);
    }
}
