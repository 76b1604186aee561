using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Years;

[Collection(AppCollection.Name)]
public class SetProjectTests(TestApp app)
{
    [Fact]
    public async Task What_is_left_out_stays_and_null_clears_it()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var (lead, path) = (year.As("lead"), $"{year.Base}/projects/p2");
        Assert.Equal("400 PROJECT_NAME_REQUIRED", (await lead.PutAsync(path, $$"""{"section":"{{TestYear.Section}}"}""")).Outcome);
        Assert.Equal("400 SECTION_REQUIRED", (await lead.PutAsync(path, """{"name":"公路养护"}""")).Outcome);
        Assert.Equal("201", (await lead.PutAsync(
            path, $$"""{"name":"公路养护","section":"{{TestYear.Section}}","description":"简介","goal":"目标","spending":{"reserve":true} }"""))
            .Outcome);

        var renamed = await lead.PutAsync(path, """{"name":"公路养护费"}""", ("Idempotency-Key", "renamed"));
        var cleared = await lead.PutAsync(path, """{"description":null,"spending":null}""");
        var repeated = await lead.PutAsync(path, """{"name":"公路养护费"}""", ("Idempotency-Key", "renamed"));

        Assert.Equal(("公路养护费", TestYear.Section, "简介", "目标", true), Said(renamed));
        Assert.Equal(("公路养护费", TestYear.Section, null, "目标", false), Said(cleared));
        Assert.Equal(renamed.Text, repeated.Text);
        Assert.Equal(Said(cleared), Said(await lead.GetAsync(path)));
        Assert.Equal("400 PROJECT_NAME_REQUIRED", (await lead.PutAsync(path, """{"name":null}""")).Outcome);
        var slip = await lead.PutAsync(path, """{"spending":{"quarter":[]}}""");
        Assert.Equal(("400 BAD_VALUE", "$.spending.quarter"), (slip.Outcome, (string?)slip.Json["field"]));
        Assert.Contains("quarters", (string)slip.Json["title"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_projects_of_a_year_do_not_have_one_name_however_it_is_written()
    {
        var year = await TestYear.OpenAsync(app);
        var lead = year.As("lead");
        string Body(string name) => $$"""{"name":"{{name}}","section":"{{TestYear.Section}}"}""";

        var taken = await lead.PutAsync($"{year.Base}/projects/p2", Body($"51000023R000000010001-{TestYear.Project} "));
        Assert.Equal(("409 PROJECT_NAME_TAKEN", "$.name"), (taken.Outcome, (string?)taken.Json["field"]));
        Assert.Contains("p1", (string)taken.Json["title"]!, StringComparison.Ordinal);

        var atOnce = await Task.WhenAll(Enumerable.Range(2, 4).Select(number =>
            lead.PutAsync($"{year.Base}/projects/p{number}", Body($"道路{new string(' ', number)}养护"))));
        Assert.Equal(["201", "409 PROJECT_NAME_TAKEN"], atOnce.Select(answer => answer.Outcome).Distinct().Order());
        Assert.Single(atOnce, answer => answer.Outcome == "201");

        var (id, _) = Enumerable.Range(2, 4).Zip(atOnce).Single(one => one.Second.Outcome == "201");
        var renaming = $$"""{"name":"{{TestYear.Project}}"}""";
        Assert.Equal("409 PROJECT_NAME_TAKEN", (await lead.PutAsync($"{year.Base}/projects/p{id}", renaming)).Outcome);
        Assert.Equal("200", (await lead.PostAsync($"{year.Base}/projects/p1/withdraw", """{"reason":"合并"}""")).Outcome);
        Assert.Equal("200", (await lead.PutAsync($"{year.Base}/projects/p{id}", renaming)).Outcome);
        Assert.Equal("409 PROJECT_NAME_TAKEN", (await lead.PutAsync($"{year.Base}/projects/p1", Body(TestYear.Project))).Outcome);
    }

    private static (string?, string?, string?, string?, bool) Said(Answer answer) => (
        (string?)answer.Json["name"], (string?)answer.Json["section"], (string?)answer.Json["description"], (string?)answer.Json["goal"],
        answer.Json["spending"] is not null);

    [Fact]
    public async Task Of_many_projects_at_once_each_is_decided_on_what_the_others_have_left_and_the_membership_is_noted_once()
    {
        var year = await TestYear.OpenAsync(app);

        var registered = await Task.WhenAll(Enumerable.Range(2, 8).Select(number => year.As("lead").PutAsync(
            $"{year.Base}/projects/p{number}", $$"""{"name":"项目 {{number}}","section":"{{TestYear.Section}}"}""")));

        Assert.All(registered, answer => Assert.Equal("201", answer.Outcome));
        var log = (await year.As("auditor").GetAsync($"{year.Base}/ledger?take=200")).Json["events"]!.AsArray();
        Assert.Equal(
            [("membership-used", 1), ("project-registered", 9), ("year-opened", 1)],
            log.CountBy(entry => (string)entry!["what"]!).Select(what => (what.Key, what.Value)).Order());
    }
}
