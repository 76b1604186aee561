using Microsoft.AspNetCore.Routing.Constraints;
using PerfFlow.LocalHost.App;
using PerfFlow.LocalHost.Functions;

namespace PerfFlow.LocalHost.Http;

/// <summary>
/// The routes of HTTP functions as the real host tries them: one after another, in the order of the functions' names, and the first
/// that fits answers, however general it is. No other method of a known path is answered: nothing is there.
/// </summary>
internal static class HttpRoutes
{
    /// <param name="functions">In the order of their names.</param>
    /// <param name="prefix"><c>extensions.http.routePrefix</c> of host.json.</param>
    public static IRouter Build(
        IApplicationBuilder app, IEnumerable<WorkerFunction> functions, string prefix, Func<WorkerFunction, RequestDelegate> answer)
    {
        var constraints = app.ApplicationServices.GetRequiredService<IInlineConstraintResolver>();
        var routes = new RouteCollection();
        foreach (var function in functions)
        {
            var handler = new RouteHandler(answer(function));
            routes.Add(new Route(handler, function.Name, Template(function, prefix), [], Methods(function), [], constraints));
        }

        return routes;
    }

    public static string Prefix(AppSettings settings) => settings.HostJson("extensions:http:routePrefix") ?? "api";

    public static string Template(WorkerFunction function, string prefix)
    {
        var route = (string?)function.Trigger["route"] is { Length: > 0 } own ? own : function.Name;
        return prefix.Length == 0 ? route : $"{prefix}/{route}";
    }

    private static Dictionary<string, object> Methods(WorkerFunction function) =>
        function.Trigger["methods"]?.Values<string>().ToArray() is { Length: > 0 } methods
            ? new() { ["httpMethod"] = new HttpMethodRouteConstraint(methods!) }
            : [];
}
