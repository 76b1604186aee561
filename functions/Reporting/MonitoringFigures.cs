using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reporting;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Words;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Units;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Reporting;

/// <summary>What a monitoring report is written from: the approved sheets of its rounds, and which are missing.</summary>
public sealed class MonitoringFigures(Ledger ledger, SheetStore sheets, UnitNames names, TimeProvider time)
{
    /// <summary>A read of each project's stream and of its sheet, where they are not at hand.</summary>
    /// <param name="rounds">One or more, the last one last.</param>
    /// <exception cref="AlteredFileException">A reading is not as it was kept.</exception>
    internal async Task<MonitoringData> FindAsync(
        UnitId unit, int year, YearBoard shown, MonitoringPeriod period, IReadOnlyList<PlannedStage> rounds, CancellationToken cancellation)
    {
        var (projects, missing) = (new List<MonitoredProject>(), new List<MissingProject>());
        foreach (var project in shown.Unit.ProjectsInOrder.Where(project => !shown.Summary(project.Id).IsRejected(shown.Unit.Plan)))
        {
            var history = await ledger.ReadAsync(Streams.Of(unit, year, project.Id), cancellation);
            if (await MonitoredAsync(unit, shown.Unit.Plan!, project, history, rounds, cancellation) is { } monitored)
            {
                projects.Add(monitored);
            }
            else
            {
                missing.Add(Missing(project, history.State.ItemOf(rounds[^1].Id), rounds[^1], time.GetUtcNow()));
            }
        }

        return new(
            (await names.FindAsync(unit, cancellation))!, year, period, [.. rounds.Select(round => round.Month ?? 0)], projects, missing);
    }

    private async Task<MonitoredProject?> MonitoredAsync(
        UnitId unit, YearPlan plan, Project project, LedgerHistory<ProjectYear, ItemEvent> history, IReadOnlyList<PlannedStage> rounds,
        CancellationToken cancellation)
    {
        foreach (var round in rounds.Reverse())
        {
            if (history.State.ItemOf(round.Id) is { IsSettled: true, Standing: { } sheet }
                && await sheets.FindAsync<MonitoringAssessment>(unit, sheet.Reading?.Id, sheet.Sha256, cancellation) is
                    { Sheet.Form: ReadForm.Monitoring { Form: var form }, Assessment: var assessment })
            {
                return new(
                    project.Id.Value,
                    project.Name,
                    project.Section,
                    form,
                    assessment,
                    plan.TargetsStage is { } targets ? history.StoryOf(targets.Id).AdjustmentDocument : null,
                    [
                        .. plan.Stages
                            .Where(stage => stage.Kind == StageKind.Monitoring && stage.Month <= rounds[^1].Month)
                            .SelectMany(stage => history.StoryOf(stage.Id).Rectifications),
                    ]);
            }
        }

        return null;
    }

    private static MissingProject Missing(Project project, Item item, PlannedStage round, DateTimeOffset now)
    {
        var due = round.DueFor(item.AnswerBy);
        return new(
            project.Name,
            project.Section,
            Word.Of(item.State).Zh,
            BeijingTime.Minute(due),
            BeijingTime.DaysLate(due, now));
    }
}
