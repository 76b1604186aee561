using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Reviews;

/// <summary>Whatever becomes of the group, who decides on an item that is with it changes by two people and on that item alone.</summary>
[Collection(AppCollection.Name)]
public class PanelTests(TestApp app)
{
    private const string Reason = """{"reason":"人员调整"}""";

    [Fact]
    public async Task Who_comes_to_the_group_later_decides_once_two_people_have_put_them_on_the_panel()
    {
        var (year, version) = await CheckedAsync();
        await year.SeatAsync("late", """{"name":"后来","roles":["group-member"]}""");

        Assert.Equal("group-chair* group-member second", await PanelAsync(year));
        Assert.Equal("403 NOT_ON_PANEL", (await year.DecideAsync("late", "targets", "approve", version)).Outcome);
        Assert.Equal("403 ROLE_REQUIRED", (await year.As("group-member").PostAsync(year.Item("targets") + "/panel", Reason)).Outcome);
        Assert.Equal("200", (await year.As("lead").PostAsync(year.Item("targets") + "/panel", Reason)).Outcome);
        Assert.Equal("403 NOT_ON_PANEL", (await year.DecideAsync("late", "targets", "approve", version)).Outcome);
        Assert.Equal("DecidePanel", await TaskAsync(year, "unit-head"));
        Assert.Equal("200", (await year.As("unit-head").PostAsync(year.Item("targets") + "/panel/consent", null)).Outcome);

        Assert.Equal("group-chair* group-member late second", await PanelAsync(year));
        Assert.Equal("200", (await year.DecideAsync("late", "targets", "approve", version)).Outcome);
    }

    [Fact]
    public async Task Another_quorum_in_the_plan_leaves_what_is_with_the_group_as_it_is()
    {
        var (year, version) = await CheckedAsync();

        await year.ChangePlanAsync(plan => plan["quorum"] = "chair");

        Assert.Equal(
            "lead-checked", (string?)(await year.DecideAsync("group-chair", "targets", "approve", version)).Json["state"]);
        Assert.Equal("200", (await year.As("lead").PostAsync(year.Item("targets") + "/panel", Reason)).Outcome);
        var settled = await year.As("unit-head").PostAsync(year.Item("targets") + "/panel/consent", null);
        Assert.Equal(("200", "approved"), (settled.Outcome, (string?)settled.Json["state"]));
        await year.StateAsync("targets", "locked");
    }

    [Fact]
    public async Task Nobody_leaves_the_group_while_a_vote_of_theirs_is_owed()
    {
        var (year, version) = await CheckedAsync();
        var member = $"units/{year.Unit}/members/t:second";

        var refused = await year.As("admin").DeleteAsync(member);
        var demoted = await year.As("admin").PutAsync(member, """{"name":"second","roles":["section-clerk"],"sections":["培训科"]}""");

        Assert.Equal(("409 VOTES_OWED", "409 VOTES_OWED"), (refused.Outcome, demoted.Outcome));
        Assert.Equal($"/api/v1/{year.Item("targets")}", (string?)Assert.Single(refused.Json["more"]!.AsArray())!["link"]);
        Assert.Equal("200", (await year.As("lead").PostAsync(
            year.Item("targets") + "/panel", """{"reason":"离任","without":["t:second"]}""")).Outcome);
        Assert.Equal("409 VOTES_OWED", (await year.As("admin").DeleteAsync(member)).Outcome);
        Assert.Equal("200", (await year.As("unit-head").PostAsync(year.Item("targets") + "/panel/consent", null)).Outcome);
        Assert.Equal("204", (await year.As("admin").DeleteAsync(member)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("group-chair", "targets", "approve", version)).Outcome);
        Assert.Equal("204", (await year.As("admin").DeleteAsync($"units/{year.Unit}/members/t:group-chair")).Outcome); // has voted
    }

    [Fact]
    public async Task A_panel_that_cannot_be_is_refused_by_name()
    {
        var (year, _) = await CheckedAsync();
        var panel = year.Item("targets") + "/panel";

        Assert.Equal("409 PANEL_NOT_ASKED", (await year.As("unit-head").PostAsync(panel + "/consent", null)).Outcome);
        Assert.Equal("409 PANEL_UNCHANGED", (await year.As("lead").PostAsync(panel, Reason)).Outcome);
        Assert.Equal("400 REASON_REQUIRED", (await year.As("lead").PostAsync(panel, "{}")).Outcome);
        Assert.Equal("400 NOT_IN_GROUP", (await year.As("lead").PostAsync(panel, """{"reason":"离任","without":["t:nobody"]}""")).Outcome);
        Assert.Equal("200", (await year.As("group-chair").PostAsync(panel, """{"reason":"离任","without":["t:second"]}""")).Outcome);
        Assert.Equal("409 SAME_PERSON", (await year.As("group-chair").PostAsync(panel + "/consent", null)).Outcome);
        Assert.Equal("400 REASON_REQUIRED", (await year.As("unit-head").PostAsync(panel + "/refuse", "{}")).Outcome);
        Assert.Equal("200", (await year.As("unit-head").PostAsync(panel + "/refuse", """{"reason":"不必"}""")).Outcome);
        Assert.Equal("group-chair* group-member second", await PanelAsync(year));
    }

    private async Task<(TestYear Year, int Version)> CheckedAsync()
    {
        var year = await TestYear.OpenWithMajorityAsync(app);
        var (version, _) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        Assert.Equal("200", (await year.DecideAsync("section-head", "targets", "submit", version)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("lead", "targets", "check", version)).Outcome);
        return (year, version);
    }

    /// <summary>Names of those who decide, by name, a star at the chairs.</summary>
    private static async Task<string> PanelAsync(TestYear year) => string.Join(
        ' ',
        (await year.As("lead").GetAsync(year.Item("targets"))).Json["panel"]!["members"]!.AsArray()
            .Select(member => (Name: (string?)member!["name"], IsChair: (bool)member["chair"]!))
            .Select(member => $"{(member.Name is "后来" ? "late" : member.Name)}{(member.IsChair ? "*" : "")}")
            .Order(StringComparer.Ordinal));

    private static async Task<string?> TaskAsync(TestYear year, string who) =>
        (string?)Assert.Single((await year.As(who).GetAsync($"units/{year.Unit}/tasks")).Json.AsArray())!["kind"] is { } kind
            ? string.Concat(kind.Split('-').Select(part => $"{char.ToUpperInvariant(part[0])}{part[1..]}"))
            : null;
}
