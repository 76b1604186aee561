using System.Text.Json.Serialization;
using PerfFlow.Domain.Profiles;

namespace PerfFlow.Domain.Plan;

/// <summary>When a project is to spend its budget, as far as that differs from the profile's plan (field.md §4.9).</summary>
/// <param name="Quarters">Share of the year's budget that is to be spent by the end of each quarter; null for a reserve.</param>
/// <param name="Reserve">Funds that are held for what may come (应急, 预备): no plan, and no light for what is not spent.</param>
public sealed record SpendingPlan(IReadOnlyList<decimal>? Quarters = null, bool Reserve = false)
{
    /// <summary>Four shares that never fall, all of it in the end; or a reserve, which has none.</summary>
    [JsonIgnore]
    public bool IsSound => Reserve ? Quarters is null : Quarters is not null && Milestones.AreValid(Quarters);

    public bool Equals(SpendingPlan? other)
        => other is not null && Reserve == other.Reserve && (Quarters ?? []).SequenceEqual(other.Quarters ?? []);

    public override int GetHashCode() => HashCode.Combine(Reserve, Quarters?.Count);
}
