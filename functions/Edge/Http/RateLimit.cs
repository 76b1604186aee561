using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace PerfFlow.Functions.Edge.Http;

/// <summary>
/// How much one caller may ask of this instance: a bucket of tokens per person, or per remote address while nobody has signed
/// in. A guard against a client gone wild, not a quota: each instance counts for itself.
/// </summary>
/// <param name="perMinute">Requests a minute in the long run; setting <c>RateLimit:PerMinute</c>.</param>
/// <param name="burst">Requests at once; setting <c>RateLimit:Burst</c>.</param>
public sealed class RateLimit(int perMinute, int burst) : IDisposable
{
    private const int DefaultPerMinute = 6000;
    private const int DefaultBurst = 2000;

    private readonly PartitionedRateLimiter<string> buckets = PartitionedRateLimiter.Create<string, string>(
        caller => RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
        }),
        StringComparer.Ordinal);

    internal static RateLimit From(IConfiguration configuration) => new(
        Positive(configuration, "RateLimit:PerMinute", DefaultPerMinute), Positive(configuration, "RateLimit:Burst", DefaultBurst));

    /// <param name="person">Null while nobody has signed in.</param>
    /// <returns>Null when there is still a token; it is then taken.</returns>
    internal Problem? Refusal(HttpContext http, string? person)
    {
        using var lease = buckets.AttemptAcquire(person ?? $"@{http.Connection.RemoteIpAddress}");
        return lease.IsAcquired ? null
            : Problems.TooManyRequests(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.Zero);
    }

    public void Dispose() => buckets.Dispose();

    private static int Positive(IConfiguration configuration, string setting, int otherwise) =>
        configuration.GetValue(setting, otherwise) is > 0 and var value
            ? value
            : throw new InvalidOperationException($"{setting} must be a positive number.");
}
