using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Edge.Access;

/// <summary>
/// Lets in only whom the function's <see cref="AccessAttribute"/> names: the token says who, the membership in the unit of
/// the route says what they may do. No membership and no such unit answer the same.
/// </summary>
public sealed class AccessMiddleware(
    TokenSchemes schemes, Admission admission, RateLimit limit, AccessLog log) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var http = context.GetHttpContext()!;
        var function = HttpFunction.Of(context.FunctionDefinition.EntryPoint);
        function.Enter(http);
        log.Watch(http);
        var refusal = await RefusalAsync(http, function);
        if (refusal is null)
        {
            await next(context);
        }
        else
        {
            context.GetInvocationResult().Value = refusal;
        }
    }

    /// <summary>
    /// Nothing stands in front of what is public. Whoever has no token that holds takes from the bucket of their address, and nothing from
    /// that of a person: a forged token locks nobody out.
    /// </summary>
    private async Task<Problem?> RefusalAsync(HttpContext http, HttpFunction function) =>
        function.Access is PublicAttribute ? null
        : function.Access is NobodysAttribute ? limit.OfStranger(http)
        : await AuthenticateAsync(http) is not { } caller ? limit.OfStranger(http) ?? Problems.Unauthenticated
        : limit.OfPerson(caller.Person) ?? await admission.RefusalAsync(http, function, caller);

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
