using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Years;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Sheets;

/// <param name="UploadedBy">Person id.</param>
/// <param name="Ok">Read, and without an error: it may be submitted.</param>
/// <param name="Status">Where to see what was read in it.</param>
[NeedsPeople]
public sealed record UploadLine(
    int Version, string Sha256, string FileName, string UploadedBy, DateTimeOffset UploadedAt, ReadingState State, bool Ok, string Status)
{
    internal static UploadLine Of(Sheet sheet, Scene scene, People people) => new(
        sheet.Version,
        sheet.Sha256,
        sheet.FileName,
        people.IdOf(sheet.UploadedBy),
        sheet.UploadedAt,
        sheet.Reading is null ? ReadingState.Received : ReadingState.Read,
        sheet.Reading?.Ok ?? false,
        Routes.Location(
            scene.Unit, scene.Year, scene.Project.Id, scene.Stage.Id,
            string.Create(CultureInfo.InvariantCulture, $"uploads/{sheet.Version}")));
}

/// <summary>The versions of an item's sheet.</summary>
public sealed class UploadListApi(Scenes scenes, Ledger ledger, UnitPeople unitPeople)
{
    [Requires(Right.ViewItem)]
    [Paged]
    [Answers(200, "All versions, oldest first.", Json = typeof(ImmutableArray<UploadLine>))]
    [Function("ListUploads")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Uploads)] HttpRequest request)
    {
        var (page, badPage) = Page.Of(request);
        if (badPage is not null)
        {
            return badPage;
        }

        var (scene, problem) = await scenes.FindAsync(request, known: true);
        if (problem is not null)
        {
            return problem;
        }

        var project = await ledger.ReadAsync(scene!.Stream, request.HttpContext.RequestAborted);
        var people = await unitPeople.OfAsync(request);
        var uploads = project.StoryOf(scene.Stage.Id).Sheets.Values.Select(sheet => UploadLine.Of(sheet, scene, people));
        return Json.Ok(page!.Of(uploads, upload => upload.Version.ToString("D9", CultureInfo.InvariantCulture)));
    }
}
