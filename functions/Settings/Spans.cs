using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace PerfFlow.Functions.Settings;

/// <summary>Settings that are spans of time, such as 00:05:00. A bare number is none: it would be so many days.</summary>
internal static class Spans
{
    /// <exception cref="InvalidOperationException">It is no span of time, or not between the two.</exception>
    public static TimeSpan From(IConfiguration configuration, string setting, TimeSpan usual, TimeSpan least, TimeSpan most) =>
        configuration[setting] is not { Length: > 0 } text ? usual
        : !text.Contains(':', StringComparison.Ordinal) || !TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span)
            ? throw new InvalidOperationException($"{setting} is no span of time, such as 00:05:00: \"{text}\".")
        : span < least || span > most ? throw new InvalidOperationException($"{setting} must be from {least} to {most}: {span}.")
        : span;
}
