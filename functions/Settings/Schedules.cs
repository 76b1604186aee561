using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace PerfFlow.Functions.Settings;

/// <summary>
/// The schedules that timer triggers name. The host reads them, and disables a function whose schedule it cannot read; so their shape is
/// asked for at the start: six fields of NCRONTAB (five without seconds), or a span of time.
/// </summary>
internal static class Schedules
{
    private static readonly (string Name, int From, int To)[] Fields =
        [("second", 0, 59), ("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("day of the week", 0, 6)];

    private static readonly string[] Months = [.. CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames.Take(12)];
    private static readonly string[] Days = CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedDayNames;

    /// <param name="settings">Their names. One that is not set is not looked at.</param>
    /// <exception cref="InvalidOperationException">One is no schedule.</exception>
    public static int From(IConfiguration configuration, IReadOnlyList<string> settings)
    {
        foreach (var setting in settings)
        {
            if (configuration[setting] is { } text && !string.IsNullOrWhiteSpace(text) && Fault(text) is { } fault)
            {
                throw new InvalidOperationException($"{setting} is no schedule ({fault}), such as 0 */5 * * * *: \"{text}\".");
            }
        }

        return settings.Count;
    }

    /// <returns>What is wrong with it; null when nothing is.</returns>
    private static string? Fault(string schedule)
    {
        var given = schedule.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (given is [var one] && one.Contains(':', StringComparison.Ordinal) // a bare number would be so many days
            && TimeSpan.TryParse(one, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero)
        {
            return null;
        }

        if (given.Length is not (5 or 6))
        {
            return $"{given.Length} fields";
        }

        foreach (var (field, text) in Fields.TakeLast(given.Length).Zip(given))
        {
            if (!text.Split(',').All(item => IsItem(item, field.From, field.To)))
            {
                return $"the {field.Name} is {text}";
            }
        }

        return null;
    }

    /// <summary><c>*</c>, a value or two with a hyphen between, and a step after a slash.</summary>
    private static bool IsItem(string item, int from, int to)
    {
        var step = item.Split('/');
        if (step.Length > 2 || (step.Length == 2 && Number(step[1], 1, to) is null))
        {
            return false;
        }

        var range = step[0].Split('-');
        return step[0] == "*" || (range.Length <= 2 && range.All(value => Number(value, from, to) is not null));
    }

    private static int? Number(string text, int from, int to)
    {
        var names = to == 12 ? Months : to == 6 ? Days : [];
        var name = Array.FindIndex(names, each => each.Equals(text, StringComparison.OrdinalIgnoreCase));
        return name >= 0 ? name + from
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to ? number
            : null;
    }
}
