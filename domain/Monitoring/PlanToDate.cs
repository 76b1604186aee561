using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;

namespace PerfFlow.Domain.Monitoring;

/// <summary>What share of the year's target, or of its budget, is due at the end of a month.</summary>
internal static class PlanToDate
{
    private static readonly decimal[] Evenly = [0.25m, 0.5m, 0.75m, 1];

    /// <summary>As <see cref="Thirds"/>, of the spending; null for a reserve, of which nothing is due at any time.</summary>
    public static decimal? ThirdsOfSpending(SpendingPlan? own, Profile profile, int month)
        => own is { Reserve: true } ? null : Thirds(own?.Quarters, profile.Lights.Spending ?? Evenly, month);

    /// <summary>
    /// A plan of the indicator's or project's own counts in steps: what its last finished quarter asks. The default plan grows evenly
    /// between quarter ends, so that 25/50/75/100 is month/12.
    /// </summary>
    /// <returns>Three times the share, which stays exact in decimals where thirds do not.</returns>
    public static decimal Thirds(IReadOnlyList<decimal>? own, IReadOnlyList<decimal> standard, int month)
    {
        if (own is not null)
        {
            return month < 3 ? 0 : 3 * own[(month / 3) - 1];
        }

        var quarter = (month - 1) / 3;
        var before = quarter == 0 ? 0 : standard[quarter - 1];
        return (3 * before) + ((standard[quarter] - before) * (month - (3 * quarter)));
    }
}
