using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Edge.Access;

/// <summary>
/// Lets in only whom the function's <see cref="AccessAttribute"/> names: the token says who, the membership in the unit of
/// the route says what they may do. No membership and no such unit answer the same.
/// </summary>
public sealed class AccessMiddleware(
    TokenSchemes schemes, Memberships memberships, UnitPeople people, RateLimit limit) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var http = context.GetHttpContext()!;
        var refusal = await RefusalAsync(http, context.FunctionDefinition.EntryPoint, context.CancellationToken);
        if (refusal is null)
        {
            await next(context);
        }
        else
        {
            context.GetInvocationResult().Value = refusal;
        }
    }

    private async Task<Problem?> RefusalAsync(HttpContext http, string entryPoint, CancellationToken cancellation)
    {
        var access = Endpoints.AccessOf(entryPoint);
        var signedIn = access is PublicAttribute ? null : await AuthenticateAsync(http);
        if (limit.Refusal(http, signedIn?.Person) is { } tooMany)
        {
            return tooMany;
        }

        if (access is PublicAttribute)
        {
            return null;
        }

        if (signedIn is not { } caller)
        {
            return Problems.Unauthenticated;
        }

        switch (access)
        {
            case OperatorAttribute when caller.IsOperator:
            case MemberOfAnyUnitAttribute when await memberships.AnyAsync(caller.Person, cancellation):
                caller.Enter(http);
                return null;
            case OperatorAttribute when http.Request.RouteValues.ContainsKey("unit"): // who is no operator learns nothing of the unit
            case AnyMemberAttribute or RequiresAttribute:
                var membership = http.Request.KeyIn<UnitId>("unit") is not { } unit ? null
                    : Endpoints.NeedsPeople(entryPoint) ? (await people.OfAsync(http.Request)).MembershipOf(caller.Person)
                    : await memberships.FindAsync(unit, caller.Person, cancellation);
                var right = (access as RequiresAttribute)?.Right;
                (caller with { Membership = membership, Right = right }).Enter(http);
                return membership is null ? Problems.NotFound
                    : access is OperatorAttribute ? Problems.RoleRequired
                    : right is { } required && !membership.May(required) ? Problems.RoleRequired
                    : null;
            default:
                return Problems.RoleRequired; // also where nothing says who may call it: nobody may
        }
    }

    private async Task<Caller?> AuthenticateAsync(HttpContext http)
    {
        foreach (var scheme in schemes.Names)
        {
            if (await http.AuthenticateAsync(scheme) is { Succeeded: true, Principal: var principal })
            {
                http.User = principal;
                return Caller.From(principal);
            }
        }

        return null;
    }
}
