using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Access;
using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Http;
using PerfFlow.Functions.OpenApi;
using PerfFlow.Functions.Stages;
using PerfFlow.Storage.Board;
using PerfFlow.Storage.Ledger;

namespace PerfFlow.Functions.Years;

/// <param name="Section">Name of the section that owes the sheets.</param>
public sealed record SetProject(string Name, string Section, string? Description = null, string? Goal = null);

/// <summary>Puts projects into a unit's year, and takes them out.</summary>
public sealed class ProjectsApi(Board board, Ledger ledger, UsedMemberships memberships, WakeUps wakeUps, YearDesk desk, TimeProvider time)
{
    private const int LongestName = 200;
    private const int LongestText = 4000;

    [Requires(Right.RegisterProject)]
    [Conditional]
    [Answers(201, "Registers a project, or changes what is said of it; 200 when it was there.", Body = typeof(SetProject), Json = typeof(Project))]
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
        if ((problem ?? TooLong(body!)) is { } refused)
        {
            return refused;
        }

        var cancellation = request.HttpContext.RequestAborted;
        var unit = request.UnitIn();
        var caller = Caller.Of(request);
        await memberships.NoteAsync(unit, year, await board.UnitYearAsync(unit, year, cancellation), caller.Membership!, cancellation);
        var project = new Project(id, body!.Name, body.Section, body.Description, body.Goal);
        var (commandId, malformed) = CommandId.Of(request);
        if (malformed is not null)
        {
            return malformed;
        }

        var created = false;
        var stream = Streams.Of(unit, year);
        var answer = await ledger.ExecuteAsync(
            stream,
            commandId,
            (state, now) =>
            {
                var current = state.Find(id);
                created = current is null;
                return !request.Allows(current) ? Problems.Changed : UnitYearDecider.Decide(state, new UnitYearCommand.RegisterProject(caller.ToActor(), project), now);
            },
            cancellation);
        if (answer.Refusal is { } refusal)
        {
            return Problems.Of(refusal);
        }

        if (answer.Repeated)
        {
            var before = (await ledger.ReadAsync(stream, cancellation)).Events.Take(answer.Version);
            created = before.Count(entry => entry.Event is UnitYearEvent.ProjectRegistered registered && registered.Project.Id == id) == 1;
        }

        if (answer.State.Plan is not null)
        {
            await wakeUps.WakeAsync(client, new CycleKey(unit.Value, year), answer.State, time.GetUtcNow());
        }

        return created ? Json.Created(Routes.Location(unit, year, id), project) : Json.Ok(project);
    }

    [Requires(Right.RegisterProject)]
    [Answers(200, "Takes a project out of the year, with a reason; what it has stays in the ledger.", Body = typeof(Reasoned), Json = typeof(Project))]
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
            _ => new UnitYearCommand.WithdrawProject(Caller.Of(request).ToActor(), id, body!.Reason),
            (_, state) => Json.Ok(state.Withdrawn[id]));
    }

    private static Problem? TooLong(SetProject body) =>
        body.Name.Length > LongestName ? Problems.BadValue("$.name")
        : body.Section.Length > LongestName ? Problems.BadValue("$.section")
        : body.Description?.Length > LongestText ? Problems.BadValue("$.description")
        : body.Goal?.Length > LongestText ? Problems.BadValue("$.goal")
        : null;
}
