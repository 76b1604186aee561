using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace PerfFlow.Functions.Edge.Http;

/// <summary>How much may be asked: so many requests a minute in the long run, so many at once.</summary>
public sealed record Rate(int PerMinute, int Burst);

/// <summary>
/// How much one caller may ask of this instance: a bucket of tokens per person, and a smaller one per address for those who have not
/// signed in. A guard against a client gone wild, not a quota: each instance counts for itself. A bucket that has been full for a while
/// is forgotten.
/// </summary>
/// <param name="people">Settings <c>RateLimit:PerMinute</c>, <c>RateLimit:Burst</c>.</param>
/// <param name="strangers">Settings <c>RateLimit:AnonymousPerMinute</c>, <c>RateLimit:AnonymousBurst</c>.</param>
public sealed class RateLimit(Rate people, Rate strangers, TrustedProxies proxies) : IDisposable
{
    private const int Most = 1_000_000; // a minute has 600,000,000 ticks: with too many a token would take none
    private const int DefaultPerMinute = 6000;
    private const int DefaultBurst = 2000;
    private const int DefaultAnonymousPerMinute = 600;
    private const int DefaultAnonymousBurst = 200;

    private readonly PartitionedRateLimiter<string> ofPeople = Buckets(people);
    private readonly PartitionedRateLimiter<string> ofStrangers = Buckets(strangers);

    internal static RateLimit From(IConfiguration configuration) => new(
        new(Positive(configuration, "RateLimit:PerMinute", DefaultPerMinute), Positive(configuration, "RateLimit:Burst", DefaultBurst)),
        new(
            Positive(configuration, "RateLimit:AnonymousPerMinute", DefaultAnonymousPerMinute),
            Positive(configuration, "RateLimit:AnonymousBurst", DefaultAnonymousBurst)),
        TrustedProxies.From(configuration));

    /// <returns>Null when there is still a token; it is then taken.</returns>
    internal Problem? OfPerson(string person) => Take(ofPeople, person);

    /// <summary>For whoever has no token that holds.</summary>
    /// <inheritdoc cref="OfPerson"/>
    internal Problem? OfStranger(HttpContext http) => Take(ofStrangers, AddressOf(http));

    /// <summary>Whom a request without a token that holds is counted to.</summary>
    internal string AddressOf(HttpContext http) => proxies.ClientOf(http);

    public void Dispose()
    {
        ofPeople.Dispose();
        ofStrangers.Dispose();
    }

    private static Problem? Take(PartitionedRateLimiter<string> buckets, string caller)
    {
        using var lease = buckets.AttemptAcquire(caller);
        return lease.IsAcquired ? null
            : Problems.TooManyRequests(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.Zero);
    }

    private static PartitionedRateLimiter<string> Buckets(Rate rate) => PartitionedRateLimiter.Create<string, string>(
        caller => RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = rate.Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / rate.PerMinute,
        }),
        StringComparer.Ordinal);

    private static int Positive(IConfiguration configuration, string setting, int otherwise) =>
        configuration.GetValue(setting, otherwise) is > 0 and <= Most and var value
            ? value
            : throw new InvalidOperationException($"{setting} must be a number from 1 to {Most}.");
}
