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
