using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Access;
using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Http;
using PerfFlow.Storage.Board;
using PerfFlow.Storage.Ledger;

namespace PerfFlow.Functions.Years;

/// <summary>Where a person's command on an opened year becomes one of the ledger: first written, then the cycle woken.</summary>
public sealed class YearDesk(Board board, Ledger ledger, UsedMemberships memberships, WakeUps wakeUps, TimeProvider time)
{
    /// <param name="command">From the state it is decided on; called again when another writer was faster.</param>
    /// <param name="answer">From the board before and the state after.</param>
    /// <param name="refuse">Says what the board speaks against; null when nothing does.</param>
    /// <param name="changed">Refuses when the state is not what the sender saw, in the moment of writing.</param>
    public async Task<IResult> DoAsync(
        HttpRequest request,
        DurableTaskClient client,
        Func<UnitYear, UnitYearCommand> command,
        Func<YearBoard, UnitYear, IResult> answer,
        Func<YearBoard, Problem?>? refuse = null,
        Func<UnitYear, Refusal?>? changed = null)
        => await DoAsync(request, client, (_, state) => Task.FromResult(command(state)), answer, refuse, changed);

    /// <summary>As above, for a command that depends on the board as it was before, or looks again once the state is known.</summary>
    public async Task<IResult> DoAsync(
        HttpRequest request,
        DurableTaskClient client,
        Func<YearBoard, UnitYear, Task<UnitYearCommand>> command,
        Func<YearBoard, UnitYear, IResult> answer,
        Func<YearBoard, Problem?>? refuse = null,
        Func<UnitYear, Refusal?>? changed = null)
    {
        var (commandId, malformed) = CommandId.Of(request);
        if (malformed is not null)
        {
            return malformed;
        }

        if (request.YearIn() is not { } year)
        {
            return Problems.NotFound;
        }

        var unit = request.UnitIn();
        var cancellation = request.HttpContext.RequestAborted;
        var shown = await board.ShowAsync(unit, year, cancellation);
        if (shown.Unit.Plan is null)
        {
            return Problems.NotFound;
        }

        if (refuse?.Invoke(shown) is { } refused)
        {
            return refused;
        }

        await memberships.NoteAsync(unit, year, shown.Unit, Caller.Of(request).Membership!, cancellation);
        var done = await ledger.ExecuteAsync(
            Streams.Of(unit, year),
            commandId,
            async (state, now) => changed?.Invoke(state) is { } stale ? stale : UnitYearDecider.Decide(state, await command(shown, state), now),
            cancellation);
        if (done.Refusal is { } refusal)
        {
            return Problems.Of(refusal);
        }

        await WakeAsync(client, new CycleKey(unit.Value, year), shown.Unit, done.State);
        return answer(shown, done.State);
    }

    /// <summary>A plan that has changed may have opened stages: the cycle still waits in the round of the one before.</summary>
    private async Task WakeAsync(DurableTaskClient client, CycleKey cycle, UnitYear before, UnitYear after)
    {
        var now = time.GetUtcNow();
        foreach (var round in new[] { before, after }.Select(year => Instances.RoundOf(year, now)).Distinct())
        {
            await wakeUps.WakeAsync(client, Instances.Of(cycle), round);
        }
    }
}
