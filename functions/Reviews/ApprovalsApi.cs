using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Years;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Reviews;

/// <param name="Version">The one its sender saw.</param>
public sealed record ApprovalItem(ProjectId Project, int Version);

/// <param name="Items">1 to 200.</param>
public sealed record ApproveAll(ImmutableArray<ApprovalItem> Items);

/// <param name="Code">Why not, and the same in words; null when it was done.</param>
public sealed record ApprovalAnswer(ProjectId Project, bool Ok, string? Code = null, string? Title = null);

/// <summary>
/// All green sheets of a stage at once. Each is decided like a single one; a sheet with anything flagged is looked at alone.
/// </summary>
public sealed class ApprovalsApi(Board board, ItemDesk desk)
{
    private const int MostItems = 200;

    [Requires(Right.ApproveItem)]
    [Answers(200, "Approves green sheets, or votes for them; says of each whether it was done.",
        Body = typeof(ApproveAll), Json = typeof(ImmutableArray<ApprovalAnswer>))]
    [Function("ApproveItems")]
    public async Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Stage + "/approvals")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        if (request.YearIn() is not { } year || request.KeyIn<StageId>("stage") is not { } stage)
        {
            return Problems.NotFound;
        }

        var (body, problem) = await Json.ReadAsync<ApproveAll>(request);
        if ((problem ?? CommandId.Of(request).Problem) is { } wrong)
        {
            return wrong;
        }

        if (body!.Items.IsDefaultOrEmpty || body.Items.Length > MostItems)
        {
            return Problems.BadValue("$.items");
        }

        var (unit, cancellation) = (request.UnitIn(), request.HttpContext.RequestAborted);
        var unitYear = (await board.ShowAsync(unit, year, cancellation)).Unit;
        if (unitYear.Plan?.Find(stage) is not { Scope: StageScope.Project })
        {
            return Problems.NotFound;
        }

        var answers = ImmutableArray.CreateBuilder<ApprovalAnswer>();
        foreach (var item in body.Items)
        {
            answers.Add(Scene.Find(unit, year, unitYear, unitYear.RegistrationOf(item.Project), stage) is { } scene
                ? await ApproveAsync(request, client, scene, item)
                : NotDone(request, item, Refusals.NoSuchProject.Code, Refusals.NoSuchProject.Text));
        }

        return Json.Ok(answers.ToImmutable());
    }

    private async Task<ApprovalAnswer> ApproveAsync(HttpRequest request, DurableTaskClient client, Scene scene, ApprovalItem item)
    {
        var (_, problem) = await desk.DoAsync(
            request, client, scene, (_, by) => Task.FromResult(new ItemCommand.Approve(scene.Stage.Id, by, item.Version, IfGreen: true)));
        return problem is null ? new(item.Project, true) : NotDone(request, item, problem.Code, problem.Message);
    }

    private static ApprovalAnswer NotDone(HttpRequest request, ApprovalItem item, string code, Message why) =>
        new(item.Project, false, code, Problem.LanguageOf(request) == "en" ? why.En : why.Zh);
}
