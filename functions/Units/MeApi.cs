using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Units;

/// <param name="Person"><c>{tid}:{oid}</c>, as an admin names them.</param>
/// <param name="Name">In the token.</param>
/// <param name="Account">Work account by which they may be invited; null where the token has none.</param>
/// <param name="Operator">Whether they may register units.</param>
/// <param name="Units">Of which they are a member, by id; 200 at most.</param>
public sealed record MeAnswer(string Person, string Name, string? Account, bool Operator, ImmutableArray<MyUnitAnswer> Units);

/// <param name="Called">As the unit's admin has named them there.</param>
/// <param name="Years">All that were ever opened.</param>
public sealed record MyUnitAnswer(
    UnitId Unit, string Name, string Called, ImmutableArray<Role> Roles, ImmutableArray<string> Sections,
    IReadOnlyList<UnitYearAnswer> Years);

/// <summary>Who somebody is, and where they may do what: all that they need to begin.</summary>
public sealed class MeApi(Memberships memberships, Registry registry, UnitYears years)
{
    private const int MostUnits = 200;

    [SignedIn]
    [Answers(200, "Who the caller is, and the units of which they are a member, with roles, sections and years.", Json = typeof(MeAnswer))]
    [Function("GetMe")]
    public async Task<IResult> GetAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/me")] HttpRequest request)
    {
        var (caller, cancellation) = (Caller.Of(request), request.HttpContext.RequestAborted);
        var units = ImmutableArray.CreateBuilder<MyUnitAnswer>();
        await foreach (var (unit, member) in memberships.OfPersonAsync(caller.Person, cancellation))
        {
            if (await registry.FindAsync(unit, cancellation) is { } known)
            {
                units.Add(new(
                    unit, known.Name, member.Name, member.Roles, member.Sections, await years.OfAsync(known, cancellation)));
            }

            if (units.Count == MostUnits)
            {
                break;
            }
        }

        return Json.Ok(new MeAnswer(caller.Person, caller.ShownName, caller.Account, caller.IsOperator, units.DrainToImmutable()));
    }
}
