using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Targets;
using PerfFlow.Domain.Tests.Monitoring;

namespace PerfFlow.Domain.Tests;

/// <summary>项目资金 of the later sheets: each column by itself, in its own cell (field.md §3.2, §3.3, §4.4).</summary>
public sealed class MoneyTests
{
    private static readonly ApprovedTargets Approved = new([], 100, "目标", "std", 1, 0);

    [Theory]
    [InlineData("100 100 98", "100 100 98", "")]
    [InlineData(". 100 98", "", "")]
    [InlineData("100 . 98", "", "FUND_TOTAL_MISSING E6")]
    [InlineData("100 100 .", "", "FUND_TOTAL_MISSING F6")]
    [InlineData("100 100 98", "90 100 98", "FUND_TOTAL_MISMATCH D6")]
    [InlineData("100 100 98", "100 90 98", "FUND_TOTAL_MISMATCH E6")]
    [InlineData("100 100 98", "100 100 90", "FUND_TOTAL_MISMATCH F6")]
    [InlineData("100 0 98", "100 100 98", "FUND_TOTAL_MISMATCH E6")]
    [InlineData("100 100 0", "100 100 98", "FUND_TOTAL_MISMATCH F6")]
    [InlineData("-5 100 98", "", "NEGATIVE_AMOUNT D6, BUDGET_DIFFERS D6")]
    [InlineData("100 -5 -6", "", "NEGATIVE_AMOUNT E6, NEGATIVE_SPENDING F6")]
    [InlineData("120 100 98", "", "BUDGET_DIFFERS D6")]
    [InlineData("1000000 100 98", "", "UNIT_MISMATCH D6")]
    public void Of_a_self_evaluation(string total, string fiscal, string expected)
    {
        var form = Make.SelfEvaluation(100, 98, Make.FullRows()) with
        {
            Funds = [.. new[] { (FundSource.Total, total, 6), (FundSource.Fiscal, fiscal, 7) }
                .Where(line => line.Item2.Length > 0)
                .Select(line => (line.Item1, Amounts(line.Item2), line.Item3))
                .Select(line => Make.Fund(line.Item1, line.Item2[0], line.Item2[1], line.Item2[2], line.Item3))],
        };

        var assessment = SelfEvaluationCheck.Run(form, Make.Std, 2023, Approved);

        Assert.Equal(expected, Told(assessment.Findings.Where(finding => finding.Code != "INDICATOR_ADDED")));
        Assert.Equal(
            expected.Contains("MISMATCH E6", StringComparison.Ordinal) && total.Contains(" 0 ", StringComparison.Ordinal),
            assessment.Execution is { Score: null, Budget: 0 });
    }

    [Theory]
    [InlineData("100 100 50 100", "100 100 50 100", "")]
    [InlineData(". 100 0 .", "", "")]
    [InlineData("100 100 50 100", "90 100 50 100", "FUND_TOTAL_MISMATCH E6")]
    [InlineData("100 100 50 100", "100 90 50 100", "FUND_TOTAL_MISMATCH G6")]
    [InlineData("100 100 50 100", "100 100 40 100", "FUND_TOTAL_MISMATCH I6")]
    [InlineData("100 100 50 100", "100 100 50 90", "FUND_TOTAL_MISMATCH M6")]
    [InlineData("-5 100 50 100", "", "NEGATIVE_AMOUNT E6, BUDGET_DIFFERS E6")]
    [InlineData("100 -5 -6 100", "", "NEGATIVE_AMOUNT G6, NEGATIVE_SPENDING I6")]
    [InlineData("100 100 0 0", "", "")]
    public void Of_a_monitoring_sheet(string total, string fiscal, string expected)
    {
        var form = Rounds.Form(6, []) with
        {
            Funds = [.. new[] { (FundSource.Total, total, 6), (FundSource.Fiscal, fiscal, 7) }
                .Where(line => line.Item2.Length > 0)
                .Select(line => (Source: line.Item1, Amounts: Amounts(line.Item2), Row: line.Item3))
                .Select(line => new MonitoringFund(
                    line.Source, Make.Amount(line.Amounts[0], $"E{line.Row}"), Make.Amount(line.Amounts[1], $"G{line.Row}"),
                    Make.Amount(line.Amounts[2], $"I{line.Row}"), Make.Text(""), Make.Amount(line.Amounts[3], $"M{line.Row}")))],
        };

        var findings = MonitoringCheck.Run(form, Make.Std, 2023, 6, Approved, null).Findings;

        Assert.Equal(expected, Told(findings.Where(finding => finding.Code != "NO_INDICATORS")));
    }

    [Theory]
    [InlineData("98%", true)]
    [InlineData("0.98f", true)]
    [InlineData("0.97f", false)]
    [InlineData("98%左右", false)]
    public void A_written_rate_is_held_against_the_amounts(string rate, bool agrees)
    {
        var form = Make.SelfEvaluation(100, 98, Make.FullRows());
        var cell = rate.EndsWith('f')
            ? Make.Percent(decimal.Parse(rate[..^1], System.Globalization.CultureInfo.InvariantCulture), "H6")
            : Make.Text(rate, "H6");

        var findings = SelfEvaluationCheck.Run(form with { Funds = [form.Funds[0] with { Rate = cell }] }, Make.Std, 2023, null).Findings;

        Assert.Equal(agrees ? [] : [$"执行率写为“{cell.Raw}”,按金额计算为 98%"], findings.Select(finding => finding.Message.Zh));
        Assert.Equal(
            agrees ? [] : [$"The rate is written \"{cell.Raw}\"; by the amounts it is 98%."],
            findings.Select(finding => finding.Message.En));
    }

    private static string Told(IEnumerable<Finding> findings)
        => string.Join(", ", findings.Select(finding => $"{finding.Code} {finding.Place?.Cell}"));

    private static decimal?[] Amounts(string line) =>
        [.. line.Split(' ')
            .Select(amount => amount == "." ? (decimal?)null : decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture))];
}
