using PerfFlow.Domain.Forms;

namespace PerfFlow.Domain.Tests.Monitoring;

/// <summary>Monitoring forms for tests.</summary>
internal static class Rounds
{
    public static MonitoringForm Form(
        int month,
        IReadOnlyList<MonitoringRow> rows,
        decimal? budget = 100,
        decimal? spent = 50,
        decimal? forecast = 100,
        string rate = "") => new(
        Make.Header(month: month),
        [new MonitoringFund(
            FundSource.Total, Make.Amount(budget, "E6"), Make.Amount(budget, "G6"),
            Make.Amount(spent, "I6"), Make.Typed(rate, "K6"), Make.Amount(forecast, "M6"))],
        Make.Text("目标", "C10"),
        rows);

    public static MonitoringRow Row(
        string level1, string level2, string name, string target, string actual, Likelihood? likelihood = Likelihood.Certain,
        string? forecast = null, IReadOnlyList<DeviationCause>? causes = null, string reason = "", int row = 13, string? id = null) => new(
        Make.Key(level1, level2, name, row, id),
        Make.Typed(target, $"E{row}"),
        null,
        null,
        Make.Typed(actual, $"F{row}"),
        Make.Typed(forecast ?? actual, $"G{row}"),
        likelihood,
        Make.Text("", $"N{row}"),
        causes ?? [],
        Make.Text(reason, $"M{row}"),
        Make.Text("", $"O{row}"));
}
