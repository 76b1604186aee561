using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PerfFlow.Emulator.Functions;

namespace PerfFlow.Emulator.Http;

/// <summary>One endpoint for each HTTP function.</summary>
internal static class HttpEndpoints
{
    private const string InvocationIdHeader = "x-ms-invocation-id";

    /// <exception cref="StartupException">A route names an unknown constraint, or two functions claim the same requests.</exception>
    public static void Map(WebApplication app, FunctionCatalog catalog)
    {
        // The official worker has no authentication in its pipeline: functions and their middleware ask for it themselves.
        foreach (var claimed in (string[])["__AuthenticationMiddlewareSet", "__AuthorizationMiddlewareSet"])
        {
            ((IApplicationBuilder)app).Properties[claimed] = true;
        }

        var functions = catalog.With<HttpTriggerBinding>().ToArray();
        CheckConstraints(functions, app.Services);
        CheckOverlaps(functions);
        var runner = app.Services.GetRequiredService<FunctionRunner>();
        var endpoints = functions.Select(found => Endpoint(found.Function, found.Trigger, runner));
        ((IEndpointRouteBuilder)app).DataSources.Add(new DefaultEndpointDataSource(endpoints));
    }

    private static Endpoint Endpoint(Function function, HttpTriggerBinding trigger, FunctionRunner runner)
    {
        var endpoint = new RouteEndpointBuilder(http => ServeAsync(function, http, runner), trigger.Route, order: 0) { DisplayName = function.Name };
        endpoint.Metadata.Add(new FunctionMethods(trigger.Methods));
        return endpoint.Build();
    }

    private static async Task ServeAsync(Function function, HttpContext http, FunctionRunner runner)
    {
        var outer = http.RequestServices;
        var values = http.GetRouteData().Values.ToDictionary(value => value.Key, value => value.Value, StringComparer.OrdinalIgnoreCase);
        try
        {
            await runner.RunAsync(function, http, values, http.RequestAborted, invocation =>
            {
                http.RequestServices = invocation.InstanceServices;
                http.Request.Headers[InvocationIdHeader] = invocation.InvocationId; // a caller's own must not pass for ours
            });
        }
        catch (Exception) when (http.Response.HasStarted)
        {
            http.Abort();
        }
        catch (Exception)
        {
            // Logged by the runner.
            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        finally
        {
            http.RequestServices = outer;
        }
    }

    private static void CheckConstraints((Function Function, HttpTriggerBinding Trigger)[] functions, IServiceProvider services)
    {
        var policies = services.GetRequiredService<ParameterPolicyFactory>();
        foreach (var (function, trigger) in functions)
        {
            foreach (var (name, references) in trigger.Route.ParameterPolicies)
            {
                foreach (var reference in references)
                {
                    try
                    {
                        policies.Create(trigger.Route.GetParameter(name), reference);
                    }
                    catch (Exception invalid)
                    {
                        throw new StartupException($"Function '{function.Name}': the route '{trigger.Route.RawText}' is invalid: {invalid.Message}", invalid);
                    }
                }
            }
        }
    }

    private static void CheckOverlaps((Function Function, HttpTriggerBinding Trigger)[] functions)
    {
        foreach (var same in functions.GroupBy(found => found.Trigger.Route.RawText, StringComparer.OrdinalIgnoreCase))
        {
            var claims = same.SelectMany(found => found.Trigger.Methods.DefaultIfEmpty("*").Select(method => (method, found.Function.Name))).ToArray();
            var clash = claims.GroupBy(claim => claim.method).FirstOrDefault(claimed => claimed.Count() > 1 || (claimed.Key == "*" && claims.Length > 1));
            if (clash is not null)
            {
                throw new StartupException(
                    $"Functions {string.Join(" and ", same.Select(found => $"'{found.Function.Name}'"))} claim the same requests: {clash.Key} {same.Key}.");
            }
        }
    }
}
