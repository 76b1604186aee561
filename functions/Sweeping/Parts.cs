using Microsoft.Extensions.Logging;

namespace PerfFlow.Functions.Sweeping;

internal static class Parts
{
    /// <summary>One part of a sweep: what fails is a later one's, and keeps nothing else from its turn.</summary>
    public static async Task TryAsync(this ILogger log, string unit, string part, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.Failed(unit, part, fault);
        }
    }

    public static void Failed(this ILogger log, string unit, string part, Exception fault)
    {
        log.Damage(fault);
        log.SweepPartFailed(unit, part, fault.GetType().Name);
    }
}
