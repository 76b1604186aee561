using Microsoft.Extensions.Configuration;

namespace PerfFlow.Functions.Ledgers;

/// <summary>
/// How long what is due is the matter of those who were woken for it, or an upload of its trigger, before a sweep takes it up; setting
/// <c>SweepGrace</c>. With the time between two sweeps it is how soon what was lost is mended. A request has half of it to
/// write what it has said will be due.
/// </summary>
public sealed record SweepGrace(TimeSpan Span)
{
    /// <exception cref="InvalidOperationException">It is nothing or negative, or no span of time.</exception>
    internal static SweepGrace From(IConfiguration configuration) =>
        configuration.GetValue("SweepGrace", TimeSpan.FromMinutes(5)) is var span && span > TimeSpan.Zero
            ? new(span)
            : throw new InvalidOperationException("SweepGrace must be more than nothing.");
}
