using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Units;

public enum YearState
{
    /// <summary>Opened and not done.</summary>
    Open,

    /// <summary>Archived and done: it is read on.</summary>
    Closed,
}

/// <summary>A year that was ever opened in a unit.</summary>
public sealed record UnitYearAnswer(int Year, YearState State);

/// <summary>Every year of a unit, whether it still runs or not.</summary>
public sealed class UnitYears(Anchors anchors)
{
    /// <summary>Ascending. Nothing is read but for a row older than its list of closed years: then their last anchors are.</summary>
    internal async Task<IReadOnlyList<UnitYearAnswer>> OfAsync(RegisteredUnit unit, CancellationToken cancellation)
    {
        var closed = unit.ClosedYears.IsDefault ? await anchors.ClosedYearsAsync(unit.Id, cancellation) : unit.ClosedYears;
        return
        [
            .. unit.ActiveYears.Select(year => new UnitYearAnswer(year, YearState.Open))
                .Concat(closed.Except(unit.ActiveYears).Select(year => new UnitYearAnswer(year, YearState.Closed)))
                .OrderBy(year => year.Year),
        ];
    }
}
