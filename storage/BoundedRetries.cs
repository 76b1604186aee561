using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace PerfFlow.Storage;

/// <summary>
/// Tries again what storage did not answer, for as long as there is patience: each try has its own, and all of them, with those of the
/// request's other calls, one together. By itself the SDK would wait minutes for a service that takes connections and never answers.
/// </summary>
internal sealed class BoundedRetries(StoragePatience patience)
    : RetryPolicy(MostRetries, DelayStrategy.CreateExponentialDelayStrategy(FirstPause, LongestPause))
{
    private const int MostRetries = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    protected override ValueTask OnSendingRequestAsync(HttpMessage message)
    {
        if (!message.TryGetProperty(typeof(Call), out var known))
        {
            var more = message.Request.Content?.TryComputeLength(out var bytes) == true ? StoragePatience.ToSend(bytes) : TimeSpan.Zero;
            message.SetProperty(typeof(Call), known = new Call(Stopwatch.GetTimestamp(), more));
        }

        var call = (Call)known!;
        var left = Left(call);
        if (left <= TimeSpan.Zero)
        {
            throw new TimeoutException("There is no patience left for another call to storage.");
        }

        message.NetworkTimeout = left < patience.PerTry + call.More ? left : patience.PerTry + call.More;
        return ValueTask.CompletedTask;
    }

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception)
        => await base.ShouldRetryAsync(message, exception)
        && message.TryGetProperty(typeof(Call), out var known)
        && Left((Call)known!) > (message.HasResponse && exception is null ? message.Response.Headers.RetryAfter() : TimeSpan.Zero);

    private TimeSpan Left(Call call)
    {
        var left = patience.InAll + call.More - Stopwatch.GetElapsedTime(call.Began);
        return RequestPatience.Current is { Left: var ofRequest } && ofRequest < left ? ofRequest : left;
    }

    /// <param name="More">For the bytes that it sends.</param>
    private sealed record Call(long Began, TimeSpan More);
}
