using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Years;

[Collection(AppCollection.Name)]
public class SpendingPlanTests(TestApp app)
{
    [Theory]
    [InlineData("""{"quarters":[0,0,0.5,1]}""", "green", "执行率 0 ÷ 100 = 0%,本项目执行计划至 3 月不要求支出 → 绿灯")]
    [InlineData("""{"reserve":true}""", null, "执行率 0 ÷ 100 = 0%;应急等预备资金不设执行计划,不亮灯")]
    [InlineData("null", "red", "执行率 0 ÷ 100 = 0%,默认执行计划至 3 月应达 25%,0% ÷ 25% = 0%(低于 60% 红,低于 80% 黄) → 红灯")]
    public async Task The_light_of_the_spending_goes_by_the_plan_the_project_is_registered_with(string plan, string? light, string text)
    {
        var year = await TestYear.OpenAsync(app);
        var registered = await RegisterAsync(year, plan);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));

        var (_, reading) = await year.UploadAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3, spent: 0));

        var part = reading.Json["lights"]!["parts"]![0]!;
        Assert.Equal("200", registered.Outcome);
        Assert.Equal((light, text), ((string?)part["light"], (string?)part["text"]));
        var shown = (await year.As("section-clerk").GetAsync($"{year.Base}/projects/p1")).Json["spending"];
        Assert.Equal(plan.Contains("reserve", StringComparison.Ordinal), (bool?)shown?["reserve"] ?? false);
    }

    [Theory]
    [InlineData("""{"quarters":[0.5,0.4,0.6,1]}""", "400 SPENDING_PLAN_INVALID")]
    [InlineData("""{"quarters":[0.25,0.5,1]}""", "400 SPENDING_PLAN_INVALID")]
    [InlineData("{}", "400 SPENDING_PLAN_INVALID")]
    [InlineData("""{"quarters":[0,0,0,1],"reserve":true}""", "400 RESERVE_HAS_NO_PLAN")]
    [InlineData("""{"quarters":["a"]}""", "400 BAD_JSON")]
    public async Task A_plan_that_cannot_be_is_refused_by_name(string plan, string outcome)
    {
        var year = await TestYear.OpenAsync(app);

        Assert.Equal(outcome, (await RegisterAsync(year, plan)).Outcome);
    }

    private static Task<Answer> RegisterAsync(TestYear year, string plan) => year.As("lead").PutAsync(
        $"{year.Base}/projects/p1",
        $$"""{"name":"{{TestYear.Project}}","section":"{{TestYear.Section}}","spending":{{plan}}}""");
}
