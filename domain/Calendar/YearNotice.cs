using System.Collections.Immutable;
using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Calendar;

/// <summary>What the State Council announces of one year.</summary>
/// <param name="Holidays">Days off, weekends among them or not; a few of the year before may be there.</param>
/// <param name="Workdays">Saturdays and Sundays that are worked (调休).</param>
/// <param name="Notice">Number of the notice; null where it is not known.</param>
public sealed record YearNotice(ImmutableArray<DateOnly> Holidays, ImmutableArray<DateOnly> Workdays, string? Notice = null)
{
    /// <summary>Never default, also when a sender leaves it out.</summary>
    public ImmutableArray<DateOnly> Holidays { get; init; } = Holidays.IsDefault ? [] : Holidays;

    public ImmutableArray<DateOnly> Workdays { get; init; } = Workdays.IsDefault ? [] : Workdays;

    /// <summary>Days of both kinds together; a notice has about forty.</summary>
    public const int MostDays = 120;

    public const int LongestNotice = 200;

    /// <summary>The first thing that cannot be right; null when nothing is.</summary>
    public Refusal? WrongFor(int year)
        => Holidays.Length + Workdays.Length > MostDays ? Wrong(
                $"{year} 年的日期多于 {MostDays} 个。", $"{year} has more than {MostDays} days.")
            : Notice?.Length > LongestNotice ? Wrong(
                $"{year} 年的通知编号超过 {LongestNotice} 字。", $"The notice of {year} has more than {LongestNotice} characters.")
            : Holidays.Length == 0 ? Wrong($"{year} 年没有放假日期。", $"{year} has no holidays.")
            : Other(Holidays.Concat(Workdays), day => Math.Abs(day.Year - year) > 1) is { } far ? Wrong(
                $"{far:yyyy-MM-dd} 不属于 {year} 年的安排。", $"{far:yyyy-MM-dd} does not belong to {year}.")
            : Other(Workdays, day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) is { } weekday ? Wrong(
                $"{weekday:yyyy-MM-dd} 不是周六或周日,不能列为调休上班日。", $"{weekday:yyyy-MM-dd} is no Saturday or Sunday: it is worked anyway.")
            : Other(Workdays, day => Holidays.Contains(day)) is { } both ? Wrong(
                $"{both:yyyy-MM-dd} 既列为放假又列为上班。", $"{both:yyyy-MM-dd} is both a holiday and a working day.")
            : null;

    private static DateOnly? Other(IEnumerable<DateOnly> days, Func<DateOnly, bool> isWrong)
        => days.Where(isWrong).Select(day => (DateOnly?)day).FirstOrDefault();

    private static Refusal Wrong(FormattableString zh, FormattableString en)
        => new(RefusalKind.Invalid, "HOLIDAYS_WRONG", new(FormattableString.Invariant(zh), FormattableString.Invariant(en)));
}
