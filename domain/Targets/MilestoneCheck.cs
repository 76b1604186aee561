using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Targets;

/// <summary>Reads the quarterly plan of a row: four shares of the year's target.</summary>
internal static class MilestoneCheck
{
    /// <returns>Null when the row has no plan of its own, or one that cannot be used.</returns>
    public static IReadOnlyList<decimal>? Run(TargetRow row, List<Finding> findings)
    {
        if (row.Milestones is not { } cells || cells.All(c => c.IsBlank || Placeholder.Is(NormalText.Of(c.Raw))))
        {
            return null;
        }

        var shares = cells.Select(Share).OfType<decimal>().ToList();
        if (Milestones.AreValid(shares))
        {
            return shares;
        }

        findings.Add(new Finding("MILESTONES_INVALID", Severity.Error, cells[0].Place,
            new Message("季度计划须为四个不递减的比例,第四季度为100%", "The quarterly plan must be four shares that never fall, 100% in the fourth quarter."),
            new Message("例如 0% 50% 50% 100%", "For example 0% 50% 50% 100%.")));
        return null;
    }

    /// <summary>50%, a percent cell, or 50 standing for 50%.</summary>
    private static decimal? Share(Cell cell)
    {
        if (cell.Percent)
        {
            return Numerals.Bounded(cell.Number);
        }

        ReadOnlySpan<char> text = NormalText.Of(cell.Raw);
        return Numerals.TryRead(ref text, out var value, out _) && text.IsEmpty ? value / 100 : null;
    }
}
