using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Reminders;

namespace PerfFlow.Domain.Tests.Reminders;

public sealed class DailyMailTests
{
    [Theory]
    [InlineData("2024-04-16 08:29", "2024-04-16 08:30")]
    [InlineData("2024-04-16 08:30", "2024-04-17 08:30")]
    [InlineData("2024-04-16 23:59", "2024-04-17 08:30")]
    [InlineData("2024-12-31 09:00", "2025-01-01 08:30")]
    public void The_next_mail_is_at_half_past_eight_in_Beijing(string now, string next) => Assert.Equal(
        next,
        BeijingTime.Minute(DailyMail.After(new DateTimeOffset(
            DateTime.Parse(now, System.Globalization.CultureInfo.InvariantCulture), BeijingTime.Offset))));
}
