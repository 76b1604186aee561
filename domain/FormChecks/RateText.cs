using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.FormChecks;

/// <summary>A written execution rate: 97.5%, 97.5 or 0.975.</summary>
internal static class RateText
{
    /// <param name="rate">The computed rate, a fraction.</param>
    /// <param name="tolerance">Percentage points.</param>
    public static bool Agrees(Cell cell, decimal rate, decimal tolerance)
    {
        var text = NormalText.Of(cell.Raw);
        if (Placeholder.Is(text) && cell.Number is null)
        {
            return true;
        }

        if (cell.Percent && Numerals.Bounded(cell.Number) is { } shown)
        {
            return Near(shown * 100, rate, tolerance);
        }

        ReadOnlySpan<char> rest = text;
        return Numerals.TryRead(ref rest, out var value, out var percent) && rest.IsEmpty
            && (Near(value, rate, tolerance) || (!percent && Near(value * 100, rate, tolerance)));
    }

    public static Finding Mismatch(Cell cell, decimal rate)
    {
        var computed = TargetPrinter.Number(Rounding.HalfUp(rate * 100));
        return new Finding("RATE_MISMATCH", Severity.Warning, cell.Place,
            new Message(
                $"执行率写为“{cell.Raw.Trim()}”,按金额计算为 {computed}%",
                $"The rate is written \"{cell.Raw.Trim()}\"; by the amounts it is {computed}%."),
            new Message($"请改为 {computed}%,或核对预算数和执行数。", $"Change it to {computed}%, or check budget and spending."));
    }

    private static bool Near(decimal percent, decimal rate, decimal tolerance) => Math.Abs(percent - (rate * 100)) <= tolerance;
}
