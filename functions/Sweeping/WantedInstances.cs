using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Durable;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Sweeping;

/// <summary>An instance that should be there.</summary>
/// <param name="Once">It may have ended before its time, and does not begin again.</param>
internal sealed record WantedInstance(string Id, bool Once, Func<WakeUps, DurableTaskClient, Task> StartAsync)
{
    /// <param name="known">Whether each instance of the engine still runs.</param>
    public bool IsMissing(IReadOnlyDictionary<string, bool> known) => known.TryGetValue(Id, out var runs) ? !runs && !Once : true;
}

/// <summary>Which instances a unit's year should have as its board stands.</summary>
internal static class WantedInstances
{
    public static IEnumerable<WantedInstance> Of(UnitId unit, int year, YearBoard shown, DateTimeOffset now)
    {
        if (shown.Unit is { Done: true } or { Plan: null })
        {
            yield break;
        }

        var cycle = new CycleKey(unit.Value, year);
        yield return new(Instances.Of(cycle), false, (wakeUps, client) => wakeUps.StartAsync(client, cycle));
        foreach (var stage in shown.Unit.Plan.Stages.Where(
            stage => stage.Scope == StageScope.Project && stage.IsOpenAt(now) && !shown.Unit.IsClosed))
        {
            if (NextOf(shown, stage, now) is { } next)
            {
                var round = new RoundKey(unit.Value, year, stage.Id.Value);
                yield return new(Instances.Of(round), false, (wakeUps, client) => wakeUps.StartAsync(client, round, next));
            }

            foreach (var row in shown.Rows.Where(row => shown.Unit.Find(row.Project) is not null))
            {
                if (row.Summary.Items.GetValueOrDefault(stage.Id) is { IsUnderReview: true, Review: { } version, SubmittedAt: { } at })
                {
                    var review = new ReviewKey(unit.Value, year, stage.Id.Value, row.Project.Value, version);
                    yield return new(
                        Instances.Of(review), true, (wakeUps, client) => wakeUps.StartAsync(client, review, stage.ReviewDueFor(at)));
                }
            }
        }
    }

    /// <summary>What is approved, and nothing is pending of it.</summary>
    public static IEnumerable<(ProjectId Project, StageId Stage)> ToLock(YearBoard shown) =>
        from row in shown.Rows
        where shown.Unit.Find(row.Project) is not null
        from item in row.Summary.Items
        where item.Value is { State: ItemState.Approved, EditsPending: false }
        select (row.Project, item.Key);

    /// <summary>Something is to be done at once: a lock, a report, an archive, the end of the year.</summary>
    public static bool IsUnfinished(YearBoard shown) =>
        shown.Unit.Done || IsForCycle(shown) || (!shown.Unit.IsClosed && ToLock(shown).Any());

    /// <summary>The cycle has a report to build, or a year to archive.</summary>
    public static bool IsForCycle(YearBoard shown) =>
        shown.Unit is { Done: false, Report.State: ReportState.Building or ReportState.Signed };

    /// <summary>What a round waits for; null when there is nothing, or the cycle begins the round for it.</summary>
    private static DateTimeOffset? NextOf(YearBoard shown, PlannedStage stage, DateTimeOffset now)
    {
        var (next, begins) = (StageDue.Of(shown.Unit, stage, shown.Summary).NextRung(now), StageLadder.Begins(stage));
        return now < begins && next >= begins ? null : next;
    }
}
