using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Years;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Items;

/// <summary>Where a decision of a person becomes one of the ledger: first written, then those told whom it concerns.</summary>
public sealed class ItemDesk(Ledger ledger, DueLedger due, UnitPeople people, WakeUps wakeUps, TimeProvider time)
{
    public async Task<IResult> DoAsync(HttpRequest request, DurableTaskClient client, Scene scene, ItemCommand command)
    {
        var (commandId, problem) = CommandId.Of(request);
        if (problem is not null)
        {
            return problem;
        }

        var cancellation = request.HttpContext.RequestAborted;
        var read = await ledger.ReadKnownAsync(scene.Stream, cancellation); // with its events, which are shown with the answer
        ProjectYear? before = null;
        ImmutableArray<ItemEvent> appended = [];
        var answer = await due.ExecuteAsync(
            scene.StreamUntilSigned,
            read.Head,
            commandId,
            (state, now) =>
            {
                before = state;
                var decision = Decide(scene, state, command, now);
                appended = decision.Events;
                return Task.FromResult(decision);
            },
            cancellation);
        if (answer.Refusal is { } refusal)
        {
            return Problems.Of(refusal);
        }

        await TellAsync(client, scene, answer.Repeated ? null : before, answer.State);
        var events = answer.Version <= read.Version ? read.Events.Select(entry => entry.Event)
            : !answer.Repeated && answer.Version == read.Version + appended.Length ? read.Events.Select(entry => entry.Event).Concat(appended)
            : (await ledger.ReadAsync(scene.Stream, cancellation)).Events.Select(entry => entry.Event); // others were faster
        var story = ItemStory.Of(scene.Stage.Id, events.Take(answer.Version));
        return Json.Ok(ItemAnswer.Of(scene.Stage, story, story.History[^1].At, await people.OfAsync(request)));
    }

    /// <summary>
    /// Starts the review of an item that has come to its reviewers, wakes the review that something was decided in, and the rounds of stages
    /// in which something is due earlier than before. What leaves all that as it is wakes nobody.
    /// </summary>
    /// <param name="before">Null when the command is a repeat: the first may have died before it could tell anyone.</param>
    public async Task TellAsync(DurableTaskClient client, Scene scene, ProjectYear? before, ProjectYear after)
    {
        var (was, item) = (before?.ItemOf(scene.Stage.Id), after.ItemOf(scene.Stage.Id));
        if (before?.Version == after.Version)
        {
            was = null; // done before, and perhaps not told
        }

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

        if (before is null || before.Version == after.Version)
        {
            return;
        }

        foreach (var (stage, at) in ProjectDue.Earlier(scene.Plan, scene.Project, ProjectSummary.Of(before), ProjectSummary.Of(after), time.GetUtcNow()))
        {
            await wakeUps.WakeAsync(client, new RoundKey(scene.Unit.Value, scene.Year, stage.Id.Value), at);
        }
    }

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

    /// <summary>What a review looks for.</summary>
    private static (bool, bool)? Standing(Item? item) => item is null ? null : (item.IsWithReviewers, item.IsToLock);
}
