using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PerfFlow.LocalHost.Tests.Events;

internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task HoldsAsync(Func<Task<bool>> holds, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        for (var waited = Stopwatch.StartNew(); !await holds(); await Task.Delay(Pause))
        {
            Assert.True(waited.Elapsed < Deadline, $"Not within {Deadline}: {what}");
        }
    }

    public static Task HoldsAsync(Func<bool> holds, [CallerArgumentExpression(nameof(holds))] string what = "") =>
        HoldsAsync(() => Task.FromResult(holds()), what);
}
