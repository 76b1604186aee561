using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Years;
using PerfFlow.Sheets.Gate;
using PerfFlow.Storage.Files;

namespace PerfFlow.Functions.Sheets;

/// <summary>
/// Takes a file in: refuses at once what can be refused, keeps the bytes, then puts the version into the ledger. The bytes
/// come first: a version that the ledger knows has its file.
/// </summary>
public sealed class Intake(DueLedger ledger, Uploads uploads, ItemDesk desk)
{
    public async Task<IResult> TakeAsync(HttpRequest request, DurableTaskClient client, Scene scene, ReadOnlyMemory<byte> content, string fileName)
    {
        var (commandId, malformed) = CommandId.Of(request);
        if ((malformed ?? Refusal(content.Span)) is { } problem)
        {
            return problem;
        }

        var caller = Caller.Of(request);
        var cancellation = request.HttpContext.RequestAborted;
        var sha256 = request.BodyHash()!;
        ProjectYear? before = null;
        var answer = await ledger.ExecuteAsync(
            scene.StreamUntilSigned,
            commandId,
            async (state, now) =>
            {
                before = state;
                var item = state.ItemOf(scene.Stage.Id);
                if (commandId is not null && item.Current?.Sha256 == sha256 && await ledger.KnowsAsync(scene.Stream, commandId, cancellation))
                {
                    return Decision<ItemEvent>.Nothing; // sent again: nothing more is kept, and the first answer given
                }

                var version = item.NextVersion; // also for bytes we know: a new request is a new version
                var decision = ItemDesk.Decide(scene, state, new ItemCommand.Upload(scene.Stage.Id, caller.ToActor(), version, sha256, fileName), now);
                if (decision.Refusal is null)
                {
                    var name = UploadName.Of(scene.Unit, scene.Year, scene.Stage.Id, scene.Project.Id, version, sha256);
                    await uploads.KeepAsync(name, BinaryData.FromBytes(content), new UploadInfo(fileName, caller.ToActor().Key), cancellation);
                }

                return decision;
            },
            cancellation);
        if (answer.Refusal is { } refusal)
        {
            return Problems.Of(refusal);
        }

        if (before?.ItemOf(scene.Stage.Id).IsWithReviewers == true)
        {
            await desk.TellAsync(client, scene, before, answer.State); // taken back from its reviewers
        }

        var kept = answer.State.ItemOf(scene.Stage.Id);
        var status = Routes.Location(scene.Unit, scene.Year, scene.Project.Id, scene.Stage.Id, $"uploads/{kept.CurrentVersion}");
        return Json.Accepted(status, new UploadAnswer(kept.CurrentVersion, kept.Current!.Sha256, status));
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
