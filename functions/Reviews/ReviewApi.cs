using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Items;

namespace PerfFlow.Functions.Reviews;

/// <param name="Answers">One for each point of the last return: what was changed, or why not.</param>
public sealed record SubmitItem(int Version, ImmutableArray<ReturnPoint>? Answers = null);

/// <param name="Points">What the reason is about: cells or indicators.</param>
/// <param name="AnswerBy">Until when the section is to answer; the stage's deadline when left out.</param>
public sealed record ReturnItem(
    int Version, string? Reason = null, ImmutableArray<ReturnPoint>? Points = null, DateTimeOffset? AnswerBy = null);

/// <param name="Grade">Review of targets only: 优 when left out.</param>
/// <param name="Minutes">Number of the meeting's minutes.</param>
public sealed record ApproveItem(int Version, ReviewGrade? Grade = null, string? Reason = null, string? Minutes = null);

/// <param name="NoEdit">Why the approved version stays as it is; left out where there is a new one.</param>
public sealed record CompleteEdits(int Version, string? NoEdit = null);

/// <param name="Score">0 to 100, in place of the computed one.</param>
public sealed record OverrideScore(int Version, decimal Score, string? Reason = null);

/// <summary>The decisions on an item, in the order of its way: section, lead, leading group.</summary>
public sealed class ReviewApi(ItemCommands commands)
{
    [Requires(Right.SubmitItem)]
    [Answers(200, "The section hands the sheet in.", Body = typeof(SubmitItem), Json = typeof(ItemAnswer))]
    [Function("SubmitItem")]
    public Task<IResult> SubmitAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/submit")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<SubmitItem>(request, client, (stage, by, body) =>
            new ItemCommand.Submit(stage, by, body.Version, body.Answers ?? []), known: true);

    [Requires(Right.CheckItem)]
    [Answers(200, "The lead passes it on to the group.", Body = typeof(SeenVersion), Json = typeof(ItemAnswer))]
    [Function("CheckItem")]
    public Task<IResult> CheckAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/check")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<SeenVersion>(request, client, (stage, by, body) =>
            new ItemCommand.Check(stage, by, body.Version));

    [Requires(Right.ReturnItem)]
    [Answers(200, "Back to the section, with a reason; in the group, a vote for it.", Body = typeof(ReturnItem), Json = typeof(ItemAnswer))]
    [Function("ReturnItem")]
    public Task<IResult> ReturnAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/return")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<ReturnItem>(request, client, (stage, by, body) =>
            new ItemCommand.Return(stage, by, body.Version, body.Reason, body.Points ?? [], body.AnswerBy));

    [Requires(Right.ApproveItem)]
    [Answers(200, "The last word on the item; in the group, a vote for it.", Body = typeof(ApproveItem), Json = typeof(ItemAnswer))]
    [Function("ApproveItem")]
    public Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/approve")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<ApproveItem>(request, client, (stage, by, body) =>
            new ItemCommand.Approve(stage, by, body.Version, body.Grade, body.Reason, body.Minutes));

    [Requires(Right.OverrideScore)]
    [Answers(200, "The group sets another score, with a reason; votes cast before are asked again.",
        Body = typeof(OverrideScore), Json = typeof(ItemAnswer))]
    [Function("OverrideScore")]
    public Task<IResult> OverrideAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/override")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<OverrideScore>(request, client, (stage, by, body) =>
            new ItemCommand.OverrideScore(stage, by, body.Version, body.Score, body.Reason));

    [Requires(Right.UndoDecision)]
    [Answers(200, "Takes the last decision back, while the next level has not acted.",
        Body = typeof(SeenVersion), Json = typeof(ItemAnswer))]
    [Function("UndoDecision")]
    public Task<IResult> UndoAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/undo")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<SeenVersion>(request, client, (stage, by, body) =>
            new ItemCommand.Undo(stage, by, body.Version));

    [Requires(Right.CompleteEdits)]
    [Answers(200, "The edits agreed on with a 良 are in this version, or none was needed, with the reason.",
        Body = typeof(CompleteEdits), Json = typeof(ItemAnswer))]
    [Function("CompleteEdits")]
    public Task<IResult> CompleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/complete")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<CompleteEdits>(request, client, (stage, by, body) =>
            new ItemCommand.Complete(stage, by, body.Version, body.NoEdit));
}
