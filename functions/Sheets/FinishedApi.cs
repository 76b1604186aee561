using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Finished;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Units;
using PerfFlow.Functions.Years;

namespace PerfFlow.Functions.Sheets;

/// <summary>
/// The finished 自评表. The official form belongs to the stage, which has one approved result; a file of the section is one of several
/// versions, and is asked for by its own.
/// </summary>
public sealed class FinishedApi(ItemFinder items, FinishedForms forms, UnitNames names, WorkbookSlots slots)
{
    private static readonly Problem NoSheet = new(409, "NO_SHEET", new Message(
        "还没有上传自评表,没有可填写得分的表。", "No self-evaluation has been uploaded yet: there is no form to write scores into."));

    private static readonly Problem NotFinished = new(409, "NOT_FINISHED", new Message(
        "自评尚未审定并锁定,锁定后才有审定的自评表。", "The self-evaluation is not approved and locked yet: its finished form comes with the lock."));

    private static readonly Problem NoScoredCopy = new(409, "NO_SCORED_COPY", new Message(
        "此文件无法写入得分,请取审定的自评表。", "No scores can be written into this file: take the finished official form."));

    [Requires(Right.ViewItem)]
    [Answers(200, "The official form with scores, total and grade as approved.", File = AnswersAttribute.Workbook)]
    [Function("GetFinishedForm")]
    public async Task<IResult> FormAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Item + "/finished")] HttpRequest request)
    {
        var (scene, approved, problem) = await FindAsync(request);
        return problem ?? await slots.TemplateAsync(request, async () => Results.File(
            await WorkbookSlots.OnOwnThreadAsync(() => FinishedForms.WriteForm(approved!)),
            AnswersAttribute.Workbook,
            $"{scene!.Project.Id}-{scene.Year}-{scene.Stage.Id}-finished.xlsx"));
    }

    [Requires(Right.ViewItem)]
    [Answers(200, "The approved file as it was sent, with the approved scores in its cells and a first sheet that lists them.",
        File = AnswersAttribute.Workbook)]
    [Function("GetFinishedCopy")]
    public async Task<IResult> CopyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Upload + "/finished")] HttpRequest request)
    {
        var (scene, approved, problem) = await FindAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        if (approved!.Sheet.Version.ToString(CultureInfo.InvariantCulture) != request.HttpContext.GetRouteValue("version") as string)
        {
            return OtherVersion(approved.Sheet.Version);
        }

        return await slots.SheetAsync(request, async () =>
            await forms.WriteCopyAsync(scene!.Unit, scene.Stage.Id, approved, request.HttpContext.RequestAborted) is { } copy
                ? Results.File(copy, AnswersAttribute.Workbook, FileNames.Safe(approved.Sheet.FileName, "finished.xlsx"))
                : NoScoredCopy);
    }

    private async Task<(Scene? Scene, ApprovedEvaluation? Approved, IResult? Problem)> FindAsync(HttpRequest request)
    {
        var (scene, project, problem) = await items.FindAsync(request);
        if (problem is not null || scene!.Stage.Kind != Domain.Plan.StageKind.SelfEvaluation)
        {
            return (null, null, problem ?? Problems.NotFound);
        }

        var cancellation = request.HttpContext.RequestAborted;
        var (name, story) = (await names.FindAsync(scene.Unit, cancellation), project!.StoryOf(scene.Stage.Id));
        return await forms.FindAsync(
            scene.Unit, name!, scene.Year, scene.Project, scene.Stage, scene.Profile, story, cancellation) is { } approved
                ? (scene, approved, null)
                : (null, null, story.Sheets.IsEmpty ? NoSheet : NotFinished);
    }

    private static Problem OtherVersion(int approved) => new(409, "OTHER_VERSION_APPROVED", new Message(
        $"审定的是第{approved}版,请取该版本。", $"Version {approved} was approved: ask for that one."));
}
