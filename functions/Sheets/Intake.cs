using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Years;
using PerfFlow.Sheets.Gate;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Sheets;

/// <summary>
/// Takes a file in: refuses at once what can be refused, keeps the bytes, then puts the version into the ledger. The bytes
/// come first: a version that the ledger knows has its file.
/// </summary>
public sealed class Intake(ItemDesk desk, Uploads uploads, UploadsPerDay perDay, Ledger ledger)
{
    private const int HeadLength = 4096; // more than the sniffer looks at

    public async Task<IResult> TakeAsync(HttpRequest request, DurableTaskClient client, Scene scene, BodyFile file, string fileName)
    {
        var cancellation = request.HttpContext.RequestAborted;
        if ((CommandId.Of(request).Problem ?? await RefusalAsync(file, cancellation)) is { } malformed)
        {
            return malformed;
        }

        var (stage, sha256) = (scene.Stage.Id, request.BodyHash()!);
        var (done, problem) = await desk.DoAsync(
            request,
            client,
            scene,
            async (project, by) =>
                new ItemCommand.Upload(stage, by, await VersionAsync(project.ItemOf(stage)), sha256, fileName, perDay.Uploads),
            upload =>
            {
                file.Content.Position = 0;
                return uploads.KeepAsync(
                    UploadName.Of(scene.Unit, scene.Year, stage, scene.Project.Id, upload.Version, sha256),
                    file.Content,
                    new UploadInfo(fileName, upload.By.Key),
                    cancellation);
            },
            (await ledger.ReadAsync(scene.Stream, cancellation)).Head); // with its events: who sent these bytes before
        if (problem is not null)
        {
            return problem;
        }

        var kept = done!.After.ItemOf(stage);
        var status = Routes.Location(scene.Unit, scene.Year, scene.Project.Id, stage, $"uploads/{kept.CurrentVersion}");
        return Json.Accepted(status, new UploadAnswer(kept.CurrentVersion, kept.Current!.Sha256, status));

        // The next one also for bytes we know: a new request is a new version. But sent again nothing more is kept, and the first answer
        // given.
        async Task<int> VersionAsync(Item item) =>
            item.Current?.Sha256 == sha256 && await desk.KnowsAsync(request, scene) ? item.CurrentVersion : item.NextVersion;
    }

    /// <summary>What can be said without reading the file.</summary>
    internal static async Task<Problem?> RefusalAsync(BodyFile file, CancellationToken cancellation) =>
        FileSniffer.Sniff((await file.HeadAsync(HeadLength, cancellation)).Span) switch
        {
            FileKind.Empty => Problems.EmptyFile,
            FileKind.Unknown => new Problem(415, "UNKNOWN_FILE_TYPE", new Message(
                "不是电子表格文件,请上传 .xlsx、.xls 或 .et。", "This is no spreadsheet: upload .xlsx, .xls or .et.")),
            _ => null,
        };
}
