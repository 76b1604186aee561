using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Judgement;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Reporting;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Units;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Reporting;

/// <summary>Input of <see cref="BuildReport"/>.</summary>
public sealed record ReportKey(CycleKey Cycle, int Version);

/// <summary>Draws a version of the report from what is approved and keeps its files; a version's files never change.</summary>
public sealed class BuildReport(
    Board board,
    Ledger ledger,
    UnitNames names,
    Reports reports,
    Obstacles obstacles,
    SheetStore sheets,
    ApprovedFigures approved,
    NewsSoon news,
    TimeProvider time,
    ILogger<BuildReport> log)
{
    /// <summary>
    /// What it would be drawn from and was altered keeps it from being built: a note says so, and the sweep asks again until it is
    /// restored.
    /// </summary>
    [Function(nameof(BuildReport))]
    public async Task RunAsync([ActivityTrigger] ReportKey report, CancellationToken cancellation)
    {
        var (unit, year) = (UnitId.Parse(report.Cycle.Unit).Value, report.Cycle.Year);
        try
        {
            await BuildAsync(unit, year, report, cancellation);
        }
        catch (AlteredFileException altered)
        {
            log.Damage(altered);
            await obstacles.NoteAsync(
                unit, year, ObstacleOf(report.Version), Problems.ToObstacle(altered, time.GetUtcNow()), cancellation);
        }
    }

    internal static string ObstacleOf(int version) => string.Create(CultureInfo.InvariantCulture, $"report-{version}");

    private async Task BuildAsync(UnitId unit, int year, ReportKey report, CancellationToken cancellation)
    {
        var shown = await board.ShowAsync(unit, year, cancellation);
        var data = new ReportData(
            (await names.FindAsync(unit, cancellation))!,
            year,
            report.Version,
            shown.UnitHead,
            Profile.Of(shown.Unit.Profile),
            await ProjectsAsync(unit, year, shown, cancellation),
            await RejectedAsync(unit, year, shown, cancellation))
        {
            ChairMaySign = shown.Unit.Plan!.ChairMaySign,
            Joined = await JoinedAsync(unit, year, cancellation),
        };
        var files = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (file, content) in ReportFiles.Write(data))
        {
            files[file] = await reports.KeepAsync(unit, year, report.Version, file, BinaryData.FromBytes(content), cancellation);
        }

        await ledger.ExecuteAsync(
            Streams.Of(unit, year),
            null,
            (state, now) => UnitYearDecider.Decide(state, new UnitYearCommand.BuildReport(report.Version, files.ToImmutable()), now),
            cancellation);
        await news.TellAsync(unit, year);
        log.ReportReady(unit.Value, year, report.Version);
    }

    /// <summary>All that ever held in the year: a sheet may have been decided on before the plan was changed again.</summary>
    private async Task<ImmutableArray<JoinedDuty>> JoinedAsync(UnitId unit, int year, CancellationToken cancellation) =>
        [.. (await ledger.ReadAsync(Streams.Of(unit, year), cancellation)).Events
            .Select(entry => entry.Event)
            .OfType<UnitYearEvent.DutiesJoined>()
            .SelectMany(confirmed => confirmed.Joined)
            .Distinct()];

    private async Task<IReadOnlyList<ReportProject>> ProjectsAsync(UnitId unit, int year, YearBoard shown, CancellationToken cancellation)
    {
        var plan = shown.Unit.Plan!;
        var projects = new List<ReportProject>();
        foreach (var project in shown.Unit.ProjectsInOrder.Where(project => !shown.Summary(project.Id).IsRejected(plan)))
        {
            var history = await ledger.ReadAsync(Streams.Of(unit, year, project.Id), cancellation);
            if (await approved.TargetsAsync(unit, plan, history.State, cancellation) is { } targets
                && await EvaluationAsync(unit, plan, history.State, cancellation) is
                    { Form: ReadForm.SelfEvaluation { Form: var form }, Assessment: SelfEvaluationAssessment evaluation })
            {
                projects.Add(new ReportProject(
                    project.Id.Value,
                    project.Name,
                    project.Section,
                    project.Description,
                    targets,
                    form,
                    evaluation,
                    (plan.SelfEvaluationStage is { } stage
                        ? history.StoryOf(stage.Id).Override
                        : null)?.Graded(Profile.Of(shown.Unit.Profile)),
                    await RoundsAsync(unit, plan, history.State, cancellation),
                    history.Events.Count(entry => entry.Event is ItemEvent.ItemReturned),
                    Annex.Of(year, plan, history.Events),
                    history.Hash)
                {
                    Rectifications = [.. plan.Stages.SelectMany(stage => history.StoryOf(stage.Id).Rectifications)],
                });
            }
        }

        return projects;
    }

    private async Task<IReadOnlyList<RejectedProject>> RejectedAsync(UnitId unit, int year, YearBoard shown, CancellationToken cancellation)
    {
        var rejected = new List<RejectedProject>();
        foreach (var project in shown.Unit.ProjectsInOrder.Where(project => shown.Summary(project.Id).IsRejected(shown.Unit.Plan)))
        {
            var history = await ledger.ReadAsync(Streams.Of(unit, year, project.Id), cancellation);
            rejected.AddRange(history.State.Items.Values
                .Where(item => item.State == ItemState.Rejected)
                .Select(item => new RejectedProject(project.Name, project.Section, history.StoryOf(item.Stage).Reason, history.Hash)));
        }

        return rejected;
    }

    private async Task<AssessedSheet?> EvaluationAsync(UnitId unit, YearPlan plan, ProjectYear project, CancellationToken cancellation) =>
        plan.SelfEvaluationStage is not { } stage || project.ItemOf(stage.Id) is not { Standing: { } standing } item ? null
            : item.State.IsApproved() // and then it is one
                ? (await sheets.FindAsync<SelfEvaluationAssessment>(unit, standing.Reading?.Id, standing.Sha256, cancellation))?.Sheet
            : await sheets.FindAsync(unit, standing.Reading?.Id, standing.Sha256, cancellation);

    private async Task<IReadOnlyList<ReportRound>> RoundsAsync(
        UnitId unit, YearPlan plan, ProjectYear project, CancellationToken cancellation)
    {
        var rounds = new List<ReportRound>();
        foreach (var stage in plan.Stages.Where(stage => stage.Kind == StageKind.Monitoring))
        {
            var item = project.ItemOf(stage.Id);
            if (item is { IsSettled: true, Standing: { } sheet }
                && await sheets.FindAsync<MonitoringAssessment>(unit, sheet.Reading?.Id, sheet.Sha256, cancellation) is
                    { Sheet.Form: ReadForm.Monitoring { Form: var form }, Assessment: var monitoring })
            {
                rounds.Add(ReportRound.Of(stage.Id, form, monitoring));
            }
        }

        return rounds;
    }
}
