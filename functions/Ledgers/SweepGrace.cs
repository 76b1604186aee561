using Microsoft.Extensions.Configuration;
using PerfFlow.Functions.Settings;

namespace PerfFlow.Functions.Ledgers;

/// <summary>
/// How long what is due is the matter of those who were woken for it, or an upload of its trigger, before a sweep takes it up; setting
/// <c>SweepGrace</c>. With the time between two sweeps it is how soon what was lost is mended. A request has half of it to
/// write what it has said will be due.
/// </summary>
public sealed record SweepGrace(TimeSpan Span)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromDays(1);

    /// <exception cref="InvalidOperationException">It is no span of time, less than a second or more than a day.</exception>
    internal static SweepGrace From(IConfiguration configuration) =>
        new(Spans.From(configuration, "SweepGrace", TimeSpan.FromMinutes(5), Least, Most));
}
