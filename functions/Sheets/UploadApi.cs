using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Reading;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Sheets;

/// <param name="Status">Where to see what becomes of it.</param>
public sealed record UploadAnswer(int Version, string Sha256, string Status);

/// <summary>Sheets in, and what was read in them.</summary>
public sealed class UploadApi(Scenes scenes, Intake intake, BodyFiles bodies, SheetStore sheets, Ledger ledger, UploadLimit limit)
{
    [Requires(Right.UploadSheet)]
    [Query("fileName")]
    [Answers(202, "The file is kept, and is being read.", Body = typeof(Stream), Json = typeof(UploadAnswer))]
    [Function("UploadSheet")]
    public async Task<IResult> UploadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Uploads)] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        var (scene, missing) = await scenes.FindAsync(request, known: true);
        if (missing is not null)
        {
            return missing;
        }

        // The hash names the blob, so it comes first.
        var (received, refused) = await bodies.ReceiveAsync(request, limit.Bytes, isKept: true);
        await using var file = received;
        return refused ?? await intake.TakeAsync(request, client, scene!, file!, FileNames.In(request, "sheet"));
    }

    [Requires(Right.ViewItem)]
    [Answers(200, "What was read in this version.", Json = typeof(ReadingAnswer))]
    [Function("GetUpload")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Upload)] HttpRequest request,
        string version)
    {
        var (scene, problem) = await scenes.FindAsync(request, known: true);
        if (problem is not null)
        {
            return problem;
        }

        var cancellation = request.HttpContext.RequestAborted;
        var project = await ledger.ReadAsync(scene!.Stream, cancellation);
        return int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && project.StoryOf(scene.Stage.Id).Sheets.TryGetValue(number, out var sheet)
                ? ReadingAnswer.Answer(
                    sheet,
                    (await sheets.FindAsync(scene.Unit, sheet.Reading?.Id, sheet.Sha256, cancellation))
                        ?.Without([.. project.State.ItemOf(scene.Stage.Id).MissingEvidenceOf(sheet.Reading)], scene.Profile),
                    scene.Profile,
                    Problem.LanguageOf(request))
                : Problems.NotFound;
    }
}
