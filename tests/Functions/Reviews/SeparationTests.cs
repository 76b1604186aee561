using System.Text.Json.Nodes;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Reviews;

/// <summary>
/// Upload, submission, check and decision are by different people, but for what a unit's plan joins and a second person confirms.
/// </summary>
[Collection(AppCollection.Name)]
public class SeparationTests(TestApp app)
{
    [Fact]
    public async Task Whoever_uploaded_a_sheet_submits_it_only_where_the_plan_joins_the_two_and_a_second_person_has_confirmed_it()
    {
        var year = await TestYear.OpenAsync(app);
        var version = await UploadAsync(year, "section-head", TestSheets.Targets(TestYear.Project, TestYear.Year));

        Assert.Equal("409 SAME_PERSON", (await year.DecideAsync("section-head", "targets", "submit", version)).Outcome);
        await year.ChangePlanAsync(plan => plan["joined"] = Joined("科室只有一人"));
        Assert.Equal("409 SAME_PERSON", (await year.DecideAsync("section-head", "targets", "submit", version)).Outcome);
        Assert.Equal("submit", (string?)Assert.Single(await UnconfirmedAsync(year))!["duty"]);
        Assert.Equal("403 ROLE_REQUIRED", (await ConfirmAsync(year, "lead", "changed")).Outcome);
        Assert.Equal("409 STALE_VERSION", (await ConfirmAsync(year, "unit-head", "test")).Outcome);
        Assert.Equal("409 STALE_VERSION", (await ConfirmAsync(year, "unit-head", "changed", "别的理由")).Outcome);
        Assert.Equal("200", (await ConfirmAsync(year, "unit-head", "changed")).Outcome);

        Assert.Empty(await UnconfirmedAsync(year));
        Assert.Equal("200", (await year.DecideAsync("section-head", "targets", "submit", version)).Outcome);
    }

    [Fact]
    public async Task Whoever_sent_the_same_bytes_before_another_is_one_who_uploaded_them()
    {
        var year = await TestYear.OpenAsync(app);
        var sheet = TestSheets.Targets(TestYear.Project, TestYear.Year);
        await UploadAsync(year, "section-head", sheet);
        var version = await UploadAsync(year, "section-clerk", sheet);

        Assert.Equal("409 SAME_PERSON", (await year.DecideAsync("section-head", "targets", "submit", version)).Outcome);

        var other = await UploadAsync(year, "section-clerk", TestSheets.Targets(TestYear.Project, TestYear.Year, "另一份"));
        Assert.Equal("200", (await year.DecideAsync("section-head", "targets", "submit", other)).Outcome);
    }

    [Fact]
    public async Task A_duty_without_its_reason_is_no_plan()
    {
        var year = await TestYear.OpenAsync(app);
        var plan = (await year.As("lead").GetAsync($"{year.Base}/plan")).Json;
        (plan["version"], plan["joined"]) = ("changed", Joined(" "));

        Assert.Equal("400 JOINED_REASON_MISSING", (await year.As("lead").PutAsync(
            $"{year.Base}/plan", new JsonObject { ["plan"] = plan.DeepClone(), ["reason"] = "人员少" }.ToJsonString())).Outcome);
    }

    private static JsonArray Joined(string reason) => [new JsonObject { ["duty"] = "submit", ["reason"] = reason }];

    private static async Task<JsonArray> UnconfirmedAsync(TestYear year) =>
        (await year.As("lead").GetAsync(year.Base)).Json["unconfirmed"]!.AsArray();

    private static Task<Answer> ConfirmAsync(TestYear year, string who, string version, string reason = "科室只有一人") =>
        year.As(who).PostAsync(
            $"{year.Base}/plan/joined/confirm", $$"""{"version":"{{version}}","duties":{{Joined(reason).ToJsonString()}}}""");

    private static async Task<int> UploadAsync(TestYear year, string who, byte[] sheet)
    {
        var uploaded = await year.As(who).UploadAsync(year.Item("targets"), sheet);
        Assert.Equal("202", uploaded.Outcome);
        await year.ReadingAsync((string)uploaded.Json["status"]!);
        return (int)uploaded.Json["version"]!;
    }
}
