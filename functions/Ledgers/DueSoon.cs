using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Due;

namespace PerfFlow.Functions.Ledgers;

/// <summary>Has the sweep look at a unit's year once the grace is over, whatever becomes of this process.</summary>
public sealed class DueSoon(DueIndex due, SweepGrace grace, TimeProvider time)
{
    /// <summary>To be called before what makes something due is written.</summary>
    public Task TellAsync(UnitId unit, int year, CancellationToken cancellation) =>
        due.SoonerAsync(unit, year, time.GetUtcNow(), grace.Span, cancellation);
}
