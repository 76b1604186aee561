using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace PerfFlow.Functions;

/// <summary>
/// Around activities, timers and the blob trigger: damage to what was kept is an alarm with its name and hashes, whatever becomes of the
/// call. For requests <see cref="Edge.Http.ProblemMiddleware"/> does it.
/// </summary>
internal sealed class DamageAlarm(ILogger<DamageAlarm> log) : IFunctionsWorkerMiddleware
{
    private static readonly string[] Watched = ["activityTrigger", "timerTrigger", "blobTrigger"];

    public static bool Watches(FunctionContext context) => context.FunctionDefinition.InputBindings.Values.Any(
        binding => Watched.Contains(binding.Type, StringComparer.OrdinalIgnoreCase));

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception fault)
        {
            log.Damage(fault);
            throw;
        }
    }
}
