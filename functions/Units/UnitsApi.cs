using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Units;

/// <param name="Parent">The department above (主管部门).</param>
public sealed record RegisterUnit(UnitId Id, string Name, UnitId? Parent = null);

/// <param name="Years">Years opened and not done.</param>
public sealed record UnitAnswer(UnitId Id, string Name, UnitId? Parent, IReadOnlyList<int> Years);

/// <summary>Units: who runs a budget year here.</summary>
public sealed class UnitsApi(Registry registry, Memberships memberships)
{
    private const int LongestName = 100;

    private static readonly Problem Exists = new(409, "UNIT_EXISTS", new Message(
        "该标识已属于另一单位。", "This id belongs to another unit."));

    [Operator]
    [Answers(201, "Registers a unit; whoever does is its first admin.", Body = typeof(RegisterUnit), Json = typeof(UnitAnswer))]
    [Function("RegisterUnit")]
    public async Task<IResult> RegisterAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Units)] HttpRequest request)
    {
        var (body, problem) = await Json.ReadAsync<RegisterUnit>(request);
        if (problem is not null)
        {
            return problem;
        }

        if (string.IsNullOrWhiteSpace(body!.Name) || body.Name.Length > LongestName)
        {
            return Problems.BadValue("$.name");
        }

        var (command, malformed) = CommandId.Of(request);
        if (malformed is not null)
        {
            return malformed;
        }

        var cancellation = request.HttpContext.RequestAborted;
        var registration = await registry.RegisterAsync(body.Id, body.Name, body.Parent, command?.Id, cancellation);
        if (registration == Registration.Different)
        {
            return Exists;
        }

        // Also on a repeat, which may follow a crash between the two rows; never over what an admin has set since.
        var caller = Caller.Of(request);
        if ((await memberships.ListAsync(body.Id, cancellation)).IsEmpty)
        {
            await memberships.SetAsync(body.Id, new Membership(caller.Person, caller.Name, [Role.Admin], []), cancellation: cancellation);
        }

        return registration == Registration.Same
            ? Json.Ok(Answer((await registry.FindAsync(body.Id, cancellation))!))
            : Json.Created(Routes.Location(body.Id), Answer(new RegisteredUnit(body.Id, body.Name, body.Parent, [])));
    }

    [AnyMember]
    [Answers(200, "The unit.", Json = typeof(UnitAnswer))]
    [Function("GetUnit")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Unit)] HttpRequest request) =>
        await registry.FindAsync(request.UnitIn(), request.HttpContext.RequestAborted) is { } unit
            ? Json.Ok(Answer(unit))
            : Problems.NotFound;

    private static UnitAnswer Answer(RegisteredUnit unit) => new(unit.Id, unit.Name, unit.Parent, unit.ActiveYears);
}
