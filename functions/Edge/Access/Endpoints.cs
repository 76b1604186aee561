using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Edge.Access;

/// <summary>What the functions say of themselves: which are HTTP, who may call them, and whether they show people.</summary>
internal static class Endpoints
{
    private static readonly ConcurrentDictionary<string, (AccessAttribute? Access, bool NeedsPeople)> Known = new(StringComparer.Ordinal);

    public static bool IsHttp(FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.Any(
            binding => string.Equals(binding.Type, "httpTrigger", StringComparison.OrdinalIgnoreCase));

    /// <summary>The rule written on the function, or null if it has none.</summary>
    /// <param name="entryPoint"><c>Namespace.Type.Method</c>, as both hosts name it.</param>
    public static AccessAttribute? AccessOf(string entryPoint) => Of(entryPoint).Access;

    /// <summary>See <see cref="NeedsPeopleAttribute"/>: written on the function, or on what it answers.</summary>
    /// <inheritdoc cref="AccessOf"/>
    public static bool NeedsPeople(string entryPoint) => Of(entryPoint).NeedsPeople;

    private static (AccessAttribute? Access, bool NeedsPeople) Of(string entryPoint) => Known.GetOrAdd(entryPoint, static name =>
    {
        var dot = name.LastIndexOf('.');
        var method = typeof(Endpoints).Assembly.GetType(name[..dot])?.GetMethod(name[(dot + 1)..]);
        return (method?.GetCustomAttribute<AccessAttribute>(), method is not null && NeedsPeople(method));
    });

    private static bool NeedsPeople(MethodInfo method) =>
        method.IsDefined(typeof(NeedsPeopleAttribute))
        || (method.GetCustomAttribute<AnswersAttribute>()?.Json is { } answer
            && answer.GetGenericArguments().Append(answer).Any(type => type.IsDefined(typeof(NeedsPeopleAttribute), inherit: false)));
}
