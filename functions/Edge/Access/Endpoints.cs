using Microsoft.Azure.Functions.Worker;

namespace PerfFlow.Functions.Edge.Access;

/// <summary>Tells the functions that answer HTTP from the others, and who may call them.</summary>
internal static class Endpoints
{
    public static bool IsHttp(FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.Any(
            binding => string.Equals(binding.Type, "httpTrigger", StringComparison.OrdinalIgnoreCase));

    /// <summary>The rule written on the function, or null if it has none.</summary>
    /// <inheritdoc cref="HttpFunction.Of(string)"/>
    public static AccessAttribute? AccessOf(string entryPoint) => HttpFunction.Of(entryPoint).Access;
}
