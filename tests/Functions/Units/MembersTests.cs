using System.Text.Json.Nodes;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Units;

[Collection(AppCollection.Name)]
public class MembersTests(TestApp app)
{
    [Fact]
    public async Task Last_admin()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var admin = year.As("admin");
        var (operatorPath, adminPath) = ($"units/{year.Unit}/members/t:operator", $"units/{year.Unit}/members/t:admin");

        Assert.Equal("204", (await admin.DeleteAsync(operatorPath)).Outcome);
        Assert.Equal("409 LAST_ADMIN", (await admin.DeleteAsync(adminPath)).Outcome);
        Assert.Equal("409 LAST_ADMIN", (await admin.PutAsync(adminPath, """{"name":"管","roles":["auditor"]}""")).Outcome);
        Assert.Equal("200", (await admin.PutAsync(adminPath, """{"name":"管","roles":["admin","auditor"]}""")).Outcome);
        await year.SeatAsync("operator", """{"name":"新","roles":["admin"]}""");
        Assert.Equal("204", (await admin.DeleteAsync(adminPath)).Outcome);
        Assert.Equal("404 NOT_FOUND", (await admin.GetAsync(adminPath)).Outcome);
    }

    [Fact]
    public async Task Sections_and_address_that_are_left_out_stay_and_null_clears_them()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var (admin, path) = (year.As("admin"), $"units/{year.Unit}/members/t:section-clerk");
        Assert.Equal("200", (await admin.PutAsync(
            path, $$"""{"name":"张","roles":["section-clerk"],"sections":["{{TestYear.Section}}"],"email":"zhang@example.org"}""")).Outcome);

        var renamed = (await admin.PutAsync(path, """{"name":"张三","roles":["section-clerk"]}""")).Json;
        var cleared = (await admin.PutAsync(path, """{"name":"张三","roles":["auditor"],"sections":null,"email":null}""")).Json;

        Assert.Equal(("张三", TestYear.Section, "zhang@example.org"), Said(renamed));
        Assert.Equal(("张三", "", null), Said(cleared));

        static (string?, string, string?) Said(JsonNode member) => (
            (string?)member["name"], string.Join(',', member["sections"]!.AsArray().Select(one => (string?)one)), (string?)member["email"]);
    }

    [Fact]
    public async Task A_name_that_is_no_persons_is_refused_before_it_reaches_storage()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var path = $"units/{year.Unit}/members/t:{new string('a', 1500)}";

        Assert.Equal("404 NOT_FOUND", (await year.As("admin").GetAsync(path)).Outcome);
        Assert.Equal("400 BAD_VALUE", (await year.As("admin").DeleteAsync(path)).Outcome);
        Assert.Equal("400 BAD_VALUE", (await year.As("admin").PutAsync(path, """{"name":"审","roles":["auditor"]}""")).Outcome);
    }

    [Fact]
    public async Task Who_is_taken_out_knows_nothing_of_the_unit_any_more()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var path = $"units/{year.Unit}/members/t:auditor";
        Assert.Equal("200", (await year.As("auditor").GetAsync($"units/{year.Unit}")).Outcome);

        Assert.Equal("204", (await year.As("admin").DeleteAsync(path, ("Idempotency-Key", "k"))).Outcome);

        Assert.Equal("404 NOT_FOUND", (await year.As("auditor").GetAsync($"units/{year.Unit}")).Outcome);
        Assert.Equal("204", (await year.As("admin").DeleteAsync(path)).Outcome);
        Assert.Equal("200", (await year.As("admin").PutAsync(path, """{"name":"审","roles":["auditor"]}""")).Outcome);
        Assert.Equal("204", (await year.As("admin").DeleteAsync(path, ("Idempotency-Key", "k"))).Outcome);
        Assert.Equal("200", (await year.As("auditor").GetAsync($"units/{year.Unit}")).Outcome); // the repeat did nothing again
    }

    [Theory]
    [InlineData("""{"name":" ","roles":["lead"]}""", "$.name")]
    [InlineData("""{"name":"甲","roles":["lead"],"email":"nobody"}""", "$.email")]
    [InlineData("""{"name":"甲","roles":["lead"],"email":"甲 <a@example.org>"}""", "$.email")]
    [InlineData("""{"name":"甲","roles":["lead"],"sections":[""]}""", "$.sections[0]")]
    public async Task What_cannot_be_set_is_refused_by_name(string body, string field)
    {
        var year = await TestYear.OpenAsync(app, open: false);

        var answer = await year.As("admin").PutAsync($"units/{year.Unit}/members/t:new", body);

        Assert.Equal(("400 BAD_VALUE", field), (answer.Outcome, (string?)answer.Json["field"]));
    }

    [Fact]
    public async Task A_member_may_have_an_address()
    {
        var year = await TestYear.OpenAsync(app, open: false);

        var set = await year.As("admin")
            .PutAsync($"units/{year.Unit}/members/t:new", """{"name":"甲","roles":["auditor"],"email":"a@example.org"}""");

        Assert.Equal(("200", "a@example.org"), (set.Outcome, (string?)set.Json["email"]));
    }
}
