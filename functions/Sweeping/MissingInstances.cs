using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Durable;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Sweeping;

/// <summary>
/// Starts the instances that a unit's year should have and does not, and wakes those that have something to do or nothing to wait for.
/// A start or a wake-up too many costs the engine a look.
/// </summary>
public sealed class MissingInstances(WakeUps wakeUps, TimeProvider time)
{
    /// <summary>Three queries of the engine, by prefix.</summary>
    /// <returns>Number of instances started or woken.</returns>
    public async Task<int> HealAsync(DurableTaskClient client, UnitId unit, int year, YearBoard shown, CancellationToken cancellation)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var prefix in Instances.PrefixesOf(unit, year))
        {
            await foreach (var instance in client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: prefix))
                .WithCancellation(cancellation))
            {
                known[instance.InstanceId] = !instance.IsCompleted;
            }
        }

        var wanted = WantedInstances.Of(unit, year, shown, time.GetUtcNow()).ToDictionary(instance => instance.Id);
        var missing = wanted.Values.Where(instance => instance.IsMissing(known)).ToList();
        foreach (var instance in missing)
        {
            await instance.StartAsync(wakeUps, client);
        }

        var idle = known.Where(instance => instance.Value && !wanted.ContainsKey(instance.Key)).Select(instance => instance.Key).ToList();
        foreach (var instance in idle.Concat(LockedFor(unit, year, shown)))
        {
            await wakeUps.EndAsync(client, instance);
        }

        if (WantedInstances.IsForCycle(shown))
        {
            await wakeUps.WakeAsync(client, new CycleKey(unit.Value, year));
        }

        return missing.Count + idle.Count;
    }

    /// <summary>Reviews of what this look has locked.</summary>
    private static IEnumerable<string> LockedFor(UnitId unit, int year, YearBoard shown) =>
        from item in WantedInstances.ToLock(shown)
        let review = shown.Summary(item.Project).Items[item.Stage].Review
        where review is not null
        select Instances.Of(new ReviewKey(unit.Value, year, item.Stage.Value, item.Project.Value, review.Value));
}
