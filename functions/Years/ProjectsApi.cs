using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Texts;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Years;

/// <param name="Section">Name of the section that owes the sheets.</param>
/// <param name="Spending">When it is to spend its budget, or that it is a reserve; left out: by the plan of the year's profile.</param>
public sealed record SetProject(
    string Name, string Section, string? Description = null, string? Goal = null, SpendingPlan? Spending = null);

/// <summary>Puts projects into a unit's year, and takes them out.</summary>
public sealed class ProjectsApi(
    Board board, Ledger ledger, DueLedger due, KnownYears years, YearDesk desk, OpenRounds rounds)
{
    [Requires(Right.RegisterProject)]
    [Conditional]
    [Answers(201, "Registers a project, or changes what is said of it; 200 when it was there.",
        Body = typeof(SetProject), Json = typeof(Project))]
    [Function("SetProject")]
    public async Task<IResult> SetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Project)] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        if (request.YearIn() is not { } year || request.KeyIn<ProjectId>("project") is not { } id)
        {
            return Problems.NotFound;
        }

        var (body, problem) = await Json.ReadAsync<SetProject>(request);
        var (commandId, malformed) = problem is null ? CommandId.Of(request) : default;
        if ((problem ?? TooLong(body!) ?? malformed) is { } refused)
        {
            return refused;
        }

        var cancellation = request.HttpContext.RequestAborted;
        var unit = request.UnitIn();
        var caller = Caller.Of(request);
        var project = new Project(id, PlainText.Nfc(body!.Name), PlainText.Nfc(body.Section), body.Description, body.Goal, body.Spending);
        var created = false;
        var stream = Streams.Of(unit, year);
        var answer = await due.ExecuteAsync(
            stream,
            await ledger.FindKnownAsync(stream, cancellation),
            commandId,
            async (state, now) =>
            {
                var known = await board.RegistrationAsync(unit, year, id, cancellation);
                var current = known is { IsWithdrawn: false } ? known.Project : null;
                created = current is null;
                return request.Allows(current)
                    ? UnitYearDecider.DecideAs(
                        caller.Membership!.AsUsed(), state, new UnitYearCommand.RegisterProject(caller.ToActor(), project), now, known)
                    : Problems.Changed;
            },
            cancellation);
        if (answer.Refusal is { } refusal)
        {
            return Problems.Of(refusal);
        }

        years.Forget(unit, year);
        if (answer.Repeated)
        {
            created = (await ledger.ReadAsync(stream, cancellation)).Events[answer.Version - 1].Event
                is UnitYearEvent.ProjectRegistered { Before: not ProjectState.Registered };
        }

        if (created && answer.State.Plan is not null)
        {
            var shown = await board.ShowAsync(unit, year, cancellation);
            await rounds.WakeAsync(
                client, unit, year, (shown.Unit with { Projects = shown.Unit.Projects.Remove(id) }, shown.Summary),
                (shown.Unit, shown.Summary));
        }

        return created ? Json.Created(Routes.Location(unit, year, id), project) : Json.Ok(project);
    }

    [Requires(Right.RegisterProject)]
    [Answers(200, "Takes a project out of the year, with a reason; what it has stays in the ledger.",
        Body = typeof(Reasoned), Json = typeof(Project))]
    [Function("WithdrawProject")]
    public async Task<IResult> WithdrawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Project + "/withdraw")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        var (body, problem) = await Json.ReadAsync<Reasoned>(request);
        if (problem is not null || request.KeyIn<ProjectId>("project") is not { } id)
        {
            return problem ?? Problems.NotFound;
        }

        return await desk.DoAsync(
            request,
            client,
            (by, _, _) => Task.FromResult<UnitYearCommand>(new UnitYearCommand.WithdrawProject(by, id, body!.Reason)),
            (_, known) => Json.Ok(known!.Project),
            about: id);
    }

    private static Problem? TooLong(SetProject body) =>
        body.Name.Length > TextLimits.LongestName ? Problems.BadValue("$.name")
        : body.Section.Length > TextLimits.LongestName ? Problems.BadValue("$.section")
        : body.Description?.Length > TextLimits.Longest ? Problems.BadValue("$.description")
        : body.Goal?.Length > TextLimits.Longest ? Problems.BadValue("$.goal")
        : null;
}
