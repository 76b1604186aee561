using System.Diagnostics;

namespace PerfFlow.Semantics.Tests.Hosting;

internal static class Eventually
{
    /// <summary>The official engine polls its queues; the one in memory does not, so ask often.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    /// <summary>A host without Azurite's log finds new blobs by listing, now and then; less than the time after which every host lists anyway.</summary>
    public static readonly TimeSpan BlobDeadline = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    /// <summary>Asks until the answer fits.</summary>
    /// <exception cref="TimeoutException">It never did; the message has the last answer.</exception>
    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> fits, TimeSpan? deadline = null)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (fits(answer))
            {
                return answer;
            }

            if (waited.Elapsed > (deadline ?? Deadline))
            {
                throw new TimeoutException($"After {waited.Elapsed}: {answer}");
            }

            await Task.Delay(Pause);
        }
    }
}
