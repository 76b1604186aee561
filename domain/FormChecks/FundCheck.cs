using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
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

    /// <summary>The total is 0 or empty while its parts are filled: nothing may be computed from it.</summary>
    public bool TotalIsHollow => Amount is null or 0 && Parts is not null and not 0;
}

/// <summary>Money adds up: 年度资金总额 is the sum of its sources (field.md §3.1, §4.4).</summary>
internal static class FundCheck
{
    public static IEnumerable<Finding> Run(FundColumn column, decimal tolerance, bool required)
    {
        foreach (var (_, cell) in column.Cells.Where(
            c => !c.Cell.IsBlank && Numerals.Bounded(c.Cell.Number) is null && !Placeholder.Is(NormalText.Of(c.Cell.Raw))))
        {
            yield return new Finding("AMOUNT_UNPARSABLE", Severity.Error, cell.Place,
                new Message($"{column.Zh}不是金额", $"The {column.En} is not an amount."));
        }

        if (column.TotalIsHollow || (column.Amount is { } total && column.Parts is { } parts && Math.Abs(total - parts) > tolerance))
        {
            var (written, sum) = (Money(column.Amount), Money(column.Parts));
            yield return new Finding("FUND_TOTAL_MISMATCH", Severity.Error, column.Place,
                new Message(
                    $"{column.Zh}:年度资金总额 {written} 不等于各项之和 {sum}",
                    $"{column.En}: the total {written} is not the sum {sum} of its sources."),
                new Message("请核对年度资金总额及其各项", "Check the total and its sources."));
        }
        else if (required && column.Amount is null)
        {
            yield return new Finding("FUND_TOTAL_MISSING", Severity.Error, column.Place,
                new Message($"{column.Zh}:年度资金总额为空", $"{column.En}: the total is empty."));
        }
    }

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
                    $"{column.En} {Money(now)} differs from the approved total {Money(then)}."));
    }

    public static IEnumerable<Finding> NotNegative(FundColumn column) =>
        column.Cells.Where(c => c.Cell.Number < 0).Select(c => new Finding("NEGATIVE_AMOUNT", Severity.Error, c.Cell.Place,
            new Message($"{column.Zh}不能为负", $"The {column.En} cannot be negative.")));

    public static string Money(decimal? amount) => amount is { } known ? TargetPrinter.Number(known) : "空";
}
