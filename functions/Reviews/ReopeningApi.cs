using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Items;

namespace PerfFlow.Functions.Reviews;

/// <param name="AnswerBy">Until when the section is to hand it in again; the stage's deadline when left out.</param>
public sealed record AskReopening(string? Reason = null, DateTimeOffset? AnswerBy = null);

/// <summary>Nothing more to say.</summary>
public sealed record NoDetails;

/// <param name="Document">The budget adjustment it follows from, its title or number.</param>
public sealed record AdjustTargets(string? Reason = null, string? Document = null);

/// <summary>How what is settled is opened again: by lead and chair together, or as an adjustment of targets.</summary>
public sealed class ReopeningApi(ItemCommands commands)
{
    [Requires(Right.AskReopening)]
    [Answers(200, "The lead asks to open a settled item again.", Body = typeof(AskReopening), Json = typeof(ItemAnswer))]
    [Function("AskReopening")]
    public Task<IResult> AskAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/reopen")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<AskReopening>(request, client, (stage, by, body) =>
            new ItemCommand.AskReopening(stage, by, body.Reason, body.AnswerBy));

    [Requires(Right.ConsentToReopening)]
    [Answers(200, "The chair agrees; the item is the section's again.", Body = typeof(NoDetails), Json = typeof(ItemAnswer))]
    [Function("ConsentToReopening")]
    public Task<IResult> ConsentAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/reopen/consent")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<NoDetails>(request, client, (stage, by, _) =>
            new ItemCommand.ConsentToReopening(stage, by), new NoDetails());

    [Requires(Right.ConsentToReopening)]
    [Answers(200, "The chair refuses; the item stays settled.", Body = typeof(Reasoned), Json = typeof(ItemAnswer))]
    [Function("RefuseReopening")]
    public Task<IResult> RefuseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/reopen/refuse")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<Reasoned>(request, client, (stage, by, body) =>
            new ItemCommand.RefuseReopening(stage, by, body.Reason));

    [Requires(Right.AdjustTargets)]
    [Answers(200, "Opens approved targets for an adjustment; they stand until it is approved.",
        Body = typeof(AdjustTargets), Json = typeof(ItemAnswer))]
    [Function("AdjustTargets")]
    public Task<IResult> AdjustAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/adjust")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<AdjustTargets>(request, client, (stage, by, body) =>
            new ItemCommand.AdjustTargets(stage, by, body.Reason, body.Document), settled: true);

    [Requires(Right.AdjustTargets)]
    [Answers(200, "Drops the adjustment; the approved targets stay.", Body = typeof(NoDetails), Json = typeof(ItemAnswer))]
    [Function("DropAdjustment")]
    public Task<IResult> DropAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/adjust/drop")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<NoDetails>(request, client, (stage, by, _) =>
            new ItemCommand.DropAdjustment(stage, by), new NoDetails());
}
