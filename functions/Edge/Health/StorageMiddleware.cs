using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using PerfFlow.Functions.Edge.Access;

namespace PerfFlow.Functions.Edge.Health;

/// <summary>
/// Nothing is done while storage is known to be gone: people are told so, and what comes by itself fails, is tried again by the host and
/// then healed by the sweep. Orchestrators only replay, and are not asked; nor are the functions that probes call.
/// </summary>
public sealed class StorageMiddleware(StorageSetup storage) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await storage.RequireAsync(context.CancellationToken);
        await next(context);
    }

    /// <summary>Whether a function uses storage.</summary>
    public static bool IsFor(FunctionContext context) => Endpoints.IsHttp(context)
        ? Endpoints.AccessOf(context.FunctionDefinition.EntryPoint) is not PublicAttribute
        : !context.FunctionDefinition.InputBindings.Values.Any(
            binding => string.Equals(binding.Type, "orchestrationTrigger", StringComparison.OrdinalIgnoreCase));
}
