using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Calendar;

namespace PerfFlow.Domain.Tests.Calendar;

public sealed class ReminderLadderTests
{
    private static readonly DateTimeOffset Due = BeijingTime.At(new(2024, 4, 16), new(23, 59, 59));
    private static readonly ImmutableArray<DateTimeOffset> Rungs =
        ReminderLadder.Standard.Rungs(new(2024, 4, 16), WorkCalendar.Shipped);

    [Fact]
    public void The_standard_ladder_stands_around_the_deadline_at_nine()
        => Assert.Equal(
            ["04-09 09:00", "04-12 09:00", "04-15 09:00", "04-16 09:00", "04-17 09:00", "04-19 09:00", "04-23 09:00"],
            Rungs.Select(
                rung => rung.ToOffset(BeijingTime.Offset).ToString("MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Without_moving_rungs_stay_on_their_calendar_days()
        => Assert.Equal(
            [9, 13, 15, 16, 17, 19, 23],
            ReminderLadder.Standard.Rungs(new(2024, 4, 16), WorkCalendar.Shipped, moveOffDaysOff: false)
                .Select(rung => rung.ToOffset(BeijingTime.Offset).Day));

    [Fact]
    public void Rungs_that_meet_on_one_working_day_are_one()
    {
        var rungs = ReminderLadder.Standard.Rungs(new(2024, 10, 8), WorkCalendar.Shipped);

        Assert.Equal(
            [(9, 30), (10, 8), (10, 9), (10, 11), (10, 15)],
            rungs.Select(rung => rung.ToOffset(BeijingTime.Offset)).Select(rung => (rung.Month, rung.Day)));
    }

    [Theory]
    [InlineData(0, "SectionClerk")]
    [InlineData(3, "SectionClerk")]
    [InlineData(4, "SectionClerk,SectionHead")]
    [InlineData(5, "SectionClerk,SectionHead,Lead")]
    [InlineData(6, "SectionClerk,SectionHead,Lead,GroupChair")]
    public void Each_rung_after_the_deadline_reaches_one_level_higher(int rung, string roles)
        => Assert.Equal(roles.Split(',').Select(Enum.Parse<Role>), ReminderLadder.Audience(Rungs, Due, Rungs[rung]));

    [Fact]
    public void A_rung_at_the_deadline_itself_is_not_yet_late()
        => Assert.Equal([Role.SectionClerk], ReminderLadder.Audience([Due, Due.AddHours(1)], Due, Due).AsEnumerable());

    [Fact]
    public void A_rung_on_the_day_of_the_deadline_stays_there_even_on_a_day_off()
        => Assert.Equal(
            [BeijingTime.At(new(2024, 4, 13), new(9, 0))],
            new ReminderLadder([0], new(9, 0)).Rungs(new(2024, 4, 13), WorkCalendar.Shipped).AsEnumerable());

    [Fact]
    public void After_a_downtime_only_the_latest_rung_is_due()
    {
        Assert.Null(ReminderLadder.DueRung(Rungs, null, Rungs[0].AddSeconds(-1)));
        Assert.Equal(Rungs[0], ReminderLadder.DueRung(Rungs, null, Rungs[0]));
        Assert.Equal(Rungs[4], ReminderLadder.DueRung(Rungs, Rungs[0], Rungs[4].AddHours(1)));
        Assert.Null(ReminderLadder.DueRung(Rungs, Rungs[4], Rungs[4].AddHours(1)));
    }
}
