using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Edge.Access;

/// <summary>What an HTTP function says of itself by its attributes.</summary>
/// <param name="Access">Who may call it; null where nothing says so.</param>
/// <param name="NeedsPeople">See <see cref="NeedsPeopleAttribute"/>: written on the function, or on what it answers.</param>
/// <param name="Queries">Names of the query values it reads.</param>
/// <param name="IsConditional">See <see cref="ConditionalAttribute"/>.</param>
internal sealed record HttpFunction(
    string Name, AccessAttribute? Access, bool NeedsPeople, ImmutableArray<string> Queries, bool IsConditional)
{
    private static readonly ConcurrentDictionary<string, HttpFunction> Known = new(StringComparer.Ordinal);

    private static readonly object Key = new();

    /// <param name="entryPoint"><c>Namespace.Type.Method</c>, as both hosts name it.</param>
    public static HttpFunction Of(string entryPoint) => Known.GetOrAdd(entryPoint, static name =>
    {
        var dot = name.LastIndexOf('.');
        var method = typeof(HttpFunction).Assembly.GetType(name[..dot])?.GetMethod(name[(dot + 1)..]);
        return method is null
            ? new HttpFunction(name, null, false, [], false)
            : new HttpFunction(
                method.GetCustomAttribute<FunctionAttribute>()?.Name ?? name,
                method.GetCustomAttribute<AccessAttribute>(),
                ShowsPeople(method),
                [.. method.GetCustomAttributes<QueryAttribute>().Select(query => query.Name).Order(StringComparer.Ordinal)],
                method.IsDefined(typeof(ConditionalAttribute)));
    });

    /// <summary>The one that answers the request, as <see cref="AccessMiddleware"/> found it.</summary>
    public static HttpFunction Of(HttpRequest request) => (HttpFunction)request.HttpContext.Items[Key]!;

    internal void Enter(HttpContext http) => http.Items[Key] = this;

    private static bool ShowsPeople(MethodInfo method) =>
        method.IsDefined(typeof(NeedsPeopleAttribute))
        || (method.GetCustomAttribute<AnswersAttribute>()?.Json is { } answer
            && answer.GetGenericArguments().Append(answer).Any(type => type.IsDefined(typeof(NeedsPeopleAttribute), inherit: false)));
}
