using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Edge.OpenApi;

/// <summary>
/// Answers what no other function does, with every method: no such route, or another method of one. The hosts take the first route by
/// the name of its function, so this one's comes last.
/// </summary>
public static class NothingThere
{
    private const string Everything = "{*path}";

    private static readonly Lazy<(TemplateMatcher Route, string[] Methods)[]> Routes = new(() =>
    [
        .. OpenApiDocument.HttpFunctions(typeof(NothingThere).Assembly).Select(function => (
            new TemplateMatcher(TemplateParser.Parse(function.Trigger.Route!), []), function.Trigger.Methods!)),
    ]);

    /// <summary>Whether this route is the one of everything that has none.</summary>
    internal static bool Is(HttpTriggerAttribute trigger) => trigger.Route == Everything;

    [Nobodys]
    [Function("ZNothingThere")]
    public static IResult Answer([HttpTrigger(AuthorizationLevel.Anonymous, Route = Everything)] HttpRequest request)
    {
        var path = new PathString($"/{request.HttpContext.GetRouteValue("path")}");
        var allowed = Routes.Value
            .Where(known => known.Route.TryMatch(path, []))
            .SelectMany(known => known.Methods)
            .Select(method => method.ToUpperInvariant())
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (allowed.Length == 0)
        {
            return Problems.NotFound;
        }

        request.HttpContext.Response.Headers.Allow = string.Join(", ", allowed);
        return Problems.MethodNotAllowed;
    }
}
