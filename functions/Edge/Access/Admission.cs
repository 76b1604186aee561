using Microsoft.AspNetCore.Http;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Edge.Access;

/// <summary>
/// Whether someone who is signed in may call a function: by its <see cref="AccessAttribute"/> and by what they may do now. A body may
/// take minutes to come, so it is asked again after one that did.
/// </summary>
public sealed class Admission(Memberships memberships, UnitPeople people, TimeProvider time)
{
    /// <summary>How long what was seen of a membership holds for a body that is still coming.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(5);

    internal async Task<Problem?> RefusalAsync(HttpContext http, string entryPoint, Caller caller)
    {
        var asked = time.GetTimestamp();
        http.Request.AskAfterBody(() => time.GetElapsedTime(asked) < Holds ? Task.FromResult<Problem?>(null) : AgainAsync());
        return await AskAsync(http, entryPoint, caller);

        Task<Problem?> AgainAsync()
        {
            UnitPeople.Forget(http.Request);
            return AskAsync(http, entryPoint, caller);
        }
    }

    private async Task<Problem?> AskAsync(HttpContext http, string entryPoint, Caller caller)
    {
        var cancellation = http.RequestAborted;
        switch (Endpoints.AccessOf(entryPoint))
        {
            case SignedInAttribute:
            case OperatorAttribute when caller.IsOperator:
                caller.Enter(http);
                return null;
            case MemberOfAnyUnitAttribute when await memberships.UnitOfAsync(caller.Person, cancellation) is { } any:
                (caller with { Unit = any }).Enter(http);
                return null;
            case OperatorAttribute when !http.Request.RouteValues.ContainsKey("unit"):
                return Problems.RoleRequired;
            case (AnyMemberAttribute or RequiresAttribute or OperatorAttribute) and var access: // who is no operator learns nothing of a unit
                var unit = http.Request.KeyIn<UnitId>("unit");
                var membership = unit is null ? null
                    : Endpoints.NeedsPeople(entryPoint) ? (await people.OfAsync(http.Request)).MembershipOf(caller.Person)
                    : await memberships.FindAsync(unit, caller.Person, cancellation);
                var right = (access as RequiresAttribute)?.Right;
                (caller with { Unit = unit, Membership = membership, Right = right }).Enter(http);
                return membership is null ? Problems.NotFound
                    : access is OperatorAttribute ? Problems.RoleRequired
                    : right is { } required && !membership.May(required) ? Problems.RoleRequired
                    : null;
            default:
                return Problems.RoleRequired; // also where nothing says who may call it: nobody may
        }
    }
}
