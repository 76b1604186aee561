using PerfFlow.Domain.Findings;
using PerfFlow.Domain.FormChecks;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Monitoring;

/// <summary>The block 项目资金 of a monitoring sheet.</summary>
internal static class SpendingCheck
{
    public static ExecutionProgress Run(
        MonitoringForm form, Profile profile, int month, ApprovedTargets? approved, SpendingPlan? plan,
        ExecutionProgress? previous, List<Finding> all)
    {
        var findings = new List<Finding>();
        var initial = new FundColumn("年初预算数", "initial budget", [.. form.Funds.Select(f => (f.Source, f.InitialBudget))]);
        var budget = new FundColumn("全年预算数", "budget of the year", [.. form.Funds.Select(f => (f.Source, f.Budget))]);
        var spent = new FundColumn("执行数", "spending", [.. form.Funds.Select(f => (f.Source, f.Spent))]);
        var forecast = new FundColumn("全年预计执行数", "forecast spending", [.. form.Funds.Select(f => (f.Source, f.Forecast))]);
        findings.AddRange(FundCheck.Run(initial, profile.Checks, required: false));
        findings.AddRange(FundCheck.Run(budget, profile.Checks, required: true));
        findings.AddRange(FundCheck.Run(spent, profile.Checks, required: true));
        findings.AddRange(FundCheck.Run(forecast, profile.Checks, required: false));
        findings.AddRange(FundCheck.NotNegative(initial));
        findings.AddRange(FundCheck.NotNegative(budget));
        findings.AddRange(FundCheck.Against(initial, budget));
        findings.AddRange(FundCheck.Against(budget, initial));
        findings.AddRange(FundCheck.AgainstApproved(initial, approved?.AtFirst, profile.Checks.Money));
        findings.AddRange(FundCheck.AgainstApproved(budget, approved?.Adjusted, profile.Checks.Money));

        var rate = budget.Amount is > 0 and var b && spent.Amount is { } s && !spent.TotalIsHollow ? s / b : (decimal?)null;
        var progress = new ExecutionProgress(
            budget.Amount, spent.Amount, forecast.Amount, rate,
            rate is { } known ? Lights.Execution(known, plan, month, profile) : null, plan);
        findings.AddRange(Amounts(progress, previous, spent.Total?.Place, forecast.Total?.Place));
        if (FundCheck.IsYuanOf(spent.Amount, budget.Amount))
        {
            findings.Add(FundCheck.UnitSuspect(spent.Total!, spent.Zh, spent.En));
        }

        var written = form.Funds.FirstOrDefault(f => f.Source == FundSource.Total)?.Rate;
        if (rate is { } computed && written is not null && !RateText.Agrees(written, computed, profile.Checks.RatePoints))
        {
            findings.Add(RateText.Mismatch(written, computed));
        }

        all.AddRange(FundCheck.UnitsOnce(findings, budget.Total?.Place));
        return progress;
    }

    private static IEnumerable<Finding> Amounts(ExecutionProgress now, ExecutionProgress? previous, Place? spent, Place? forecast)
    {
        if (now.Spent < 0)
        {
            yield return new Finding("NEGATIVE_SPENDING", Severity.Error, spent, new Message("执行数为负", "The spending is negative."),
                new Message("请核对执行数,改为 0 或正数。", "Check the spending: it is 0 or more."));
        }

        if (now is { Budget: { } budget, Spent: { } used } && used > budget && !FundCheck.IsYuanOf(used, budget))
        {
            yield return budget == 0
                ? new Finding("SPENDING_WITHOUT_BUDGET", Severity.Error, spent,
                    new Message($"全年预算数为 0,但执行数为 {FundCheck.Money(used)}", $"The budget is 0, yet {FundCheck.Money(used)} was spent."),
                    new Message("请核对全年预算数和执行数。", "Check budget and spending."))
                : new Finding("OVERSPEND", Severity.Error, spent,
                    new Message(
                        $"执行数 {FundCheck.Money(used)} 超过全年预算数 {FundCheck.Money(budget)}",
                        $"Spending {FundCheck.Money(used)} exceeds the budget {FundCheck.Money(budget)}."),
                    new Message("请核对数据,或补办预算调整。", "Check the figures, or have the budget adjusted."));
        }

        if (now is { Forecast: { } expected, Spent: { } done } && expected < done)
        {
            yield return new Finding("FORECAST_BELOW_SPENDING", Severity.Error, forecast,
                new Message(
                    $"全年预计执行数 {FundCheck.Money(expected)} 小于已执行数 {FundCheck.Money(done)}",
                    $"The forecast {FundCheck.Money(expected)} is below what is already spent, {FundCheck.Money(done)}."),
                new Message("请核对全年预计执行数。", "Check the forecast of spending."));
        }

        if (previous?.Spent is { } before && now.Spent < before)
        {
            yield return new Finding("SPENDING_FELL", Severity.Warning, spent,
                new Message(
                    $"累计执行数 {FundCheck.Money(now.Spent)} 小于上期 {FundCheck.Money(before)}",
                    $"Cumulative spending {FundCheck.Money(now.Spent)} is below the last round's {FundCheck.Money(before)}."),
                new Message(
                    "请填写年初至今的累计数;确有退回的,请在原因栏说明。",
                    "Enter the spending cumulated since the beginning of the year; if money came back, say so in the column of reasons."));
        }
    }
}
