using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Functions.Reading;
using PerfFlow.Sheets.Marking;
using PerfFlow.Sheets.Templates;
using PerfFlow.Storage.Files;

namespace PerfFlow.Functions.Finished;

/// <summary>
/// What the self-evaluation came to, written into the official form and into the section's own file. The same approved data gives the same
/// bytes, so that an archive made again is the same.
/// </summary>
public sealed class FinishedForms(SheetStore sheets, Uploads uploads, UploadLimit limit)
{
    /// <param name="unitName">Its name.</param>
    /// <returns>Null for what is no self-evaluation, or is not locked.</returns>
    /// <exception cref="AlteredFileException">Its reading is not as it was kept.</exception>
    internal async Task<ApprovedEvaluation?> FindAsync(
        UnitId unit, string unitName, int year, Project project, PlannedStage stage, Profile profile, ItemStory story,
        CancellationToken cancellation)
    {
        if (stage.Kind != StageKind.SelfEvaluation
            || story is not { DataHash: { } hash, Item: { State: ItemState.Locked or ItemState.Archived, SubmittedVersion: { } version } })
        {
            return null;
        }

        var sheet = story.Sheets[version];
        return await sheets.FindAsync<SelfEvaluationAssessment>(unit, sheet.Reading?.Id, sheet.Sha256, cancellation) is
            { Sheet.Form: ReadForm.SelfEvaluation { Form: var form }, Assessment: var evaluation }
                ? new(unitName, project, year, sheet, form, evaluation, story.Override?.Graded(profile), hash)
                : null;
    }

    /// <returns>The bytes of an .xlsx.</returns>
    internal static byte[] WriteForm(ApprovedEvaluation approved)
    {
        using var to = new MemoryStream();
        TemplateWriter.SelfEvaluation(FinishedSheet.Of(approved), to);
        return to.ToArray();
    }

    /// <returns>Null where the file cannot be edited.</returns>
    /// <exception cref="AlteredFileException">The file is gone, or has other bytes.</exception>
    internal async Task<byte[]?> WriteCopyAsync(UnitId unit, StageId stage, ApprovedEvaluation approved, CancellationToken cancellation)
    {
        var name = UploadName.Of(unit, approved.Year, stage, approved.Project.Id, approved.Sheet.Version, approved.Sheet.Sha256);
        var original = (await uploads.FindAsync(name, cancellation))?.Content ?? throw new AlteredFileException(Uploads.Kept(name), null);
        return await WorkbookSlots.OnOwnThreadAsync(() => MarkedCopy.WriteScored(
            original.ToMemory(), FinalScores.Notes(approved), FinalScores.Of(approved), limit.Sheets));
    }
}
