using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PerfFlow.Functions.Tests.App;

internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks again until the answer is as wanted; the last one is returned, or shown when time is up.</summary>
    public static async Task<Answer> AnswersAsync(Func<Task<Answer>> ask, Func<Answer, bool> wanted)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (wanted(answer))
            {
                return answer;
            }

            Assert.True(waited.Elapsed < Deadline, $"Not within {Deadline}: the last answer was {answer.Outcome} {answer.Text}");
            await Task.Delay(Pause);
        }
    }

    public static async Task HoldsAsync(Func<Task<bool>> holds, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        var waited = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(waited.Elapsed < Deadline, $"Not within {Deadline}: {what}");
            await Task.Delay(Pause);
        }
    }
}
