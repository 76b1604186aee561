using System.Diagnostics;
using PerfFlow.LocalHost.Azurite;

namespace PerfFlow.Azurite;

/// <summary>A TCP port on loopback.</summary>
internal static class Port
{
    /// <exception cref="InvalidOperationException">The process ended first.</exception>
    /// <exception cref="TimeoutException">The deadline passed first.</exception>
    public static async Task WaitUntilListeningAsync(int port, Process process, TimeSpan deadline)
    {
        var waited = Stopwatch.StartNew();
        while (!await AzuritePorts.ListensAsync(port))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"exit code {process.ExitCode}");
            }

            if (waited.Elapsed > deadline)
            {
                throw new TimeoutException($"port {port} not listening after {deadline}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }
}
