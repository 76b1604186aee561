using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Judgement;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Years;
using PerfFlow.Sheets.Reading;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Reading;

/// <summary>Reads the bytes of an upload, has them judged by what is approved of their project, and keeps the whole reading.</summary>
public sealed class UploadJudge(
    Uploads uploads, SheetStore sheets, ApprovedFigures approved, Board board, KnownYears years, UploadLimit limit, WorkbookSlots slots)
{
    /// <exception cref="UploadNotKeptException">The bytes are gone.</exception>
    /// <exception cref="AlteredFileException">The bytes, or a reading they are measured against, are not those that were kept.</exception>
    public async Task<ReadingSummary> JudgeAsync(Scene scene, ProjectYear project, UploadName name, CancellationToken cancellation)
    {
        var task = await TaskAsync(scene, project, cancellation);
        var basis = ReadingBasis.Of(scene.Plan, scene.Stage, project);
        var hash = SheetBasis.Of(task);
        if (project.ItemOf(scene.Stage.Id).ReadingOf(name.Sha256, hash) is { } same)
        {
            return same with { Basis = basis }; // the same bytes measured against the same: read once
        }

        // the file, its forms and its reading are in memory within the slot alone
        return await slots.UploadAsync(scene.Unit.Value, ReadAsync, cancellation);

        async Task<ReadingSummary> ReadAsync()
        {
            var bytes = (await uploads.FindAsync(name, cancellation))?.Content.ToMemory()
                ?? throw new UploadNotKeptException($"The bytes of {name} are gone.");
            var reading = await WorkbookSlots.OnOwnThreadAsync(() => SheetReader.Read(bytes, limit.Sheets));
            if (SheetJudgement.IsLarge(reading.Forms))
            {
                task = task with { UsualMoney = await UsualMoneyAsync(scene, cancellation) };
            }

            if (SheetJudgement.MayBeOfAnother(reading.Forms, task))
            {
                var all = await years.ProjectsAsync(scene.Unit, scene.Year, scene.UnitYear, cancellation);
                task = task with { Others = [.. all.Where(other => other.Id != scene.Project.Id)], Section = scene.Project.Section };
            }

            var sheet = new AssessedSheet(name.Sha256, hash, null, reading.Findings);
            var assessed = await WorkbookSlots.OnOwnThreadAsync(() => SheetJudgement.Judge(sheet, reading.Forms, task));
            return assessed.ToSummary(await sheets.KeepAsync(scene.Unit, assessed, cancellation), task, basis);
        }
    }

    private async Task<decimal?> UsualMoneyAsync(Scene scene, CancellationToken cancellation)
    {
        var shown = await board.ShowAsync(scene.Unit, scene.Year, cancellation);
        return shown.Rows
            .Where(row => row.Project != scene.Project.Id)
            .Max(row => row.Summary.Items.GetValueOrDefault(scene.Stage.Id)?.Figures.Budget);
    }

    private async Task<SheetTask> TaskAsync(Scene scene, ProjectYear project, CancellationToken cancellation)
    {
        var form = scene.Stage.Form!.Value; // the unit's report is no project's stage
        return new SheetTask(
            scene.Project.Name,
            scene.Year,
            form,
            scene.Stage.Month,
            scene.Profile,
            scene.Plan.Evidence,
            form == FormKind.Targets ? null : await approved.TargetsAsync(scene.Unit, scene.Plan, project, cancellation),
            await approved.PreviousRoundAsync(scene.Unit, scene.Plan, project, scene.Stage, cancellation),
            form == FormKind.Monitoring ? scene.Project.Spending : null,
            Code: scene.Project.Id.Value);
    }
}
