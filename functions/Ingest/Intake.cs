using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
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
public sealed class Intake(Ledger ledger, Uploads uploads, ItemDesk desk)
{
    private const int MostVersions = 50; // others uploading to the same item at the same moment

    public async Task<IResult> TakeAsync(HttpRequest request, DurableTaskClient client, Scene scene, ReadOnlyMemory<byte> content, string fileName)
    {
        var (commandId, malformed) = CommandId.Of(request);
        if ((malformed ?? Refusal(content.Span)) is { } problem)
        {
            return problem;
        }

        var caller = Caller.Of(request);
        var cancellation = request.HttpContext.RequestAborted;
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        ItemCommand.Upload Command(Item item) => new(scene.Stage.Id, caller.ToActor(), item.NextVersion, sha256, fileName);

        // Nothing is written here: it says what the next version is, or how the same request was answered before.
        var known = await ledger.ExecuteAsync(scene.Stream, commandId, (state, now) => Asked(state, Command(state.ItemOf(scene.Stage.Id)), now), cancellation);
        for (var attempt = 0; attempt < MostVersions && known is { Done: true, Repeated: false }; attempt++)
        {
            var upload = Command(known.State.ItemOf(scene.Stage.Id));
            var name = UploadName.Of(scene.Unit, scene.Year, scene.Stage.Id, scene.Project.Id, upload.Version, sha256);
            await uploads.KeepAsync(name, BinaryData.FromBytes(content), new UploadInfo(fileName, caller.Person), cancellation);
            var kept = await ledger.ExecuteAsync(scene.Stream, commandId, (state, now) => Uploaded(state, upload, now), cancellation);
            if (kept.Refusal != Refusals.VersionTaken)
            {
                return await AnsweredAsync(kept);
            }

            known = known with { State = kept.State };
        }

        return await AnsweredAsync(known);

        // A question to the decider: its refusal counts, its events do not.
        Decision<ItemEvent> Asked(ProjectYear state, ItemCommand.Upload upload, DateTimeOffset now) =>
            state.Decide(scene.Stage, upload, now).Refusal is { } refusal ? refusal : Decision<ItemEvent>.Nothing;

        // Also with the same bytes: a new request is a new version.
        Decision<ItemEvent> Uploaded(ProjectYear state, ItemCommand.Upload upload, DateTimeOffset now) =>
            state.ItemOf(scene.Stage.Id).Sheets.ContainsKey(upload.Version) ? Refusals.VersionTaken : state.Decide(scene.Stage, upload, now);

        async Task<IResult> AnsweredAsync(LedgerAnswer<ProjectYear> answer)
        {
            if (answer.Refusal is { } refusal)
            {
                return Problems.Of(refusal);
            }

            var item = answer.State.ItemOf(scene.Stage.Id);
            await desk.WakeAsync(client, scene, item);
            var status = Routes.Location(scene.Unit, scene.Year, scene.Project.Id, scene.Stage.Id, $"uploads/{item.CurrentVersion}");
            return Json.Accepted(status, new UploadAnswer(item.CurrentVersion, item.Current!.Sha256, status));
        }
    }

    private static Problem? Refusal(ReadOnlySpan<byte> content) => FileSniffer.Sniff(content) switch
    {
        FileKind.Empty => new Problem(400, "EMPTY_FILE", new Message("文件是空的。", "The file is empty.")),
        FileKind.Unknown => new Problem(415, "UNKNOWN_FILE_TYPE", new Message(
            "不是电子表格文件,请上传 .xlsx、.xls 或 .et。", "This is no spreadsheet: upload .xlsx, .xls or .et.")),
        _ => null,
    };
}
