using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.Access;

/// <summary>The same Idempotency-Key: the first answer again, nothing done twice, and nothing hidden.</summary>
[Collection(AppCollection.Name)]
public class RepeatTests(TestApp app)
{
    private static readonly (string Name, string Value) Key = ("Idempotency-Key", "k");

    [Fact]
    public async Task Registering_a_unit_again_with_the_same_key_answers_as_it_did_first_and_without_it_says_that_it_was_there()
    {
        var unit = TestApp.NewUnit();
        var body = UnitSetup.Registration(unit);
        var client = app.As("operator", isOperator: true);

        var first = await client.PostAsync("units", body, Key);
        Assert.Equal("202", (await client.PutAsync($"units/{unit}/members/t:lead", """{"name":"l","roles":["lead"]}""")).Outcome);
        Assert.Equal("200", (await app.As("confirmer").PostAsync($"units/{unit}/proposals/1/confirm", null)).Outcome);
        Assert.Equal("202", (await app.As("lead").PutAsync($"units/{unit}/years/2023", $$"""{"plan":{{TestYear.Plan()}}}""")).Outcome);
        var again = await client.PostAsync("units", body, Key);

        Assert.Equal("201", first.Outcome);
        Assert.Equal((first.Status, first.Text, first.Headers.Location), (again.Status, again.Text, again.Headers.Location));
        Assert.Equal("200", (await client.PostAsync("units", body, ("Idempotency-Key", "another"))).Outcome);
        Assert.Equal("200", (await client.PostAsync("units", body)).Outcome);
    }

    [Fact]
    public async Task Setting_a_member_again_with_the_same_key_leaves_what_was_set_since()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var member = $"units/{year.Unit}/members/t:new";
        Task<Answer> SetAsync(string role, string key) => year.As("admin").PutAsync(
            member, $$"""{"name":"n","roles":["{{role}}"]}""", ("Idempotency-Key", key));

        var first = await SetAsync("section-head", "k1");
        Assert.Equal("200", (await SetAsync("auditor", "k2")).Outcome);
        var again = await SetAsync("section-head", "k1");

        Assert.Equal(("200", first.Text), (again.Outcome, again.Text));
        Assert.Equal("422 IDEMPOTENCY_KEY_REUSED", (await SetAsync("group-chair", "k1")).Outcome);
        var members = (await year.As("admin").GetAsync($"units/{year.Unit}/members")).Json.AsArray();
        Assert.Equal(TestYear.Roles.Count + 2, members.Count); // the operator who registered the unit, and the new one
        Assert.Equal("auditor", (string?)members.Single(known => (string?)known!["person"] == "t:new")!["roles"]![0]);
    }

    [Fact]
    public async Task Putting_in_a_new_member_again_with_the_same_key_is_answered_as_at_first_though_they_are_there_by_now()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        Task<Answer> SetAsync(params (string, string)[] headers) => year.As("admin").PutAsync(
            $"units/{year.Unit}/members/t:new", """{"name":"n","roles":["auditor"]}""", [("If-None-Match", "*"), .. headers]);

        var first = await SetAsync(Key);
        var again = await SetAsync(Key);

        Assert.Equal(("200", first.Text), (again.Outcome, again.Text));
        Assert.Equal("412 PRECONDITION_FAILED", (await SetAsync()).Outcome);
    }

    [Fact]
    public async Task A_key_used_again_for_another_file_or_body_is_refused_and_does_nothing()
    {
        var year = await TestYear.OpenAsync(app);
        var clerk = year.As("section-clerk");
        var first = await clerk.UploadAsync(year.Item("targets"), TestSheets.Targets(TestYear.Project, TestYear.Year), Key);
        await year.ReadingAsync((string)first.Json["status"]!);

        var other = await clerk.UploadAsync(year.Item("targets"), TestSheets.Targets(TestYear.Project, TestYear.Year, "另一目标"), Key);
        Assert.Equal("422 IDEMPOTENCY_KEY_REUSED", other.Outcome);
        Assert.Equal(1, (int)(await clerk.GetAsync(year.Item("targets"))).Json["version"]!);

        var head = year.As("section-head");
        Assert.Equal("200", (await head.PostAsync($"{year.Item("targets")}/submit", """{"version":1}""", Key)).Outcome);
        Assert.Equal("200", (await head.PostAsync($"{year.Item("targets")}/submit", """{"version":1}""", Key)).Outcome);
        Assert.Equal(
            "422 IDEMPOTENCY_KEY_REUSED", (await head.PostAsync($"{year.Item("targets")}/submit", """{"version":2}""", Key)).Outcome);
    }

    [Fact]
    public async Task A_key_used_again_with_another_parameter_is_refused_and_what_is_not_read_makes_no_difference()
    {
        var year = await TestYear.OpenAsync(app);
        var sheet = TestSheets.Targets(TestYear.Project, TestYear.Year);
        Task<Answer> UploadAsync(string query) => year.As("section-clerk").SendAsync(
            HttpMethod.Post, $"{year.Item("targets")}/uploads{query}", new ByteArrayContent(sheet), Key);

        var first = await UploadAsync("?fileName=a.xlsx");
        Assert.Equal("202", first.Outcome);
        Assert.Equal(first.Text, (await UploadAsync("?_=17&fileName=a.xlsx")).Text);
        Assert.Equal("422 IDEMPOTENCY_KEY_REUSED", (await UploadAsync("?fileName=b.xlsx")).Outcome);
        Assert.Equal("422 IDEMPOTENCY_KEY_REUSED", (await UploadAsync("")).Outcome);
    }

    [Fact]
    public async Task A_key_used_again_with_another_precondition_is_refused()
    {
        var year = await TestYear.OpenAsync(app);
        Task<Answer> SetAsync(params (string, string)[] headers) => year.As("lead").PutAsync(
            $"{year.Base}/projects/p2", $$"""{"name":"二期","section":"{{TestYear.Section}}"}""", [Key, .. headers]);
        Task<Answer> RemoveAsync(params (string, string)[] headers) =>
            year.As("admin").DeleteAsync($"units/{year.Unit}/members/t:auditor", [Key, .. headers]);

        Assert.Equal("201", (await SetAsync(("If-None-Match", "*"))).Outcome);
        Assert.Equal("201", (await SetAsync(("If-None-Match", "*"))).Outcome);
        Assert.Equal("422 IDEMPOTENCY_KEY_REUSED", (await SetAsync()).Outcome);
        Assert.Equal("422 IDEMPOTENCY_KEY_REUSED", (await SetAsync(("If-Match", "*"))).Outcome);
        Assert.Equal("204", (await RemoveAsync(("If-Match", "*"))).Outcome);
        Assert.Equal("204", (await RemoveAsync(("If-Match", "*"))).Outcome);
        Assert.Equal("422 IDEMPOTENCY_KEY_REUSED", (await RemoveAsync()).Outcome);
    }

    [Fact]
    public async Task The_same_click_many_times_at_once_is_one_decision()
    {
        var year = await TestYear.OpenAsync(app);
        var (version, _) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));

        var clicks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => year.As("section-head").PostAsync(
            $"{year.Item("targets")}/submit", $$"""{"version":{{version}}}""", Key)));
        var others = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => year.DecideAsync("lead", "targets", "check", version)));

        Assert.All(clicks, click => Assert.Equal(("200", clicks[0].Text), (click.Outcome, click.Text)));
        Assert.All(others, click => Assert.Equal("200", click.Outcome));
        var history = (await year.As("lead").GetAsync(year.Item("targets"))).Json["history"]!.AsArray();
        Assert.Equal(
            ["sheet-uploaded", "sheet-read", "item-submitted", "item-checked"],
            history.Select(line => (string)line!["what"]!));
    }
}
