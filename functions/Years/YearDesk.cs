using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Years;

/// <summary>
/// Where a person's command on an opened year becomes one of the ledger: first written, then those told whom it concerns.
/// </summary>
public sealed class YearDesk(
    Board board, DueLedger ledger, KnownYears years, WakeUps wakeUps, OpenRounds rounds)
{
    /// <param name="command">
    /// From who asks, the board as it was before, and the state it is decided on; called again when another writer was faster.
    /// </param>
    /// <param name="answer">From the state after, and the registration of <paramref name="about"/> before.</param>
    /// <param name="refuse">Says what the board speaks against; null when nothing does.</param>
    /// <param name="changed">Refuses when the state is not what the sender saw, in the moment of writing.</param>
    /// <param name="about">The project that the command names, if it names one.</param>
    public async Task<IResult> DoAsync(
        HttpRequest request,
        DurableTaskClient client,
        Func<Actor, YearBoard, UnitYearState, Task<UnitYearCommand>> command,
        Func<UnitYearState, Registration?, IResult> answer,
        Func<YearBoard, Problem?>? refuse = null,
        Func<UnitYearState, Refusal?>? changed = null,
        ProjectId? about = null)
    {
        var (commandId, malformed) = CommandId.Of(request);
        if (malformed is not null || request.YearIn() is not { } year)
        {
            return malformed ?? Problems.NotFound;
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

        var caller = Caller.Of(request);
        Registration? known = null;
        var done = await ledger.ExecuteAsync(
            Streams.Of(unit, year),
            commandId,
            async (state, now) => changed?.Invoke(state) is { } stale ? stale : UnitYearDecider.DecideAs(
                caller.Membership!.AsUsed(),
                state,
                await command(caller.ToActor(), shown, state),
                now,
                known = await board.RegistrationAsync(unit, year, about, cancellation)),
            cancellation);
        if (done.Refusal is { } refusal)
        {
            return Problems.Of(refusal);
        }

        years.Forget(unit, year);
        await TellAsync(client, unit, year, shown, done);
        return answer(done.State, known ?? shown.Unit.RegistrationOf(about)); // a repeat may not have been decided on
    }

    /// <summary>
    /// The cycle builds reports, ends the year and waits for instants of the plan; a changed plan concerns the rounds too.
    /// </summary>
    private async Task TellAsync(DurableTaskClient client, UnitId unit, int year, YearBoard shown, LedgerOutcome<UnitYearState> done)
    {
        var moved = shown.Unit.Plan != done.State.Plan;
        if (moved || done.Repeated || done.State.IsClosed || done.State.Report is { State: ReportState.Building })
        {
            await wakeUps.WakeAsync(client, new CycleKey(unit.Value, year));
        }

        if (moved)
        {
            await rounds.WakeAsync(
                client, unit, year, (shown.Unit, shown.Summary), (shown.Unit with { Plan = done.State.Plan }, shown.Summary));
        }
    }
}
