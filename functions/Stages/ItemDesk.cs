using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Http;
using PerfFlow.Storage.Ledger;

namespace PerfFlow.Functions.Stages;

/// <summary>Where a decision of a person becomes one of the ledger: first written, then the stage's instance woken.</summary>
public sealed class ItemDesk(Ledger ledger, WakeUps wakeUps)
{
    public async Task<IResult> DoAsync(HttpRequest request, DurableTaskClient client, Scene scene, ItemCommand command)
    {
        var (commandId, problem) = CommandId.Of(request);
        if (problem is not null)
        {
            return problem;
        }

        var answer = await ledger.ExecuteAsync(
            scene.StreamUntilSigned, commandId, (state, now) => Decide(scene, state, command, now), request.HttpContext.RequestAborted);
        if (answer.Refusal is { } refusal)
        {
            return Problems.Of(refusal);
        }

        var item = answer.State.ItemOf(scene.Stage.Id);
        await WakeAsync(client, scene, item);
        return Json.Ok(ItemAnswer.Of(scene.Stage, item, item.History[^1].At));
    }

    /// <summary>What is opened again is the next attempt, with an instance of its own.</summary>
    public Task WakeAsync(DurableTaskClient client, Scene scene, Item item) => item.History[^1].What is "item-reopened" or "adjustment-opened"
        ? wakeUps.StartAsync(client, scene.Key(item.Attempt))
        : wakeUps.WakeAsync(client, Instances.Of(scene.Key(item.Attempt)), WaitedRound(item));

    /// <summary>A signed report closes the year; what was done before may still be repeated.</summary>
    public static Decision<ItemEvent> Decide(Scene scene, ProjectYear state, ItemCommand command, DateTimeOffset now)
    {
        var decision = state.Decide(scene.Stage, Measured(command, ReadingBasis.Of(scene.Plan, scene.Stage, state)), now);
        return !decision.Events.IsEmpty && scene.UnitYear.Closed is { } closed ? closed : decision;
    }

    private static ItemCommand Measured(ItemCommand command, ReadingBasis? basis) => command switch
    {
        ItemCommand.Submit submit => submit with { Basis = basis },
        ItemCommand.Approve approve => approve with { Basis = basis },
        _ => command,
    };

    /// <summary>A return begins a round, and the instance still waits in the one before.</summary>
    private static int WaitedRound(Item item) => item.History[^1].What == "item-returned" ? item.Round - 1 : item.Round;
}
