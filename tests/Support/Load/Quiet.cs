using System.Diagnostics;
using PerfFlow.Azurite.Counting;

namespace PerfFlow.Load;

/// <summary>Waits until an app behind the proxy has done what it had to do.</summary>
internal static class Quiet
{
    /// <summary>Longer than the engine leaves a message lying in a queue.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(30);

    /// <summary>Returns when nobody has asked for anything but the idle round for so long.</summary>
    public static async Task AfterAsync(CountingProxy proxy)
    {
        var waited = Stopwatch.StartNew();
        var (count, since) = (-1, Stopwatch.StartNew());
        while (since.Elapsed < Silence)
        {
            if (waited.Elapsed > Deadline)
            {
                throw new TimeoutException($"The app is not quiet after {Deadline}: {proxy.Table(Owner.Engine)}");
            }

            var now = proxy.CountOf(Owner.Engine) + proxy.CountOf(Owner.App);
            if (now != count)
            {
                (count, since) = (now, Stopwatch.StartNew());
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }
}
