using PerfFlow.Emulator.Timers;

namespace PerfFlow.Emulator.Tests.Host;

public sealed class ScheduleTests
{
    private static readonly DateTime Noon = new(2024, 2, 28, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("*/5 * * * * *", "2024-02-28T12:00:05Z")]
    [InlineData("0 0 3 * * *", "2024-02-29T03:00:00Z")]
    [InlineData("0 0 0 29 2 *", "2024-02-29T00:00:00Z")]
    [InlineData("0 30 9 * * MON-FRI", "2024-02-29T09:30:00Z")]
    [InlineData("00:07:00", "2024-02-28T12:07:00Z")]
    public void The_next_tick_follows_the_expression(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime, Schedule.Parse(text).Next(Noon));

    [Theory]
    [InlineData("* * * * *")]
    [InlineData("61 * * * * *")]
    [InlineData("every day")]
    [InlineData("-00:01:00")]
    [InlineData("")]
    public void What_is_no_schedule_is_refused(string text) => Assert.Throws<StartupException>(() => Schedule.Parse(text));

    [Fact]
    public void Ticks_only_go_forward() =>
        Gen.Long[0, TimeSpan.TicksPerDay * 365].Sample(ticks =>
        {
            var at = Noon.AddTicks(ticks);
            var next = Schedule.Parse("0 */15 * * * *").Next(at);
            return next > at && next - at <= TimeSpan.FromMinutes(15) && next is { Second: 0, Minute: 0 or 15 or 30 or 45 };
        });
}
