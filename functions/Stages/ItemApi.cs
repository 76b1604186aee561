using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Access;
using PerfFlow.Functions.Http;
using PerfFlow.Functions.OpenApi;
using PerfFlow.Storage.Ledger;
using PerfFlow.Storage.Registry;

namespace PerfFlow.Functions.Stages;

/// <summary>Names the version its sender saw.</summary>
public sealed record SeenVersion(int Version);

/// <param name="Points">What the reason is about: cells or indicators.</param>
public sealed record ReturnItem(int Version, string? Reason = null, ImmutableArray<ReturnPoint>? Points = null);

/// <param name="Grade">Review of targets only: 优 when left out.</param>
public sealed record ApproveItem(int Version, ReviewGrade? Grade = null, string? Reason = null);

/// <summary>One project's part in one stage: where it stands, its empty sheet, and the decisions on it.</summary>
public sealed class ItemApi(Scenes scenes, ItemDesk desk, ApprovedFigures approved, Ledger ledger, Registry registry, TimeProvider time)
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
        return Json.Ok(ItemAnswer.Of(scene.Stage, project.State.ItemOf(scene.Stage.Id), time.GetUtcNow()));
    }

    [Requires(Right.DownloadTemplate)]
    [Answers(200, "The stage's sheet, filled with what is approved.", File = AnswersAttribute.Workbook)]
    [Function("GetTemplate")]
    public async Task<IResult> TemplateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Item + "/template")] HttpRequest request)
    {
        var (scene, problem) = await scenes.FindAsync(request, Right.DownloadTemplate);
        if (problem is not null)
        {
            return problem;
        }

        var cancellation = request.HttpContext.RequestAborted;
        var project = await ledger.ReadAsync(scene!.Stream, cancellation);
        var targets = await approved.TargetsAsync(scene.Unit, scene.Plan, project.State, cancellation);
        var unit = await registry.FindAsync(scene.Unit, cancellation);
        var sheet = StageTemplate.Write(unit!.Name, scene.Project, scene.Year, scene.Stage, scene.Profile, targets);
        return sheet is null
            ? Problems.NotFound
            : Results.File(sheet, AnswersAttribute.Workbook, $"{scene.Project.Id}-{scene.Year}-{scene.Stage.Id}.xlsx");
    }

    [Requires(Right.SubmitItem)]
    [Answers(200, "The section hands the sheet in.", Body = typeof(SeenVersion), Json = typeof(ItemAnswer))]
    [Function("SubmitItem")]
    public Task<IResult> SubmitAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/submit")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        DoAsync<SeenVersion>(request, client, Right.SubmitItem, (stage, by, body) => new ItemCommand.Submit(stage, by, body.Version));

    [Requires(Right.CheckItem)]
    [Answers(200, "The lead passes it on to the group.", Body = typeof(SeenVersion), Json = typeof(ItemAnswer))]
    [Function("CheckItem")]
    public Task<IResult> CheckAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/check")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        DoAsync<SeenVersion>(request, client, Right.CheckItem, (stage, by, body) => new ItemCommand.Check(stage, by, body.Version));

    [Requires(Right.ReturnItem)]
    [Answers(200, "Back to the section, with a reason.", Body = typeof(ReturnItem), Json = typeof(ItemAnswer))]
    [Function("ReturnItem")]
    public Task<IResult> ReturnAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/return")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        DoAsync<ReturnItem>(request, client, Right.ReturnItem, (stage, by, body) =>
            new ItemCommand.Return(stage, by, body.Version, body.Reason, body.Points ?? []));

    [Requires(Right.ApproveItem)]
    [Answers(200, "The last word on the item.", Body = typeof(ApproveItem), Json = typeof(ItemAnswer))]
    [Function("ApproveItem")]
    public Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/approve")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        DoAsync<ApproveItem>(request, client, Right.ApproveItem, (stage, by, body) =>
            new ItemCommand.Approve(stage, by, body.Version, body.Grade, body.Reason));

    private async Task<IResult> DoAsync<TBody>(
        HttpRequest request, DurableTaskClient client, Right right, Func<StageId, Actor, TBody, ItemCommand> command)
        where TBody : class
    {
        var (scene, missing) = await scenes.FindAsync(request, right);
        if (missing is not null)
        {
            return missing;
        }

        var (body, malformed) = await Json.ReadAsync<TBody>(request);
        return malformed
            ?? await desk.DoAsync(request, client, scene!, command(scene!.Stage.Id, Caller.Of(request).ToActor(), body!));
    }
}
