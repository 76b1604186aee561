using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Units;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Sheets;

/// <summary>The empty sheet of one project's part in one stage.</summary>
public sealed class TemplateApi(Scenes scenes, ApprovedFigures approved, Ledger ledger, UnitNames names, WorkbookSlots slots)
{
    [Requires(Right.DownloadTemplate)]
    [Answers(200, "The stage's sheet, filled with what is approved.", File = AnswersAttribute.Workbook)]
    [Function("GetTemplate")]
    public async Task<IResult> TemplateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Item + "/template")] HttpRequest request)
    {
        var (scene, problem) = await scenes.FindAsync(request, known: true);
        if (problem is not null)
        {
            return problem;
        }

        var cancellation = request.HttpContext.RequestAborted;
        var project = await ledger.FindAsync(scene!.Stream, cancellation);
        var targets = await approved.TargetsAsync(scene.Unit, scene.Plan, project.State, cancellation);
        var name = await names.FindAsync(scene.Unit, cancellation);
        return await slots.TemplateAsync(request, async () =>
        {
            var sheet = await WorkbookSlots.OnOwnThreadAsync(
                () => StageTemplate.Write(name!, scene.Project, scene.Year, scene.Stage, scene.Profile, targets));
            return sheet is null
                ? Problems.NotFound
                : Results.File(sheet, AnswersAttribute.Workbook, $"{scene.Project.Id}-{scene.Year}-{scene.Stage.Id}.xlsx");
        });
    }
}
