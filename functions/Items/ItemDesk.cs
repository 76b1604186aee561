using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Years;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Items;

/// <summary>
/// Where what a person does to an item becomes part of the ledger: decided with their roles in its section, written under their command
/// id, then those told whom it concerns.
/// </summary>
public sealed class ItemDesk(
    DueLedger ledger, Ledger read, UsedMemberships memberships, UnitPeople people, WakeUps wakeUps, TimeProvider time)
{
    private static readonly object Noted = new();

    /// <param name="command">From the project as it stands, and who asks; called again when another writer was faster.</param>
    /// <param name="keep">Stores what the ledger is about to know of: what it knows is there. Not called where nothing follows.</param>
    /// <param name="known">The project as it is at hand; null to read it.</param>
    /// <returns>What came of it, or why it was not done.</returns>
    public async Task<(ItemDone? Done, Problem? Problem)> DoAsync<TCommand>(
        HttpRequest request,
        DurableTaskClient client,
        Scene scene,
        Func<ProjectYear, Actor, Task<TCommand>> command,
        Func<TCommand, Task>? keep = null,
        LedgerHead<ProjectYear>? known = null)
        where TCommand : ItemCommand
    {
        var (id, malformed) = CommandId.Of(request);
        if (malformed is not null)
        {
            return (null, malformed);
        }

        var by = Caller.Of(request).ToActor(scene.Project.Section);
        var (before, events, tells) = (ProjectYear.Empty, ImmutableArray<ItemEvent>.Empty, true);
        var outcome = await ledger.ExecuteAsync(
            scene.StreamUntilSigned,
            known,
            id,
            async (project, now) =>
            {
                var asked = await command(project, by);
                var decision = Decide(scene, project, await AsThingsStandAsync(request, scene, project, asked), now);
                (before, events) = (project, decision.Events);
                tells = asked is not ItemCommand.AttachEvidence; // no review waits for it
                if (!events.IsEmpty)
                {
                    await NoteAsync(request, scene);
                    await (keep?.Invoke(asked) ?? Task.CompletedTask);
                }

                return decision;
            },
            request.HttpContext.RequestAborted);
        if (outcome.Refusal is { } refusal)
        {
            return (null, Problems.Of(refusal));
        }

        var done = outcome.Repeated ? new ItemDone(null, [], outcome.State) : new ItemDone(before, events, outcome.State);
        if (tells)
        {
            await TellAsync(client, scene, done.Before, done.After);
        }

        return (done, null);
    }

    /// <summary>Once a request, however many items it is about: nobody's membership is noted for what is refused.</summary>
    private Task NoteAsync(HttpRequest request, Scene scene) =>
        request.HttpContext.Items.TryAdd(Noted, true)
            ? memberships.NoteAsync(
                scene.Unit, scene.Year, scene.UnitYear, Caller.Of(request).Membership!, request.HttpContext.RequestAborted)
            : Task.CompletedTask;

    /// <summary>Whether the request was sent before and done: one read, where it has a command id.</summary>
    public async Task<bool> KnowsAsync(HttpRequest request, Scene scene) =>
        CommandId.Of(request).Key is { } id && await ledger.KnowsAsync(scene.Stream, id, request.HttpContext.RequestAborted);

    /// <summary>
    /// With what it is decided by beside the item: who may do what, approved targets, the group as it is now, the bands of the year's
    /// profile.
    /// </summary>
    private async Task<ItemCommand> AsThingsStandAsync(HttpRequest request, Scene scene, ProjectYear project, ItemCommand command)
    {
        var basis = ReadingBasis.Of(scene.Plan, scene.Stage, project);
        var events = await EventsAsync(scene, project, command, request.HttpContext.RequestAborted);
        var separated = command with { Separation = Separation.Of(scene.UnitYear, events) };
        return separated switch
        {
            ItemCommand.Upload upload => upload with { Also = Separation.SendersBefore(events, upload.Sha256, upload.By.Key) },
            ItemCommand.Submit submit => submit with { Basis = basis },
            ItemCommand.Approve approve => approve with { Basis = basis },
            ItemCommand.OfGroup asked => asked with { Panel = await GroupAsync() },
            ItemCommand.ConsentToPanel consent => consent with
            {
                Panel = events.OfType<ItemEvent.PanelAsked>().LastOrDefault()?.Panel.Within(await GroupAsync()),
            },
            ItemCommand.OverrideScore set => set.Graded(scene.Profile),
            _ => separated,
        };

        async Task<Panel> GroupAsync() => Panel.Of(scene.Plan.Quorum, (await people.OfAsync(request)).Members);
    }

    /// <summary>
    /// The item's events where they say more than its state does: who sent the same bytes before, who answered a rectification, who
    /// approved it, who is to be on a panel.
    /// </summary>
    private async Task<IReadOnlyList<ItemEvent>> EventsAsync(
        Scene scene, ProjectYear project, ItemCommand command, CancellationToken cancellation)
    {
        var needed = command is ItemCommand.ConsentToPanel or ItemCommand.CloseRectification or ItemCommand.Complete
            || (command is ItemCommand.Upload && project.ItemOf(scene.Stage.Id).CurrentVersion > 0);
        if (!needed)
        {
            return [];
        }

        var history = await read.ReadKnownAsync(scene.Stream, cancellation);
        history = history.Version < project.Version ? await read.ReadAsync(scene.Stream, cancellation) : history;
        return [.. history.Events.Select(entry => entry.Event).Where(happened => happened.Stage == scene.Stage.Id)];
    }

    /// <summary>A signed report closes the year, whatever a sheet looks like; what was done before may still be repeated.</summary>
    private static Decision<ItemEvent> Decide(Scene scene, ProjectYear project, ItemCommand command, DateTimeOffset now)
    {
        var decision = project.Decide(scene.Stage, command, now);
        var isNew = !decision.Events.IsEmpty || decision.Refusal == Refusals.NotGreen;
        return isNew && scene.UnitYear.Closed is { } closed ? closed : decision;
    }

    /// <summary>
    /// Starts the review of an item that has come to its reviewers, wakes the review that something was decided in, and the rounds of
    /// stages in which something is due earlier than before. What leaves all that as it is wakes nobody.
    /// </summary>
    /// <param name="before">Null when the command is a repeat: the first may have died before it could tell anyone.</param>
    private async Task TellAsync(DurableTaskClient client, Scene scene, ProjectYear? before, ProjectYear after)
    {
        before = before?.Version == after.Version ? null : before; // done before, and perhaps not told
        var (was, item) = (before?.ItemOf(scene.Stage.Id), after.ItemOf(scene.Stage.Id));
        if (item.IsWithReviewers && item.Review != was?.Review)
        {
            await wakeUps.StartAsync(client, scene.Review(item.Review!.Value), scene.Stage.ReviewDueFor(item.SubmittedAt!.Value));
        }
        else if (item.IsUnderReview && Standing(item) != Standing(was))
        {
            await wakeUps.WakeAsync(client, scene.Review(item.Review!.Value));
        }

        if (was is { IsUnderReview: true, Review: { } left } && !(item.IsUnderReview && item.Review == left))
        {
            await wakeUps.EndAsync(client, Instances.Of(scene.Review(left)));
        }

        foreach (var (stage, at) in before is null
            ? []
            : ProjectDue.Earlier(scene.Plan, scene.Project, ProjectSummary.Of(before), ProjectSummary.Of(after), time.GetUtcNow()))
        {
            await wakeUps.WakeAsync(client, new RoundKey(scene.Unit.Value, scene.Year, stage.Id.Value), at);
        }
    }

    /// <summary>What a review looks for.</summary>
    private static (bool, bool)? Standing(Item? item) => item is null ? null : (item.IsWithReviewers, item.IsToLock);
}
