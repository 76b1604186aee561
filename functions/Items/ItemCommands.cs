using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Items;

/// <summary>From a request on an item to a command of the review, and from what came of it to the item as it stands then.</summary>
public sealed class ItemCommands(Scenes scenes, ItemDesk desk, ItemLock itemLock, Ledger ledger, UnitPeople people)
{
    /// <param name="whenEmpty">What no body at all means; null when there must be one.</param>
    /// <param name="known">See <see cref="Scenes.FindAsync"/>: for what a section does with its sheet.</param>
    /// <param name="settled">
    /// It is about what is settled: what has been approved a moment ago is locked here, where its review has not come to it yet.
    /// </param>
    public async Task<IResult> DoAsync<TBody>(
        HttpRequest request, DurableTaskClient client,
        Func<StageId, Actor, TBody, ItemCommand> command, TBody? whenEmpty = null, bool known = false,
        bool settled = false)
        where TBody : class
    {
        var (scene, missing) = await scenes.FindAsync(request, known);
        var (body, malformed) = missing is null ? await Json.ReadAsync(request, whenEmpty) : default;
        if ((missing ?? malformed) is { } wrong)
        {
            return wrong;
        }

        // with its events, which are shown with the answer
        var read = await ledger.ReadKnownAsync(scene!.Stream, request.HttpContext.RequestAborted);
        var (done, problem) = await DoAsync(read.Head);
        if (settled && problem?.Code == Refusals.WrongState.Code)
        {
            await itemLock.LockAsync(scene, request.HttpContext.RequestAborted);
            read = await ledger.ReadAsync(scene.Stream, request.HttpContext.RequestAborted);
            (done, problem) = await DoAsync(read.Head);
        }

        if (problem is not null)
        {
            return problem;
        }

        var version = done!.After.Version;
        var events = version <= read.Version ? read.Events.Select(entry => entry.Event)
            : version == read.Version + done.Events.Length ? read.Events.Select(entry => entry.Event).Concat(done.Events)
            // others were faster
            : (await ledger.ReadAsync(scene.Stream, request.HttpContext.RequestAborted)).Events.Select(entry => entry.Event);
        var story = ItemStory.Of(scene.Stage.Id, events.Take(version));
        return Json.Ok(ItemAnswer.Of(scene.Stage, story, story.History[^1].At, await people.OfAsync(request)));

        Task<(ItemDone? Done, Problem? Problem)> DoAsync(LedgerHead<ProjectYear> known) =>
            desk.DoAsync(request, client, scene, (_, by) => Task.FromResult(command(scene.Stage.Id, by, body!)), known: known);
    }
}
