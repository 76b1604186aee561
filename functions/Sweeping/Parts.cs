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
            log.SweepPartFailed(unit, part, fault.GetType().Name);
        }
    }
}
