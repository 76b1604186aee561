using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Texts;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Units;

/// <param name="Sections">All that the unit has, by name.</param>
public sealed record UnitSections(ImmutableArray<string> Sections);

/// <summary>The sections (科室) of a unit: kept by its admin, and the only ones that members and projects are given.</summary>
public sealed class SectionsApi(MembershipLedger ledger, Registry registry, Board board)
{
    [Requires(Right.ViewUnit)]
    [Answers(200, "The registered sections; none where they never were: then any name is taken.", Json = typeof(UnitSections))]
    [Function("GetSections")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Unit + "/sections")] HttpRequest request) =>
        Json.Ok(new UnitSections((await ledger.FindAsync(request.UnitIn(), request.HttpContext.RequestAborted)).Sections));

    [Requires(Right.ManageMembers)]
    [Conditional]
    [Answers(
        200, "Sets the sections that the unit has, all of them: one that a member or a project of a running year is of stays.",
        Body = typeof(UnitSections), Json = typeof(UnitSections))]
    [Function("SetSections")]
    public async Task<IResult> SetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Unit + "/sections")] HttpRequest request)
    {
        var (body, problem) = await Json.ReadAsync<UnitSections>(request);
        if (problem is not null)
        {
            return problem;
        }

        if ((body!.Sections.IsDefault ? "$.sections" : SectionText.WrongOf(body.Sections)) is { } wrong)
        {
            return Problems.BadValue(wrong);
        }

        var (command, malformed) = CommandId.Of(request);
        if (malformed is not null)
        {
            return malformed;
        }

        var (unit, cancellation) = (request.UnitIn(), request.HttpContext.RequestAborted);
        var (refusal, sections) = await ledger.SetSectionsAsync(
            unit, Caller.Of(request).Person, [.. body.Sections.Select(PlainText.Nfc)], await UsedAsync(unit, cancellation), command,
            standing => request.Unexpected(new UnitSections(standing)), cancellation);
        return refusal is not null ? Problems.Of(refusal) : Json.Ok(new UnitSections(sections));
    }

    private async Task<IEnumerable<string>> UsedAsync(UnitId unit, CancellationToken cancellation)
    {
        var used = new List<string>();
        foreach (var year in (await registry.FindAsync(unit, cancellation))?.ActiveYears ?? [])
        {
            used.AddRange((await board.RegistrationsAsync(unit, year, cancellation))
                .Where(one => !one.IsWithdrawn)
                .Select(one => one.Project.Section));
        }

        return used;
    }
}
