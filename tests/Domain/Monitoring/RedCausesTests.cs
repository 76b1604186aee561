using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Tests.Monitoring;

/// <summary>What a red light comes of, in the words that the group takes note of it by.</summary>
public sealed class RedCausesTests
{
    [Theory]
    [InlineData(50, "50 50", null)]
    [InlineData(0, "50 50", "execution")]
    [InlineData(50, "50 10", "i02")]
    [InlineData(0, "10 10", "execution,i01,i02")]
    [InlineData(40, "35 50", null)]
    public void Spending_and_indicators_are_named(decimal spent, string actuals, string? causes)
        => Assert.Equal(causes, Run(spent, actuals).ToRedCauses());

    [Fact]
    public void Of_more_than_eight_none_is_told()
    {
        Assert.Equal("i01,i02,i03,i04,i05,i06,i07,i08", Run(50, "1 1 1 1 1 1 1 1").ToRedCauses());
        Assert.Null(Run(0, "1 1 1 1 1 1 1 1").ToRedCauses());
    }

    [Fact]
    public void A_red_row_without_an_approved_indicator_leaves_all_untold()
    {
        var rows = Rows("10");
        Assert.Null(MonitoringCheck.Run(Rounds.Form(6, rows, spent: 0), Profile.Standard, 2023, 6, null, null).ToRedCauses());
    }

    private static MonitoringAssessment Run(decimal spent, string actuals)
    {
        var rows = Rows(actuals);
        var target = TargetText.Read("≥100人", Profile.Standard, 2023).Target!;
        var approved = new ApprovedTargets(
            [.. rows.Select(row => new ApprovedIndicator(row.Key.Id!, "产出指标", "数量指标", row.Key.Name.Raw, target, 10))],
            100, "", "std", 1, 9);
        return MonitoringCheck.Run(Rounds.Form(6, rows, spent: spent), Profile.Standard, 2023, 6, approved, null);
    }

    private static IReadOnlyList<MonitoringRow> Rows(string actuals)
        => [.. actuals.Split(' ').Select((actual, i) =>
            Rounds.Row("产出指标", "数量指标", $"指标{i}", "≥100人", $"{actual}人", row: 13 + i, id: $"i0{i + 1}"))];
}
