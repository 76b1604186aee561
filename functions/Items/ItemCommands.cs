using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Years;

namespace PerfFlow.Functions.Items;

/// <summary>From a request on an item to a command of the review: finds the item, asks for the right, reads the body.</summary>
public sealed class ItemCommands(Scenes scenes, ItemDesk desk, UnitPeople people)
{
    /// <param name="whenEmpty">What no body at all means; null when there must be one.</param>
    /// <param name="known">See <see cref="Scenes.FindAsync"/>: for what a section does with its sheet.</param>
    public Task<IResult> DoAsync<TBody>(
        HttpRequest request, DurableTaskClient client, Func<Scene, Actor, TBody, ItemCommand> command, TBody? whenEmpty = null, bool known = false)
        where TBody : class =>
        DoAsync(request, client, (scene, by, body) => Task.FromResult(command(scene, by, body)), whenEmpty, known);

    /// <summary>For what brings an item to the leading group: with the panel as it is now.</summary>
    public Task<IResult> PassOnAsync<TBody>(
        HttpRequest request, DurableTaskClient client, Func<Scene, Actor, TBody, Panel, ItemCommand> command)
        where TBody : class =>
        DoAsync<TBody>(request, client, async (scene, by, body) => command(scene, by, body, await PanelAsync(request, scene)), null, known: false);

    /// <summary>For what the leading group decides: with the panel that its quorum is counted on.</summary>
    public Task<IResult> DecideAsync<TBody>(
        HttpRequest request, DurableTaskClient client, Func<Scene, Actor, TBody, Panel?, ItemCommand> command)
        where TBody : class =>
        DoAsync<TBody>(
            request, client, async (scene, by, body) => command(scene, by, body, by.Is(Level.Group) ? await PanelAsync(request, scene) : null), null, known: false);

    private async Task<IResult> DoAsync<TBody>(
        HttpRequest request, DurableTaskClient client, Func<Scene, Actor, TBody, Task<ItemCommand>> command, TBody? whenEmpty, bool known)
        where TBody : class
    {
        var (scene, missing) = await scenes.FindAsync(request, known);
        if (missing is not null)
        {
            return missing;
        }

        var (body, malformed) = await Json.ReadAsync(request, whenEmpty);
        return malformed ?? await desk.DoAsync(request, client, scene!, await command(scene!, Caller.Of(request).ToActor(scene!.Project.Section), body!));
    }

    private async Task<Panel> PanelAsync(HttpRequest request, Scene scene) => Panel.Of(scene.Plan.Quorum, (await people.OfAsync(request)).Members);
}
