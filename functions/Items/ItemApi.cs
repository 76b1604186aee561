using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Items;

/// <summary>One project's part in one stage: where it stands.</summary>
public sealed class ItemApi(Scenes scenes, Ledger ledger, UnitPeople people, TimeProvider time)
{
    [Requires(Right.ViewItem)]
    [Answers(200, "Where the item stands, with its history.", Json = typeof(ItemAnswer))]
    [Function("GetItem")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Item)] HttpRequest request)
    {
        var (scene, problem) = await scenes.FindAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        var project = await ledger.ReadAsync(scene!.Stream, request.HttpContext.RequestAborted);
        return Json.Ok(ItemAnswer.Of(scene.Stage, project.StoryOf(scene.Stage.Id), time.GetUtcNow(), await people.OfAsync(request)));
    }
}
