using Microsoft.AspNetCore.Http;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Access;
using PerfFlow.Functions.Http;
using PerfFlow.Functions.Stages;
using PerfFlow.Sheets.Gate;
using PerfFlow.Storage.Ledger;
using PerfFlow.Storage.Uploads;

namespace PerfFlow.Functions.Ingest;

/// <summary>
/// Takes a file in: refuses at once what can be refused, keeps the bytes, then puts the version into the ledger. The bytes
/// come first: a version that the ledger knows has its file.
/// </summary>
public sealed class Intake(Ledger ledger, Uploads uploads)
{
    public async Task<IResult> TakeAsync(HttpRequest request, Scene scene, ReadOnlyMemory<byte> content, string fileName)
    {
        var (commandId, malformed) = CommandId.Of(request);
        if ((malformed ?? Refusal(content.Span)) is { } problem)
        {
            return problem;
        }

        var caller = Caller.Of(request);
        var cancellation = request.HttpContext.RequestAborted;
        var sha256 = request.BodyHash()!;
        var answer = await ledger.ExecuteAsync(
            scene.StreamUntilSigned,
            commandId,
            async (state, now) =>
            {
                var version = state.ItemOf(scene.Stage.Id).NextVersion; // also for bytes we know: a new request is a new version
                var decision = ItemDesk.Decide(scene, state, new ItemCommand.Upload(scene.Stage.Id, caller.ToActor(), version, sha256, fileName), now);
                if (decision.Refusal is null)
                {
                    var name = UploadName.Of(scene.Unit, scene.Year, scene.Stage.Id, scene.Project.Id, version, sha256);
                    await uploads.KeepAsync(name, BinaryData.FromBytes(content), new UploadInfo(fileName, caller.Person), cancellation);
                }

                return decision;
            },
            cancellation);
        if (answer.Refusal is { } refusal)
        {
            return Problems.Of(refusal);
        }

        var item = answer.State.ItemOf(scene.Stage.Id);
        var status = Routes.Location(scene.Unit, scene.Year, scene.Project.Id, scene.Stage.Id, $"uploads/{item.CurrentVersion}");
        return Json.Accepted(status, new UploadAnswer(item.CurrentVersion, item.Current!.Sha256, status));
    }

    /// <summary>What can be said without reading the file.</summary>
    internal static Problem? Refusal(ReadOnlySpan<byte> content) => FileSniffer.Sniff(content) switch
    {
        FileKind.Empty => new Problem(400, "EMPTY_FILE", new Message("文件是空的。", "The file is empty.")),
        FileKind.Unknown => new Problem(415, "UNKNOWN_FILE_TYPE", new Message(
            "不是电子表格文件,请上传 .xlsx、.xls 或 .et。", "This is no spreadsheet: upload .xlsx, .xls or .et.")),
        _ => null,
    };
}
