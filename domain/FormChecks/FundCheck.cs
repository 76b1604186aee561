using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.FormChecks;

/// <summary>One column of 项目资金 by source, 万元.</summary>
internal readonly record struct FundColumn(string Zh, string En, IReadOnlyList<(FundSource Source, Cell Cell)> Cells)
{
    public Cell? Total => Cells.FirstOrDefault(c => c.Source == FundSource.Total).Cell;

    /// <summary>Of the total, or of the first line when there is none; null for a form without any.</summary>
    public Place? Place => (Total ?? Cells.Select(c => c.Cell).FirstOrDefault())?.Place;

    public decimal? Amount => Numerals.Bounded(Total?.Number);

    /// <summary>Sum of the single sources; null when all of them are blank.</summary>
    public decimal? Parts
    {
        get
        {
            var parts = Cells.Where(c => c.Source != FundSource.Total)
                .Select(c => Numerals.Bounded(c.Cell.Number))
                .OfType<decimal>()
                .ToList();
            return parts.Count == 0 ? null : parts.Sum();
        }
    }

    /// <summary>A cell that cannot be read: what it adds up to is not known.</summary>
    public bool HasUnread => Cells.Any(c => IsUnread(c.Cell));

    public static bool IsUnread(Cell cell) =>
        !cell.IsBlank && Numerals.Bounded(cell.Number) is null && !Placeholder.Is(NormalText.Of(cell.Raw));

    /// <summary>The total is 0 or empty while its parts are filled: nothing may be computed from it.</summary>
    public bool TotalIsHollow => !HasUnread && Amount is null or 0 && Parts is not null and not 0;
}

/// <summary>Money adds up: 年度资金总额 is the sum of its sources (field.md §3.1, §4.4).</summary>
internal static class FundCheck
{
    public static IEnumerable<Finding> Run(FundColumn column, CheckRules rules, bool required)
    {
        foreach (var (_, cell) in column.Cells.Where(c => FundColumn.IsUnread(c.Cell)))
        {
            yield return new Finding("AMOUNT_UNPARSABLE", Severity.Error, cell.Place,
                new Message($"{column.Zh}不是金额", $"The {column.En} is not an amount."),
                new Message("请只填写数字,单位为万元。", "Enter a number, in 万元."));
        }

        if (Yuan(column, rules.MostMoney) is { } yuan)
        {
            yield return yuan;
        }
        else if (column.TotalIsHollow
            || (!column.HasUnread && column.Amount is { } total && column.Parts is { } parts && Math.Abs(total - parts) > rules.Money))
        {
            var (written, sum) = (Money(column.Amount), Money(column.Parts));
            yield return new Finding("FUND_TOTAL_MISMATCH", Severity.Error, column.Place,
                new Message(
                    $"{column.Zh}:年度资金总额 {written} 不等于各项之和 {sum}",
                    $"{column.En}: the total {written} is not the sum {sum} of its sources."),
                new Message("请核对年度资金总额及其各项", "Check the total and its sources."));
        }
        else if (required && column.Amount is null && column.Cells.Count > 0 && !column.HasUnread)
        {
            yield return new Finding("FUND_TOTAL_MISSING", Severity.Error, column.Place,
                new Message($"{column.Zh}:年度资金总额为空", $"{column.En}: the total is empty."),
                new Message("请填写年度资金总额。", "Fill in the total of the year."));
        }
    }

    /// <summary>
    /// One line 10,000 times what the others say, or a total beyond what a project has: 元 for 万元, asked about in place of what follows from
    /// it.
    /// </summary>
    private static Finding? Yuan(FundColumn column, decimal most)
    {
        if (column.Amount is not { } total || total <= 0)
        {
            return null;
        }

        var odd = column.Cells.FirstOrDefault(
            c => c.Source != FundSource.Total && Numerals.Bounded(c.Cell.Number) is { } part
                && part >= total * 5_000 && part <= total * 11_000).Cell;
        if (odd is not null || (column.Parts is > 0 and var parts && total >= parts * 9_000 && total <= parts * 11_000))
        {
            return UnitSuspect(odd ?? column.Total!, column.Zh, column.En);
        }

        return total > most ? UnitSuspect(column.Total!, column.Zh, column.En, certain: false) : null;
    }

    /// <param name="certain">Other amounts of the sheet say so; else it is only much, and may be right.</param>
    public static Finding UnitSuspect(Cell cell, string zh, string en, bool certain = true) => new(
        "UNIT_SUSPECT", certain ? Severity.Error : Severity.Warning, cell.Place,
        new Message($"{zh} {Money(cell.Number)} 万元过大,金额单位疑为元", $"{en} {Money(cell.Number)} 万元 is too large: probably 元."),
        new Message("请核对并按万元填写", "Check it and enter amounts in 万元."));

    /// <summary>A sheet in 元 is one fault, whatever columns show it: what proves it best is said.</summary>
    /// <param name="budget">The total of the year's budget, where it is looked for first.</param>
    public static IEnumerable<Finding> UnitsOnce(IReadOnlyList<Finding> money, Place? budget)
    {
        var said = money.FirstOrDefault(finding => finding.Code == "UNIT_MISMATCH")
            ?? money.FirstOrDefault(finding => finding is { Code: "UNIT_SUSPECT", Level: Severity.Error })
            ?? money.FirstOrDefault(finding => finding.Code == "UNIT_SUSPECT" && finding.Place == budget)
            ?? money.FirstOrDefault(finding => finding.Code == "UNIT_SUSPECT");
        return money.Where(finding => finding.Code != "UNIT_SUSPECT" || ReferenceEquals(finding, said));
    }

    /// <summary>A total of the year, 万元, that a project entered in 元 has even if it is a small one.</summary>
    public const decimal Large = 5_000;

    /// <summary>A thousand times what any other project of the unit has: asked about as 元.</summary>
    public static Finding? AgainstOthers(TargetForm form, decimal? usual) =>
        form.Funds.FirstOrDefault(fund => fund.Source == FundSource.Total)?.Amount is { } total
        && Numerals.Bounded(total.Number) is >= Large and var amount && usual is > 0 and var most && amount >= most * 1_000
            ? UnitSuspect(total, "年度资金总额", "total of the year", certain: false)
            : null;

    /// <summary>One column 10,000 times another, as 年初预算数 beside 全年预算数.</summary>
    public static IEnumerable<Finding> Against(FundColumn column, FundColumn other) =>
        column.Amount > 0 && other.Amount > 0 && column.Amount >= other.Amount * 9_000 && column.Amount <= other.Amount * 11_000
            ? [UnitSuspect(column.Total!, column.Zh, column.En)]
            : [];

    /// <summary>Spending of 10,000 times a part of the budget.</summary>
    public static bool IsYuanOf(decimal? spent, decimal? budget) => budget > 0 && spent >= budget * 500 && spent <= budget * 15_000;

    /// <summary>A sheet in 元 where 万元 was asked shows as a ratio of about 10,000 to the approved budget.</summary>
    public static IEnumerable<Finding> AgainstApproved(FundColumn column, decimal? approved, decimal tolerance)
    {
        if (column.Amount is not { } now || approved is not { } then || Math.Abs(now - then) <= tolerance)
        {
            yield break;
        }

        var inYuan = then > 0 && now / then is >= 9_000 and <= 11_000;
        yield return inYuan
            ? new Finding("UNIT_MISMATCH", Severity.Error, column.Place,
                new Message(
                    $"{column.Zh} {Money(now)} 约为批复数 {Money(then)} 的一万倍,金额单位疑为元",
                    $"{column.En} {Money(now)} is about 10,000 times the approved {Money(then)}: probably 元, not 万元."),
                new Message("请按万元填写", "Enter amounts in 万元."))
            : new Finding("BUDGET_DIFFERS", Severity.Warning, column.Place,
                new Message(
                    $"{column.Zh} {Money(now)} 与批复的年度资金总额 {Money(then)} 不一致",
                    $"{column.En} {Money(now)} differs from the approved total {Money(then)}."),
                new Message("请核对;确已调整的,请先办理绩效目标调整。", "Check it; if the budget was adjusted, have the targets adjusted first."));
    }

    public static IEnumerable<Finding> NotNegative(FundColumn column) =>
        column.Cells.Where(c => c.Cell.Number < 0).Select(c => new Finding("NEGATIVE_AMOUNT", Severity.Error, c.Cell.Place,
            new Message($"{column.Zh}不能为负", $"The {column.En} cannot be negative."),
            new Message("请核对金额,改为 0 或正数。", "Check the amount: it is 0 or more.")));

    public static string Money(decimal? amount) => amount is { } known ? TargetPrinter.Number(known) : "空";
}
