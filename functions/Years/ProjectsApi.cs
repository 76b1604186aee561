using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Texts;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;
using Registration = PerfFlow.Domain.Review.Registration;

namespace PerfFlow.Functions.Years;

/// <summary>What is left out stays as it is; a project that is not there yet needs name and section.</summary>
/// <param name="Section">Name of the section that owes the sheets.</param>
/// <param name="Spending">When it is to spend its budget, or that it is a reserve; null: by the plan of the year's profile.</param>
public sealed record SetProject(
    Given<string>? Name = null, Given<string>? Section = null, Given<string>? Description = null, Given<string>? Goal = null,
    Given<SpendingPlan>? Spending = null)
{
    internal Project Over(ProjectId id, Project? standing) => new(
        id,
        PlainText.Nfc(Name.Or(standing?.Name) ?? ""),
        PlainText.Nfc(Section.Or(standing?.Section) ?? ""),
        Description.Or(standing?.Description),
        Goal.Or(standing?.Goal),
        Spending.Or(standing?.Spending));
}

/// <summary>Puts projects into a unit's year, and takes them out.</summary>
public sealed class ProjectsApi(
    Board board, Ledger ledger, MembershipLedger members, DueLedger due, KnownYears years, YearDesk desk, OpenRounds rounds)
{
    [Requires(Right.RegisterProject)]
    [Conditional]
    [Answers(201, "Registers a project, or changes what is said of it, the fields that are sent alone; 200 when it was there.",
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
        var (project, created) = ((Project?)null, false);
        var stream = Streams.Of(unit, year);
        var answer = await due.ExecuteAsync(
            stream,
            await ledger.FindKnownAsync(stream, cancellation),
            commandId,
            async (state, now) =>
            {
                var all = await board.RegistrationsAsync(unit, year, cancellation);
                var known = all.FirstOrDefault(one => one.Project.Id == id);
                var current = known is { IsWithdrawn: false } ? known.Project : null;
                (project, created) = (body!.Over(id, current), current is null);
                var command = new UnitYearCommand.RegisterProject(caller.ToActor(), project, Registration.Named(project, all));
                if (current?.Section != project.Section && (await members.FindAsync(unit, cancellation)).RefusalOf(project) is { } unknown)
                {
                    return unknown;
                }

                return request.Allows(current)
                    ? UnitYearDecider.DecideAs(caller.Membership!.AsUsed(), state, command, now, known)
                    : Problems.Changed;
            },
            cancellation);
        if (answer.Refusal is { } refusal)
        {
            return Problems.Of(refusal);
        }

        years.Forget(unit, year);
        if (answer.Repeated
            && (await ledger.ReadAsync(stream, cancellation)).Events[answer.Version - 1].Event is UnitYearEvent.ProjectRegistered first)
        {
            (project, created) = (first.Project, first.Before != ProjectState.Registered);
        }

        if (created && answer.State.Plan is not null)
        {
            var shown = await board.ShowAsync(unit, year, cancellation);
            await rounds.WakeAsync(
                client, unit, year, (shown.Unit with { Projects = shown.Unit.Projects.Remove(id) }, shown.Summary),
                (shown.Unit, shown.Summary));
        }

        return created ? Json.Created(Routes.Location(unit, year, id), project!) : Json.Ok(project!);
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
        body.Name?.Value?.Length > TextLimits.LongestName ? Problems.BadValue("$.name")
        : body.Section?.Value?.Length > MembershipDecider.LongestSection ? Problems.BadValue("$.section")
        : body.Description?.Value?.Length > TextLimits.Longest ? Problems.BadValue("$.description")
        : body.Goal?.Value?.Length > TextLimits.Longest ? Problems.BadValue("$.goal")
        : null;
}
