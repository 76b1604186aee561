using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PerfFlow.Emulator.Functions;

namespace PerfFlow.Emulator.Http;

/// <summary>The request, the route's values by name, and the body.</summary>
internal sealed class HttpTriggerBinding : ITriggerBinding
{
    public HttpTriggerBinding(string name, HttpTriggerAttribute attribute, AppSettings settings)
    {
        var route = $"{settings.RoutePrefix}/{settings.Resolve(attribute.Route ?? name)}".TrimStart('/');
        try
        {
            Route = RoutePatternFactory.Parse(route);
        }
        catch (RoutePatternException invalid)
        {
            throw new StartupException($"the route '{route}' is invalid: {invalid.Message}", invalid);
        }

        Methods = [.. (attribute.Methods ?? []).Select(method => method.ToUpperInvariant())];
    }

    public RoutePattern Route { get; }

    /// <summary>Upper case; empty for every method.</summary>
    public ImmutableArray<string> Methods { get; }

    public string Type => "httpTrigger";

    public string TriggerTypes => nameof(HttpRequest);

    public ParameterBinder? BindTrigger(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(HttpRequest) ? invocation => new(Request(invocation)) : null;

    public ParameterBinder? BindByName(ParameterInfo parameter)
    {
        if (parameter.IsDefined(typeof(FromBodyAttribute)))
        {
            return invocation => BodyReader.ReadAsync(Request(invocation), parameter);
        }

        if (parameter.ParameterType == typeof(HttpRequest))
        {
            return invocation => new(Request(invocation));
        }

        var value = Route.GetParameter(parameter.Name!);
        return value is not null && TextValue.CanBe(parameter.ParameterType) ? TextValue.Named(parameter, value.Name) : null;
    }

    private static HttpRequest Request(Invocation invocation) => ((HttpContext)invocation.Trigger).Request;
}
