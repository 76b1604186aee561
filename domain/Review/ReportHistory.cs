using System.Collections.Immutable;

namespace PerfFlow.Domain.Review;

/// <summary>Who did something, and when.</summary>
/// <param name="By">Key of the person.</param>
public sealed record Done(string By, DateTimeOffset At);

/// <summary>A version of the report, as the events of its year tell of it.</summary>
/// <param name="Head">See <see cref="Report.Head"/>.</param>
/// <param name="Built">When it was drawn; null while it is being drawn, and for one that another came before.</param>
/// <param name="Files">File name to SHA-256, hex; empty until it is drawn.</param>
public sealed record ReportVersion(
    int Version,
    string Head,
    Done Drafted,
    ImmutableSortedDictionary<string, string> Files,
    DateTimeOffset? Built = null,
    Done? Approved = null,
    Done? Signed = null);

/// <summary>All versions of a year's report: none is ever changed or taken away.</summary>
public static class ReportHistory
{
    /// <param name="events">Of the unit's year, all of them.</param>
    /// <returns>By version.</returns>
    public static ImmutableArray<ReportVersion> Of(IEnumerable<UnitYearEvent> events)
        => [.. events.Aggregate(ImmutableSortedDictionary<int, ReportVersion>.Empty, Apply).Values];

    private static ImmutableSortedDictionary<int, ReportVersion> Apply(
        ImmutableSortedDictionary<int, ReportVersion> versions, UnitYearEvent happened) => happened switch
    {
        UnitYearEvent.ReportDrafted e => versions.SetItem(
            e.Version, new(e.Version, e.Head, Of(e), ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal))),
        UnitYearEvent.ReportBuilt e => versions.SetItem(
            e.Version, versions[e.Version] with { Built = e.At, Files = e.Files.ToImmutableSortedDictionary(StringComparer.Ordinal) }),
        UnitYearEvent.ReportApproved e => versions.SetItem(e.Version, versions[e.Version] with { Approved = Of(e) }),
        UnitYearEvent.ReportSigned e => versions.SetItem(e.Version, versions[e.Version] with { Signed = Of(e) }),
        _ => versions,
    };

    private static Done Of(UnitYearEvent happened) => new(happened.By.Key, happened.At);
}
