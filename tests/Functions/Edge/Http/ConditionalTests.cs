using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Edge.OpenApi;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.Http;

[Collection(AppCollection.Name)]
public class ConditionalTests(TestApp app)
{
    private const string Stale = "\"00000000000000000000000000000000\"";

    [Theory]
    [InlineData("")]
    [InlineData("/members")]
    [InlineData("/members/t:lead")]
    [InlineData("/years/2023")]
    [InlineData("/years/2023/board")]
    [InlineData("/years/2023/projects")]
    [InlineData("/years/2023/projects/p1")]
    [InlineData("/years/2023/projects/p1/stages/targets")]
    [InlineData("/years/2023/report")]
    public async Task What_its_reader_has_already_is_not_sent_again(string resource)
    {
        var year = await TestYear.OpenAsync(app);
        var path = $"units/{year.Unit}{resource}";

        var first = await year.As("lead").GetAsync(path);
        var tag = first.Headers.ETag!.ToString();
        var again = await year.As("lead").GetAsync(path, ("If-None-Match", $"{Stale}, W/{tag}"));
        var other = await year.As("lead").GetAsync(path, ("If-None-Match", Stale));

        Assert.Equal(("304", 0), (again.Outcome, again.Bytes.Length));
        Assert.Equal(tag, again.Headers.ETag!.ToString());
        Assert.Equal(("200", first.Text, tag), (other.Outcome, other.Text, other.Headers.ETag!.ToString()));
    }

    [Fact]
    public async Task An_item_changes_its_tag_with_its_state()
    {
        var year = await TestYear.OpenAsync(app);
        var before = (await year.As("lead").GetAsync(year.Item("targets"))).Headers.ETag!.ToString();

        await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));

        Assert.Equal("200", (await year.As("lead").GetAsync(year.Item("targets"), ("If-None-Match", before))).Outcome);
    }

    [Fact]
    public async Task A_member_is_changed_by_whoever_saw_the_newest_and_by_nobody_else()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var path = $"units/{year.Unit}/members/t:unit-head";
        var admin = year.As("admin");
        var seen = (await admin.GetAsync(path)).Headers.ETag!.ToString();

        Assert.Equal("200", (await admin.PutAsync(path, """{"name":"甲","roles":["unit-head"]}""", ("If-Match", seen))).Outcome);
        Assert.Equal(
            "412 PRECONDITION_FAILED", (await admin.PutAsync(path, """{"name":"乙","roles":["unit-head"]}""", ("If-Match", seen))).Outcome);
        Assert.Equal("412 PRECONDITION_FAILED", (await admin.DeleteAsync(path, ("If-Match", seen))).Outcome);
        Assert.Equal(
            "412 PRECONDITION_FAILED",
            (await admin.PutAsync(path, """{"name":"丙","roles":["unit-head"]}""", ("If-None-Match", "*"))).Outcome);
        Assert.Equal("甲", (string?)(await admin.GetAsync(path)).Json["name"]);
        Assert.Equal("200", (await admin.PutAsync(path, """{"name":"丁","roles":["unit-head"]}""")).Outcome);
        Assert.Equal("200", (await admin.PutAsync(path, """{"name":"戊","roles":["unit-head"]}""", ("If-Match", "*"))).Outcome);

        var nobody = $"units/{year.Unit}/members/t:new";
        Assert.Equal(
            "412 PRECONDITION_FAILED", (await admin.PutAsync(nobody, """{"name":"新","roles":["auditor"]}""", ("If-Match", "*"))).Outcome);
        Assert.Equal("200", (await admin.PutAsync(nobody, """{"name":"新","roles":["auditor"]}""", ("If-None-Match", "*"))).Outcome);
    }

    [Fact]
    public async Task A_project_is_changed_by_whoever_saw_the_newest_and_a_repeat_keeps_its_answer()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var path = $"{year.Base}/projects/p1";
        var lead = year.As("lead");
        var seen = (await lead.GetAsync(path)).Headers.ETag!.ToString();
        const string Changed = """{"name":"培训","section":"培训科"}""";

        Assert.Equal("200", (await lead.PutAsync(path, Changed, ("If-Match", seen), ("Idempotency-Key", "k"))).Outcome);
        Assert.Equal("200", (await lead.PutAsync(path, Changed, ("If-Match", seen), ("Idempotency-Key", "k"))).Outcome);
        Assert.Equal(
            "412 PRECONDITION_FAILED", (await lead.PutAsync(path, """{"name":"别的","section":"培训科"}""", ("If-Match", seen))).Outcome);
        Assert.Equal(
            "412 PRECONDITION_FAILED", (await lead.PutAsync(path, """{"name":"别的","section":"培训科"}""", ("If-Match", $"W/{seen}"))).Outcome);
        Assert.Equal("培训", (string?)(await lead.GetAsync(path)).Json["name"]);
    }

    [Fact]
    public async Task A_plan_is_changed_by_whoever_saw_the_newest_and_two_leads_do_not_overwrite_each_other()
    {
        var year = await TestYear.OpenAsync(app);
        var path = $"{year.Base}/plan";
        var lead = year.As("lead");
        var seen = await lead.GetAsync(path);
        var tag = seen.Headers.ETag!.ToString();
        string Changed(string version)
        {
            var plan = seen.Json;
            plan["version"] = version;
            return $$"""{"plan":{{plan.ToJsonString()}},"reason":"延期"}""";
        }

        Assert.Equal("412 PRECONDITION_FAILED", (await lead.PutAsync(path, Changed("2"), ("If-Match", Stale))).Outcome);
        Assert.Equal("200", (await lead.PutAsync(path, Changed("2"), ("If-Match", tag), ("Idempotency-Key", "k"))).Outcome);
        Assert.Equal("200", (await lead.PutAsync(path, Changed("2"), ("If-Match", tag), ("Idempotency-Key", "k"))).Outcome);
        Assert.Equal("412 PRECONDITION_FAILED", (await lead.PutAsync(path, Changed("3"), ("If-Match", tag))).Outcome);
        Assert.Equal("2", (string?)(await lead.GetAsync(path)).Json["version"]);
        Assert.Equal("200", (await lead.PutAsync(path, Changed("3"))).Outcome);
    }

    /// <summary>
    /// Opening a year twice changes nothing, so there is nothing to lose there; a new code is new whatever was there; an operator
    /// sees nothing of a unit to compare with; the holidays of a year are copied whole from its notice; and nobody else has one's wish.
    /// </summary>
    [Fact]
    public void Every_write_that_replaces_something_is_conditional() => Assert.Equal(
        ["NewJoinCode", "OpenYear", "ReplaceConfirmer", "SetHolidays", "SetInboxSettings"],
        from function in OpenApiDocument.HttpFunctions(typeof(ItemApi).Assembly)
        where function.Trigger.Methods!.Contains("put") && function.Method.GetCustomAttribute<ConditionalAttribute>() is null
        let name = function.Method.GetCustomAttribute<FunctionAttribute>()!.Name
        orderby name
        select name);
}
