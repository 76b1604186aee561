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

/// <param name="Without">Person ids of those who are to decide no longer, though they are of the group.</param>
public sealed record AskPanel(string? Reason = null, ImmutableArray<string>? Without = null);

/// <summary>
/// Who decides on an item of the group is fixed when it comes there. What has become of the group since reaches it here alone: one person
/// asks, another agrees.
/// </summary>
public sealed class PanelApi(ItemCommands commands, UnitPeople people)
{
    [Requires(Right.AskPanel)]
    [Answers(200, "Asks that the group as it is now decides on the item, but for those named; a second person agrees.",
        Body = typeof(AskPanel), Json = typeof(ItemAnswer))]
    [Function("AskPanel")]
    public async Task<IResult> AskAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/panel")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        var all = await people.OfAsync(request);
        return await commands.DoAsync<AskPanel>(request, client, (stage, by, body) => new ItemCommand.AskPanel(
            stage,
            by,
            body.Reason,
            [.. (body.Without ?? []).Select(person => all.MembershipOf(person)?.Key ?? person)]));
    }

    [Requires(Right.ConsentToPanel)]
    [Answers(200, "The second person agrees; the votes are counted anew at once.", Body = typeof(NoDetails), Json = typeof(ItemAnswer))]
    [Function("ConsentToPanel")]
    public Task<IResult> ConsentAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/panel/consent")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<NoDetails>(request, client, (stage, by, _) => new ItemCommand.ConsentToPanel(stage, by), new NoDetails());

    [Requires(Right.ConsentToPanel)]
    [Answers(200, "The second person refuses; the same people decide.", Body = typeof(Reasoned), Json = typeof(ItemAnswer))]
    [Function("RefusePanel")]
    public Task<IResult> RefuseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/panel/refuse")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<Reasoned>(request, client, (stage, by, body) => new ItemCommand.RefusePanel(stage, by, body.Reason));
}
