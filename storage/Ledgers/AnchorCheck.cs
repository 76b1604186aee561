using System.Collections.Immutable;

namespace PerfFlow.Storage.Ledgers;

/// <summary>Days one after another without an anchor.</summary>
public sealed record AnchorGap(DateOnly From, DateOnly To);

/// <param name="Found">Anchors that somebody has touched.</param>
/// <param name="Gaps">Nights that did not come, or anchors taken away that nothing has changed since: it cannot be told which.</param>
public sealed record AnchorVerdict(ImmutableArray<TamperingFound> Found, ImmutableArray<AnchorGap> Gaps);

/// <summary>Whether the anchors of a year are all there, as far as they tell of each other.</summary>
public static class AnchorCheck
{
    /// <summary>Stands for the stream where something is found.</summary>
    public const string Stream = "@anchors";

    /// <param name="anchors">Every one that can be read.</param>
    /// <param name="unreadable">Names of those that cannot.</param>
    /// <param name="closed">Its last anchor must be there: the year is over.</param>
    /// <param name="since">The first day that could have one; null: nothing has happened in the year.</param>
    /// <param name="until">The last day that should have one.</param>
    /// <param name="anchored">A note tells of one.</param>
    public static AnchorVerdict Verify(
        ImmutableArray<Anchor> anchors,
        IReadOnlyCollection<string> unreadable,
        bool closed,
        DateOnly? since,
        DateOnly until,
        bool anchored = false)
    {
        var known = anchors.SelectMany(anchor => anchor.Heads).ToHashSet();
        // What an anchor tells of those before it, and none that is there holds.
        var missing = anchors.Any(anchor => anchor.Earlier.Any(head => !known.Contains(head)))
            || (anchored && anchors.IsEmpty && unreadable.Count == 0);
        return new(
            [
                .. missing || (closed && !anchors.Any(anchor => anchor.IsClosing))
                    ? new[] { new TamperingFound(Tampering.AnchorMissing, Stream, 0) }
                    : [],
                .. unreadable.Select(name => new TamperingFound(Tampering.AnchorUnreadable, $"{Stream}/{name}", 0)),
            ],
            [.. Gaps([.. anchors.Select(anchor => anchor.Day)], closed, since, until)]);
    }

    private static IEnumerable<AnchorGap> Gaps(HashSet<DateOnly> days, bool closed, DateOnly? since, DateOnly until)
    {
        if ((days.Count > 0 ? days.Min() : since) is not { } first)
        {
            yield break;
        }

        var last = closed && days.Count > 0 ? days.Max() : until;
        DateOnly? from = null;
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (!days.Contains(day))
            {
                from ??= day;
            }
            else if (from is { } begun)
            {
                yield return new(begun, day.AddDays(-1));
                from = null;
            }
        }

        if (from is { } open)
        {
            yield return new(open, last);
        }
    }
}
