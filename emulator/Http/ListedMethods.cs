using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace PerfFlow.Emulator.Http;

/// <summary>The methods a function lists; upper case, empty for all.</summary>
internal sealed record FunctionMethods(ImmutableArray<string> Methods)
{
    public bool Has(string method) => Methods.IsEmpty || Methods.Contains(method, StringComparer.OrdinalIgnoreCase);
}

/// <summary>A method that is not listed finds no function: 404, as the official host answers, where ASP.NET Core would say 405.</summary>
internal sealed class ListedMethods : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<FunctionMethods>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var index = 0; index < candidates.Count; index++)
        {
            if (candidates.IsValidCandidate(index)
                && candidates[index].Endpoint.Metadata.GetMetadata<FunctionMethods>()?.Has(httpContext.Request.Method) == false)
            {
                candidates.SetValidity(index, false);
            }
        }

        return Task.CompletedTask;
    }
}
