using System.Globalization;
using System.Text.Json;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;

namespace PerfFlow.Domain.Tests.Monitoring;

/// <summary>Spending is held to a plan by quarters: the project's own, else the profile's; a reserve to none (field.md §4.9).</summary>
public sealed class SpendingPlanTests
{
    private static readonly SpendingPlan Reserve = new(Reserve: true);

    private static readonly Gen<decimal[]> Shares = Gen.Int[0, 100].Array[3].Select(
        shares => (decimal[])[.. shares.Order().Select(share => share / 100m), 1]);

    [Theory]
    [InlineData("", 3, 0, "Red")]
    [InlineData("", 3, 14.99, "Red")]
    [InlineData("", 3, 15, "Yellow")]
    [InlineData("", 3, 20, "Green")]
    [InlineData("", 7, 34.99, "Red")]
    [InlineData("", 7, 35, "Yellow")]
    [InlineData("", 12, 80, "Green")]
    [InlineData("0/0/0.5/1", 3, 0, "Green")]
    [InlineData("0/0/0.5/1", 6, 0, "Green")]
    [InlineData("0/0/0.5/1", 9, 29.99, "Red")]
    [InlineData("0/0/0.5/1", 9, 30, "Yellow")]
    [InlineData("0/0/0.5/1", 9, 40, "Green")]
    [InlineData("0/0/0.5/1", 11, 40, "Green")]
    [InlineData("0/0/0.5/1", 12, 40, "Red")]
    [InlineData("0.8/0.9/1/1", 3, 40, "Red")]
    [InlineData("0.8/0.9/1/1", 2, 0, "Green")]
    [InlineData("reserve", 3, 0, "none")]
    [InlineData("reserve", 12, 0, "none")]
    [InlineData("reserve", 12, 100, "none")]
    public void Red_by_construction_the_light_of_the_spending_goes_by_the_plan(string plan, int month, decimal spent, string light)
        => Assert.Equal(light, Execution(Plan(plan), month, spent).Light?.ToString() ?? "none");

    [Theory]
    [InlineData("", ",默认执行计划至 6 月应达 50%,10% ÷ 50% = 20%(低于 60% 红,低于 80% 黄) → 红灯")]
    [InlineData("0.1/0.2/0.6/1", ",本项目执行计划至 6 月应达 20%,10% ÷ 20% = 50%(低于 60% 红,低于 80% 黄) → 红灯")]
    [InlineData("0/0/0.6/1", ",本项目执行计划至 6 月不要求支出 → 绿灯")]
    [InlineData("reserve", ";应急等预备资金不设执行计划,不亮灯")]
    public void Its_explanation_names_the_plan(string plan, string zh)
        => Assert.Equal($"执行率 10 ÷ 100 = 10%{zh}", LightExplanation.Of(Execution(Plan(plan), 6, 10), 6, Profile.Standard).Text.Zh);

    [Fact]
    public void So_it_does_in_English()
    {
        Assert.Equal(
            "rate 10 ÷ 100 = 10%; the project's plan asks for 20% by month 6; 10% ÷ 20% = 50% (red below 60%, yellow below 80%) → red",
            LightExplanation.Of(Execution(Plan("0.1/0.2/0.6/1"), 6, 10), 6, Profile.Standard).Text.En);
        Assert.Equal(
            "rate 10 ÷ 100 = 10%; a reserve, which has no plan of spending and no light",
            LightExplanation.Of(Execution(Reserve, 6, 10), 6, Profile.Standard).Text.En);
    }

    [Fact]
    public void A_profile_has_a_plan_of_its_own_and_one_without_asks_evenly()
    {
        var late = Profile.Standard with { Lights = Profile.Standard.Lights with { Spending = [0, 0.2m, 0.5m, 1] } };
        var none = Profile.Standard with { Lights = Profile.Standard.Lights with { Spending = null } };

        Assert.Equal(Light.Green, Execution(null, 3, 0, late).Light);
        Assert.Equal(Light.Red, Execution(null, 3, 0, none).Light);
        Assert.Equal(Light.Red, Execution(Plan("0.5/1/1/1"), 3, 0, late).Light);
    }

    [Fact]
    public void A_reserve_leaves_the_light_of_the_project_to_its_indicators()
    {
        var row = Rounds.Row("产出指标", "数量指标", "培训人数", "≥100人", "50人");
        var form = Rounds.Form(6, [row], spent: 0);

        Assert.Equal(Light.Red, MonitoringCheck.Run(form, Profile.Standard, 2023, 6, null, null).Project);
        Assert.Equal(Light.Green, MonitoringCheck.Run(form, Profile.Standard, 2023, 6, null, null, Reserve).Project);
    }

    [Fact]
    public void Evenly_by_quarters_is_a_twelfth_a_month() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 10_000]).Sample((month, spent) =>
        {
            var rate = spent / 10_000m;
            var light = rate * 12 < 0.6m * month ? Light.Red : rate * 12 < 0.8m * month ? Light.Yellow : Light.Green;
            Assert.Equal(light, Execution(null, month, rate * 100).Light);
        });

    [Fact]
    public void Who_spends_by_the_plan_is_never_red_and_more_is_never_worse() =>
        Gen.Select(Shares, Gen.Int[1, 12], Gen.Int[0, 100], Gen.Int[0, 100]).Sample((shares, month, spent, more) =>
        {
            var plan = new SpendingPlan([.. shares]);
            var due = month < 3 ? 0 : shares[(month / 3) - 1];
            Assert.Equal(Light.Green, Execution(plan, month, due * 100).Light);
            Assert.True(Execution(plan, month, Math.Min(100, spent + more)).Light <= Execution(plan, month, spent).Light);
        });

    [Fact]
    public void What_was_kept_before_there_were_plans_is_read_and_written_as_it_was()
    {
        const string kept = """{"Budget":100,"Spent":50,"Forecast":100,"Rate":0.5,"Light":"Green"}""";

        Assert.Equal(new ExecutionProgress(100, 50, 100, 0.5m, Light.Green), JsonSerializer.Deserialize<ExecutionProgress>(kept));
        Assert.Equal(kept, JsonSerializer.Serialize(JsonSerializer.Deserialize<ExecutionProgress>(kept)));
    }

    private static ExecutionProgress Execution(SpendingPlan? plan, int month, decimal spent, Profile? profile = null)
        => MonitoringCheck.Run(
            Rounds.Form(month, [], spent: spent), profile ?? Profile.Standard, 2023, month, null, null, plan).Execution;

    private static SpendingPlan? Plan(string text) => text switch
    {
        "" => null,
        "reserve" => Reserve,
        _ => new([.. text.Split('/').Select(share => decimal.Parse(share, CultureInfo.InvariantCulture))]),
    };
}
