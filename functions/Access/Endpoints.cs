using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace PerfFlow.Functions.Access;

/// <summary>What the functions say of themselves: which are HTTP, and who may call them.</summary>
internal static class Endpoints
{
    private static readonly ConcurrentDictionary<string, AccessAttribute?> Known = new(StringComparer.Ordinal);

    public static bool IsHttp(FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.Any(
            binding => string.Equals(binding.Type, "httpTrigger", StringComparison.OrdinalIgnoreCase));

    /// <summary>The rule written on the function, or null if it has none.</summary>
    /// <param name="entryPoint"><c>Namespace.Type.Method</c>, as both hosts name it.</param>
    public static AccessAttribute? AccessOf(string entryPoint) => Known.GetOrAdd(entryPoint, static name =>
    {
        var dot = name.LastIndexOf('.');
        return typeof(Endpoints).Assembly
            .GetType(name[..dot])?
            .GetMethod(name[(dot + 1)..])?
            .GetCustomAttribute<AccessAttribute>();
    });
}
