using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Sheets;
using PerfFlow.Functions.Units;
using PerfFlow.Storage.Ledger;

namespace PerfFlow.Functions.Items;

/// <summary>One project's part in one stage: where it stands, and its empty sheet.</summary>
public sealed class ItemApi(Scenes scenes, ApprovedFigures approved, Ledger ledger, UnitNames names, UnitPeople people, TimeProvider time)
{
    [Requires(Right.ViewItem)]
    [Answers(200, "Where the item stands, with its history.", Json = typeof(ItemAnswer))]
    [Function("GetItem")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Item)] HttpRequest request)
    {
        var (scene, problem) = await scenes.FindAsync(request, Right.ViewItem);
        if (problem is not null)
        {
            return problem;
        }

        var project = await ledger.ReadAsync(scene!.Stream, request.HttpContext.RequestAborted);
        return Json.Ok(ItemAnswer.Of(scene.Stage, project.StoryOf(scene.Stage.Id), time.GetUtcNow(), await people.OfAsync(request)));
    }

    [Requires(Right.DownloadTemplate)]
    [Answers(200, "The stage's sheet, filled with what is approved.", File = AnswersAttribute.Workbook)]
    [Function("GetTemplate")]
    public async Task<IResult> TemplateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Item + "/template")] HttpRequest request)
    {
        var (scene, problem) = await scenes.FindAsync(request, Right.DownloadTemplate, known: true);
        if (problem is not null)
        {
            return problem;
        }

        var cancellation = request.HttpContext.RequestAborted;
        var project = await ledger.FindAsync(scene!.Stream, cancellation);
        var targets = await approved.TargetsAsync(scene.Unit, scene.Plan, project.State, cancellation);
        var name = await names.FindAsync(scene.Unit, cancellation);
        var sheet = StageTemplate.Write(name!, scene.Project, scene.Year, scene.Stage, scene.Profile, targets);
        return sheet is null
            ? Problems.NotFound
            : Results.File(sheet, AnswersAttribute.Workbook, $"{scene.Project.Id}-{scene.Year}-{scene.Stage.Id}.xlsx");
    }
}
