using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Storage.Calendar;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Years;

/// <param name="Plan">The calendar's proposal when left out, see <see cref="PlanProposal"/>.</param>
/// <param name="Profile">Id of the rule profile; the standard one when left out.</param>
public sealed record OpenYear(YearPlan? Plan = null, string? Profile = null);

/// <param name="Status">Where to see how the year stands.</param>
public sealed record OpenYearAnswer(int Year, string Profile, string Status);

/// <summary>A unit's budget year.</summary>
public sealed class YearApi(
    Board board,
    DueLedger ledger,
    LedgerVerifications verifications,
    FilePassNotes passes,
    Registry registry,
    KnownYears years,
    AnnouncedHolidays holidays,
    WakeUps wakeUps,
    TimeProvider time)
{
    [Requires(Right.OpenYear)]
    [Answers(202, "Opens the year; it exists once, however often it is opened.", Body = typeof(OpenYear), Json = typeof(OpenYearAnswer))]
    [Function("OpenYear")]
    public async Task<IResult> OpenAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Year)] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        if (request.YearIn() is not { } year)
        {
            return Problems.NotFound;
        }

        var (body, problem) = await Json.ReadAsync<OpenYear>(request, whenEmpty: new OpenYear());
        if (problem is not null)
        {
            return problem;
        }

        if (Profile.Find(body!.Profile ?? Profile.Standard.Id) is not { } profile)
        {
            return Problems.BadValue("$.profile");
        }

        if (body.Plan is { } sent && PlanCheck.FirstError(sent) is { } unsound)
        {
            return Problems.Of(unsound) with { Status = 400, Field = "$.plan" }; // there is no plan yet that it could be at odds with
        }

        var cancellation = request.HttpContext.RequestAborted;
        var unit = request.UnitIn();
        var caller = Caller.Of(request);
        var plan = body.Plan ?? PlanProposal.Propose(year, await holidays.ReadAsync(cancellation));
        var command = new UnitYearCommand.OpenYear(caller.ToActor(), plan, profile.Id);
        var (commandId, malformed) = CommandId.Of(request);
        if (malformed is not null)
        {
            return malformed;
        }

        var opened = false;
        var answer = await ledger.ExecuteAsync(
            Streams.Of(unit, year),
            commandId,
            async (state, now) =>
            {
                var decision = UnitYearDecider.DecideAs(caller.Membership!.AsUsed(), state, command, now);
                opened = state.Plan is null;
                if (decision.Refusal is null && !state.Done)
                {
                    // Once it is decided and before it is written: a year in the ledger that the registry does not know is never swept.
                    await registry.ActivateAsync(unit, year, cancellation);
                }

                return decision;
            },
            cancellation);
        if (answer.Refusal is { } refusal)
        {
            return Problems.Of(refusal);
        }

        years.Forget(unit, year);
        if (answer.State is { Done: false, Plan: { } opening })
        {
            await wakeUps.StartAsync(client, new CycleKey(unit.Value, year), YearDue.Begins(opening));
        }

        var status = Routes.Location(unit, year);
        var value = new OpenYearAnswer(year, answer.State.Profile!, status);
        return opened || answer.Repeated ? Json.Accepted(status, value) : Json.Ok(value);
    }

    [Requires(Right.ViewUnit)]
    [Answers(200, "How the year stands.", Json = typeof(YearAnswer))]
    [Function("GetYear")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Year)] HttpRequest request)
    {
        if (request.YearIn() is not { } year)
        {
            return Problems.NotFound;
        }

        var (unit, cancellation) = (request.UnitIn(), request.HttpContext.RequestAborted);
        var shown = await board.ShowAsync(unit, year, cancellation);
        if (shown.Unit.Plan is null)
        {
            return Problems.NotFound;
        }

        var (verified, files) = (verifications.FindAsync(unit, year, cancellation), passes.FindAsync(unit, year, cancellation));
        return Json.Ok(YearAnswer.Of(year, shown, await verified, await files, time.GetUtcNow()));
    }
}
