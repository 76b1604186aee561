using System.Collections.Immutable;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Tests;

/// <summary>What anchors tell of each other: <c>1 2 4</c> are the days that have one.</summary>
public sealed class AnchorCheckTests
{
    private static readonly UnitId Unit = UnitId.Parse("unit").Value;

    [Theory]
    [InlineData("1 2 3", 3, "")]
    [InlineData("1 3", 3, "2-2")]
    [InlineData("1 2 6", 8, "3-5 7-8")]
    [InlineData("", 3, "1-3")]
    [InlineData("2", 1, "")] // the clock of who asks is behind
    [InlineData("1 2 3 closed", 9, "")] // the year is over: no more are to come
    [InlineData("1 4 closed", 9, "2-3")]
    public void Days_without_an_anchor_are_told_and_are_no_tampering(string days, int until, string gaps)
    {
        var verdict = Verify(days, until);

        Assert.Empty(verdict.Found);
        Assert.Equal(gaps, string.Join(' ', verdict.Gaps.Select(gap => $"{gap.From.Day}-{gap.To.Day}")));
    }

    [Fact]
    public void A_year_without_any_event_lacks_no_anchor()
        => Assert.Empty(AnchorCheck.Verify([], [], closed: false, since: null, Day(9)).Gaps);

    /// <summary>Each day's heads are new, and tell of themselves in all anchors after it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_anchor_that_later_ones_tell_of_and_that_is_gone_is_missed(int gone)
    {
        var anchors = Anchors([1, 2, 3], anchored: true);

        var verdict = AnchorCheck.Verify([.. anchors.Where(anchor => anchor.Day.Day != gone)], [], false, Day(1), Day(3));

        Assert.Equal([new TamperingFound(Tampering.AnchorMissing, "@anchors", 0)], verdict.Found.ToArray());
        Assert.Empty(AnchorCheck.Verify([.. anchors], [], false, Day(1), Day(3)).Found);
    }

    [Fact]
    public void A_year_that_is_over_has_its_last_anchor()
        => Assert.Equal(
            [new TamperingFound(Tampering.AnchorMissing, "@anchors", 0)],
            AnchorCheck.Verify([.. Anchors([1, 2], anchored: true)], [], closed: true, Day(1), Day(9)).Found.ToArray());

    [Fact]
    public void A_year_of_which_a_note_says_that_it_was_anchored_has_an_anchor()
    {
        Assert.Equal(
            [new TamperingFound(Tampering.AnchorMissing, "@anchors", 0)],
            AnchorCheck.Verify([], [], false, Day(1), Day(1), anchored: true).Found.ToArray());
        Assert.Empty(AnchorCheck.Verify([.. Anchors([1], anchored: true)], [], false, Day(1), Day(1), anchored: true).Found);
    }

    [Fact]
    public void What_lies_among_them_and_is_none_is_named()
        => Assert.Equal(
            [new TamperingFound(Tampering.AnchorUnreadable, "@anchors/2024-06-02.json", 0)],
            AnchorCheck.Verify([.. Anchors([1], anchored: true)], ["2024-06-02.json"], false, Day(1), Day(1)).Found.ToArray());

    private static AnchorVerdict Verify(string days, int until)
    {
        var closed = days.EndsWith("closed", StringComparison.Ordinal);
        var anchors = Anchors(
            [.. days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(day => day != "closed").Select(int.Parse)], anchored: false);
        return AnchorCheck.Verify(
            [.. anchors.Select((anchor, i) => closed && i == anchors.Count - 1 ? anchor with { IsClosing = true } : anchor)],
            [], closed, Day(1), Day(until));
    }

    private static List<Anchor> Anchors(int[] days, bool anchored)
    {
        var (anchors, earlier) = (new List<Anchor>(), ImmutableArray<AnchoredHead>.Empty);
        foreach (var day in days)
        {
            ImmutableArray<AnchoredHead> heads = anchored ? [new("p1", day, $"hash {day}")] : [];
            anchors.Add(new(Unit, 2024, Day(day), heads, earlier));
            earlier = earlier.AddRange(heads);
        }

        return anchors;
    }

    private static DateOnly Day(int day) => new(2024, 6, day);
}
