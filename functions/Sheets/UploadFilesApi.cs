using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Years;
using PerfFlow.Sheets.Gate;
using PerfFlow.Sheets.Marking;
using PerfFlow.Storage.Files;

namespace PerfFlow.Functions.Sheets;

/// <summary>Sheets out again: as they were sent, and with the findings marked in them.</summary>
public sealed class UploadFilesApi(
    ItemFinder items, SheetStore sheets, Uploads uploads, UploadLimit limit, WorkbookSlots slots)
{
    private const string Bytes = "application/octet-stream";

    private static readonly Problem NotReadYet = new(409, "NOT_READ_YET", new Message(
        "文件还没有读完,请稍后再取。", "The file has not been read yet: ask again later."));

    private static readonly Problem NoMarkedCopy = new(409, "NO_MARKED_COPY", new Message(
        "此文件无法打开批注,请看读取结果。", "This file has no cells to mark: see its reading."));

    [Requires(Right.ViewItem)]
    [Answers(200, "The file as it was sent.", File = Bytes)]
    [Function("GetUploadFile")]
    public async Task<IResult> FileAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Upload + "/file")] HttpRequest request)
    {
        var (scene, sheet, _, problem) = await FindAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        var (name, cancellation) = (NameOf(scene!, sheet!), request.HttpContext.RequestAborted);
        var file = await WholeFile.OfAsync(
            uploads.OpenAsync(name, isWaiting: sheet!.Reading is null, cancellation), Uploads.Kept(name), cancellation);
        return Results.Stream(file, Bytes, FileNames.Safe(sheet.FileName, await ExtensionAsync(file)));
    }

    [Requires(Right.ViewItem)]
    [Answers(200, "The file as it was sent, with a comment on each faulty cell and a first sheet that lists the findings.",
        File = AnswersAttribute.Workbook)]
    [Function("GetMarkedCopy")]
    public async Task<IResult> MarkedAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Upload + "/marked")] HttpRequest request)
    {
        var (scene, sheet, missing, problem) = await FindAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        if (sheet!.Reading is null)
        {
            return NotReadYet;
        }

        var cancellation = request.HttpContext.RequestAborted;
        if (await sheets.FindAsync(scene!.Unit, sheet.Reading.Id, sheet.Sha256, cancellation) is not { } assessed)
        {
            return NoMarkedCopy; // reading it failed: nothing was found
        }

        var findings = assessed.Without(missing, scene.Profile).Findings;
        return await slots.SheetAsync(request, async () =>
        {
            var name = NameOf(scene, sheet);
            var content = (await uploads.FindAsync(name, cancellation))?.Content
                ?? throw new AlteredFileException(Uploads.Kept(name), null);
            var marked = await WorkbookSlots.OnOwnThreadAsync(() => MarkedCopy.Write(content.ToMemory(), findings, limit.Sheets));
            return marked is null
                ? NoMarkedCopy
                : Results.File(marked, AnswersAttribute.Workbook, FileNames.Safe(sheet.FileName, "marked.xlsx"));
        });
    }

    private async Task<(Scene? Scene, Sheet? Sheet, string[] MissingEvidence, IResult? Problem)> FindAsync(HttpRequest request)
    {
        var (scene, project, problem) = await items.FindAsync(request);
        if (problem is not null)
        {
            return (null, null, [], problem);
        }

        return int.TryParse(
            request.HttpContext.GetRouteValue("version") as string, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && project!.StoryOf(scene!.Stage.Id).Sheets.TryGetValue(version, out var sheet)
                ? (scene, sheet, [.. project!.State.ItemOf(scene.Stage.Id).MissingEvidenceOf(sheet.Reading)], null)
                : (null, null, [], Problems.NotFound);
    }

    private static async Task<string> ExtensionAsync(Stream file)
    {
        var head = new byte[FileSniffer.Head];
        var length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return FileSniffer.Extension(head.AsSpan(0, length));
    }

    private static UploadName NameOf(Scene scene, Sheet sheet) =>
        UploadName.Of(scene.Unit, scene.Year, scene.Stage.Id, scene.Project.Id, sheet.Version, sheet.Sha256);
}
