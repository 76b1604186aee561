using System.Diagnostics;
using System.Net;
using PerfFlow.Demo.Launch;

namespace PerfFlow.Demo.Client;

/// <summary>
/// Asks again while a worker that died is replaced: a connection that is refused or breaks, and an answer that is the host's and
/// not the app's. Only what may come twice: questions, PUT, and commands with an idempotency key.
/// </summary>
/// <param name="patience">No attempt starts later than this after the first; two minutes when left out.</param>
/// <param name="ended">Says why nobody will ever answer, once that is known.</param>
internal sealed class PatientHandler(
    HttpMessageHandler inner, TimeSpan? patience = null, Func<string?>? ended = null) : DelegatingHandler(inner)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan OneAttempt = TimeSpan.FromSeconds(100);

    private readonly TimeSpan patience = patience ?? TimeSpan.FromMinutes(2);

    /// <summary>A client whose requests have no other time limit than the patience.</summary>
    public HttpClient ClientOf(Uri address)
        => new(this, disposeHandler: false) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    /// <exception cref="DemoException">The host has ended, or nothing but trouble came for so long.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!MayComeTwice(request))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var waited = Stopwatch.StartNew();
        for (var interval = First; ; interval = TimeSpan.FromTicks(Math.Min(interval.Ticks * 3 / 2, Longest.Ticks)))
        {
            var (answer, trouble) = await TryAsync(request, cancellationToken);
            if (answer is not null)
            {
                return answer;
            }

            if (ended?.Invoke() is { } end)
            {
                throw new DemoException(end);
            }

            if (waited.Elapsed + interval > patience)
            {
                throw new DemoException(
                    $"The host at {request.RequestUri!.GetLeftPart(UriPartial.Authority)} gave no answer of the app to {request.Method} "
                    + $"{request.RequestUri.AbsolutePath} for {waited.Elapsed.TotalSeconds:0} seconds ({trouble}). "
                    + "Start it again, and continue with --resume.");
            }

            await Task.Delay(interval, cancellationToken);
        }
    }

    private async Task<(HttpResponseMessage? Answer, string? Trouble)> TryAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(OneAttempt);
        try
        {
            var answer = await base.SendAsync(request, limit.Token);
            await answer.Content.LoadIntoBufferAsync(limit.Token); // the worker may die in the middle of it
            if (!WillPass(answer))
            {
                return (answer, null);
            }

            using (answer)
            {
                return (null, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellation)}".TrimEnd());
            }
        }
        catch (HttpRequestException broken)
            when (broken.HttpRequestError is not (HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError))
        {
            return (null, broken.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, $"nothing within {OneAttempt.TotalSeconds:0} seconds");
        }
    }

    private static bool MayComeTwice(HttpRequestMessage request)
        => request.Method == HttpMethod.Get || request.Method == HttpMethod.Put || request.Headers.Contains(IdempotencyKey.Header);

    /// <summary>The app says a fault of its own in a problem, and means it; that its storage is away, it says until it is back.</summary>
    private static bool WillPass(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.ServiceUnavailable => true,
        HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout
            => answer.Content.Headers.ContentType?.MediaType != "application/problem+json",
        _ => false,
    };
}
