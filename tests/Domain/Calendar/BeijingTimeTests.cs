using PerfFlow.Domain.Calendar;

namespace PerfFlow.Domain.Tests.Calendar;

public sealed class BeijingTimeTests
{
    [Fact]
    public void Days_and_instants_are_of_Shanghai_whatever_the_machine()
    {
        Assert.Equal(new DateTimeOffset(2024, 2, 28, 17, 0, 0, TimeSpan.Zero), BeijingTime.At(new(2024, 2, 29), new(1, 0)));
        Assert.Equal(new DateOnly(2025, 1, 1), BeijingTime.DayOf(new(2024, 12, 31, 16, 0, 0, TimeSpan.Zero)));
        Assert.Equal(new DateOnly(2024, 12, 31), BeijingTime.DayOf(new(2024, 12, 31, 15, 59, 59, TimeSpan.Zero)));
    }

    [Fact]
    public void People_are_told_the_time_of_Shanghai()
    {
        var instant = new DateTimeOffset(2024, 12, 31, 16, 5, 7, TimeSpan.Zero);

        Assert.Equal("2025-01-01 00:05", BeijingTime.Minute(instant));
        Assert.Equal("2025-01-01 00:05:07", BeijingTime.Second(instant));
    }
}
