using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Items;

namespace PerfFlow.Functions.Reviews;

/// <param name="Cause"><c>execution</c>, or the id of an indicator that is red.</param>
/// <param name="Until">Last month of a quarter after this round: 6, 9 or 12.</param>
/// <param name="Minutes">Number of the meeting's minutes.</param>
public sealed record TakeNote(int Version, string? Cause = null, int Until = 0, string? Reason = null, string? Minutes = null);

/// <summary>The group takes note of why a round is red, so that it need not decide on the same in every round.</summary>
public sealed class NoteApi(ItemCommands commands)
{
    [Requires(Right.TakeNote)]
    [Answers(200, "The group knows of a red light; until the quarter named the same cause does not come to it again.",
        Body = typeof(TakeNote), Json = typeof(ItemAnswer))]
    [Function("TakeNote")]
    public Task<IResult> TakeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/notes")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<TakeNote>(request, client, (stage, by, body) =>
            new ItemCommand.TakeNote(stage, by, body.Version, body.Cause, body.Until, body.Reason, body.Minutes));
}
