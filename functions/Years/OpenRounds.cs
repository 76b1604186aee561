using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Durable;

namespace PerfFlow.Functions.Years;

/// <summary>Wakes the rounds of a year that has changed.</summary>
public sealed class OpenRounds(WakeUps wakeUps, TimeProvider time)
{
    /// <summary>Those of stages in which something is due earlier than before; who does not run is started.</summary>
    public async Task WakeAsync(
        DurableTaskClient client,
        UnitId unit,
        int year,
        (UnitYear Year, Func<ProjectId, ProjectSummary> Items) before,
        (UnitYear Year, Func<ProjectId, ProjectSummary> Items) after)
    {
        foreach (var (stage, at) in ProjectDue.Earlier(before, after, time.GetUtcNow()))
        {
            await wakeUps.WakeAsync(client, new RoundKey(unit.Value, year, stage.Id.Value), at);
        }
    }
}
