using Microsoft.AspNetCore.Http;
using PerfFlow.LocalHost.Http;

namespace PerfFlow.LocalHost.Tests.Http;

public sealed class ThrottleTests
{
    [Fact]
    public async Task So_many_are_answered_at_once_others_wait_and_whoever_comes_on_top_is_sent_away()
    {
        using var throttle = new Throttle(concurrent: 1, outstanding: 2);
        var (gate, started) = (new TaskCompletionSource(), new List<int>());
        var contexts = Enumerable.Range(0, 3).Select(_ => new DefaultHttpContext()).ToList();

        var running = contexts.Select((context, i) => throttle.RunAsync(context, () =>
        {
            started.Add(i);
            return gate.Task;
        })).ToList();

        Assert.Equal([0], started);
        Assert.Equal([false, false, true], running.Select(one => one.IsCompleted));
        Assert.Equal([200, 200, 429], contexts.Select(context => context.Response.StatusCode));

        gate.SetResult();
        await Task.WhenAll(running);
        Assert.Equal([0, 1], started);
    }

    [Fact]
    public async Task Without_limits_nobody_waits()
    {
        using var throttle = new Throttle(concurrent: -1, outstanding: -1);
        var (gate, started) = (new TaskCompletionSource(), 0);

        var running = Enumerable.Range(0, 100).Select(_ => throttle.RunAsync(new DefaultHttpContext(), () =>
        {
            started++;
            return gate.Task;
        })).ToList();

        Assert.Equal(100, started);
        gate.SetResult();
        await Task.WhenAll(running);
    }

    [Fact]
    public async Task Who_hangs_up_while_waiting_gives_the_place_back()
    {
        using var throttle = new Throttle(concurrent: 1, outstanding: 2);
        using var gone = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        var first = throttle.RunAsync(new DefaultHttpContext(), () => gate.Task);
        var waiting = throttle.RunAsync(new DefaultHttpContext { RequestAborted = gone.Token }, () => gate.Task);

        await gone.CancelAsync();
        await waiting;

        var next = new DefaultHttpContext();
        var last = throttle.RunAsync(next, () => gate.Task);
        Assert.False(last.IsCompleted);
        gate.SetResult();
        await Task.WhenAll(first, last);
        Assert.Equal(200, next.Response.StatusCode);
    }
}
