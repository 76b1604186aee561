using Microsoft.Extensions.Configuration;
using PerfFlow.Functions.Settings;

namespace PerfFlow.Functions.Ledgers;

/// <summary>
/// How long what people are to be told of is gathered, so that one who decides on many items wakes one sending; setting
/// <c>TellAfter</c>. With the look into the queue (host.json) it stays within a minute.
/// </summary>
public sealed record TellAfter(TimeSpan Span)
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    /// <exception cref="InvalidOperationException">It is no span of time, or more than half a minute.</exception>
    internal static TellAfter From(IConfiguration configuration) =>
        new(Spans.From(configuration, "TellAfter", TimeSpan.FromSeconds(20), TimeSpan.Zero, Most));
}
