using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PerfFlow.Basics;

/// <summary>Waits for what comes by itself: asks again until it is there, or a deadline has passed.</summary>
public static class Eventually
{
    /// <summary>
    /// Only what fails waits so long. A host without Azurite's log finds new blobs by listing, now and then: more than that, and less
    /// than the time after which every host lists anyway.
    /// </summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answer fits.</summary>
    /// <exception cref="TimeoutException">It never did; the message has the last answer.</exception>
    public static async Task<T> AnswersAsync<T>(
        Func<Task<T>> ask, Func<T, bool> fits, [CallerArgumentExpression(nameof(fits))] string what = "")
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(Pause))
        {
            var answer = await ask();
            if (fits(answer))
            {
                return answer;
            }

            if (waited.Elapsed > Deadline)
            {
                throw new TimeoutException($"Not within {Deadline}: {what}. The last answer: {answer}");
            }
        }
    }

    public static Task HoldsAsync(Func<Task<bool>> holds, [CallerArgumentExpression(nameof(holds))] string what = "") =>
        AnswersAsync(holds, held => held, what);

    public static Task HoldsAsync(Func<bool> holds, [CallerArgumentExpression(nameof(holds))] string what = "") =>
        HoldsAsync(() => Task.FromResult(holds()), what);
}
