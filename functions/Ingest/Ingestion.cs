using System.Globalization;
using System.Security.Cryptography;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Functions.Stages;
using PerfFlow.Sheets.Reading;
using PerfFlow.Storage.Board;
using PerfFlow.Storage.Ledger;
using PerfFlow.Storage.Uploads;
using LedgerReading = PerfFlow.Domain.Review.SheetReading;

namespace PerfFlow.Functions.Ingest;

/// <summary>
/// From an upload to its reading in the ledger. Idempotent by version: a version that has a reading is left alone, so a
/// trigger that fires again, or the sweep, changes nothing.
/// </summary>
public sealed class Ingestion(
    Board board, Ledger ledger, Uploads uploads, SheetStore sheets, ApprovedFigures approved, ItemDesk desk, TimeProvider time, ILogger<Ingestion> log)
{
    /// <summary>The trigger may be faster than the endpoint that is still writing the version to the ledger.</summary>
    private const int Waits = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <exception cref="UploadNotKeptException">The ledger does not know the version, or the bytes are gone or changed.</exception>
    public async Task IngestAsync(DurableTaskClient client, UploadName name, CancellationToken cancellation)
    {
        var unitYear = await board.UnitYearAsync(name.Unit, name.Year, cancellation);
        if (Scene.Find(name.Unit, name.Year, unitYear, name.Project, name.Stage) is not { } scene)
        {
            log.NotAnUpload(name.ToString());
            return;
        }

        var answer = await ReadAsync(scene, name, cancellation);
        if (IsOvertaken(answer.State, scene, name))
        {
            log.Overtaken(name.ToString());
            return;
        }

        for (var wait = 0; wait < Waits && answer.Refusal is not null; wait++)
        {
            await Task.Delay(Pause, time, cancellation);
            answer = await ReadAsync(scene, name, cancellation);
        }

        if (answer.Refusal is not null)
        {
            throw new UploadNotKeptException($"The ledger has no version of {name}.");
        }

        var item = answer.State.ItemOf(scene.Stage.Id);
        log.SheetRead(name.ToString(), item.Sheets[name.Version].Reading!.Ok);
        await desk.WakeAsync(client, scene, item);
    }

    /// <summary>Ends the wait for a version that could not be read time and again: a reading that says so.</summary>
    public async Task GiveUpAsync(DurableTaskClient client, UploadName name, CancellationToken cancellation)
    {
        var unitYear = await board.UnitYearAsync(name.Unit, name.Year, cancellation);
        if (Scene.Find(name.Unit, name.Year, unitYear, name.Project, name.Stage) is { } scene)
        {
            var failed = new LedgerReading(SheetStore.IdOf(name.Sha256, "failed"), 1, 0, SheetFigures.None, Failed: true);
            var answer = await ledger.ExecuteAsync(
                scene.Stream,
                null,
                (state, now) => IsOvertaken(state, scene, name)
                    ? Refusals.NoSuchVersion
                    : state.Decide(scene.Stage, new ItemCommand.Read(scene.Stage.Id, name.Version, failed), now),
                cancellation);
            if (answer.Done)
            {
                await desk.WakeAsync(client, scene, answer.State.ItemOf(scene.Stage.Id));
            }
        }
    }

    /// <summary>
    /// Of two uploads at once that wanted the same version one has it, and the other was kept again under the next: what lies
    /// under this name belongs to nobody.
    /// </summary>
    private static bool IsOvertaken(ProjectYear state, Scene scene, UploadName name) =>
        state.ItemOf(scene.Stage.Id).Sheets.TryGetValue(name.Version, out var sheet) && sheet.Sha256 != name.Sha256;

    /// <summary>Refused when the ledger does not have the version, or has other bytes under it.</summary>
    private Task<LedgerAnswer<ProjectYear>> ReadAsync(Scene scene, UploadName name, CancellationToken cancellation) => ledger.ExecuteAsync(
        scene.Stream,
        null,
        async (state, now) => state.ItemOf(scene.Stage.Id).Sheets.GetValueOrDefault(name.Version) switch
        {
            { Reading: { Failed: false } } known when known.Sha256 == name.Sha256 => Decision<ItemEvent>.Nothing,
            { } sheet when sheet.Sha256 == name.Sha256 => state.Decide(
                scene.Stage, new ItemCommand.Read(scene.Stage.Id, name.Version, await ReadAsync(scene, state, name, cancellation)), now),
            _ => Refusals.NoSuchVersion,
        },
        cancellation);

    private async Task<LedgerReading> ReadAsync(Scene scene, ProjectYear project, UploadName name, CancellationToken cancellation)
    {
        var task = await TaskAsync(scene, project, cancellation);
        var basis = ReadingBasis.Of(scene.Plan, scene.Stage, project);
        var id = SheetStore.IdOf(name.Sha256, task.Basis);
        var same = project.ItemOf(scene.Stage.Id).Sheets.Values.FirstOrDefault(sheet => sheet.Reading is { Failed: false } && sheet.Reading.Id == id);
        if (same is not null)
        {
            return same.Reading! with { Basis = basis }; // the same bytes measured against the same: read once
        }

        var content = (await uploads.FindAsync(name, cancellation))?.Content.ToMemory();
        if (content is not { } bytes || Convert.ToHexStringLower(SHA256.HashData(bytes.Span)) != name.Sha256)
        {
            throw new UploadNotKeptException($"The bytes of {name} are gone or changed.");
        }

        var reading = await WorkbookSlots.RunAsync(() => SheetReader.Read(bytes), cancellation);
        var assessed = SheetJudgement.Judge(name.Sha256, reading, task);
        await sheets.KeepAsync(scene.Unit, assessed, cancellation);
        return new LedgerReading(
            id,
            assessed.Findings.Count(finding => finding.Level == Severity.Error),
            assessed.Findings.Count(finding => finding.Level == Severity.Warning),
            Figures(assessed),
            NeedsEvidence: assessed.SelfEvaluation is { } evaluation ? EvidenceNeed.Of(evaluation, task.Evidence, task.Profile) : [],
            Profile: string.Create(CultureInfo.InvariantCulture, $"{task.Profile.Id}/{task.Profile.Version}"),
            Basis: basis);
    }

    private async Task<SheetTask> TaskAsync(Scene scene, ProjectYear project, CancellationToken cancellation)
    {
        var kind = scene.Stage.Kind switch
        {
            StageKind.Targets => FormKind.Targets,
            StageKind.Monitoring => FormKind.Monitoring,
            _ => FormKind.SelfEvaluation,
        };
        return new SheetTask(
            scene.Project.Name,
            scene.Year,
            kind,
            scene.Stage.Month,
            scene.Profile,
            scene.Plan.Evidence,
            kind == FormKind.Targets ? null : await approved.TargetsAsync(scene.Unit, scene.Plan, project, cancellation),
            kind == FormKind.Monitoring ? await approved.PreviousRoundAsync(scene.Unit, scene.Plan, project, scene.Stage, cancellation) : null);
    }

    private static SheetFigures Figures(AssessedSheet sheet) => sheet switch
    {
        { Targets: { } targets } => new SheetFigures(Budget: targets.Money.Total),
        { Monitoring: { } monitoring } => new SheetFigures(
            monitoring.Execution.Budget, monitoring.Execution.Spent, Light: monitoring.Project?.ToString().ToLowerInvariant()),
        { SelfEvaluation: { } evaluation } => new SheetFigures(
            evaluation.Execution.Budget, evaluation.Execution.Spent, evaluation.Total, evaluation.Grade),
        _ => SheetFigures.None,
    };
}

/// <summary>An upload that cannot be read yet, or no more: try again later.</summary>
public sealed class UploadNotKeptException : Exception
{
    public UploadNotKeptException()
    {
    }

    public UploadNotKeptException(string message)
        : base(message)
    {
    }

    public UploadNotKeptException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
