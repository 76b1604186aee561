using System.Collections.Immutable;
using PerfFlow.Domain.News;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;

namespace PerfFlow.Domain.Tests.News;

/// <summary>Who is told of what happens to the report.</summary>
public sealed class ReportNewsTests
{
    private static readonly UnitYearEvent Drafted = new UnitYearEvent.ReportDrafted(A.Lead, A.Now, 1, "head");
    private static readonly UnitYearEvent Built =
        new UnitYearEvent.ReportBuilt(Domain.Access.Actor.System, A.Now, 1, ImmutableDictionary<string, string>.Empty);
    private static readonly UnitYearEvent Approved = new UnitYearEvent.ReportApproved(A.Member, A.Now, 1);
    private static readonly UnitYearEvent Signed = new UnitYearEvent.ReportSigned(A.UnitHead, A.Now, 1);
    private static readonly UnitYearEvent Again = new UnitYearEvent.ReportDrafted(A.Lead, A.Now, 2, "other");

    [Fact]
    public void Whose_turn_it_is_and_those_who_drew_it_up_of_what_others_decided()
    {
        Assert.Equal("chair Task ApproveReport; member Task ApproveReport", Told(Drafted, Built));
        Assert.Equal("lead ReportApproved; lead-2 ReportApproved; unit-head Task SignReport", Told(Drafted, Built, Approved));
        Assert.Equal(
            "chair ReportSigned; lead ReportSigned; lead-2 ReportSigned; member ReportSigned", Told(Drafted, Built, Approved, Signed));
        Assert.Equal("", Told(Drafted));
        Assert.Equal("", Told(Drafted, Built, Again));
    }

    /// <summary>Of the last that makes news.</summary>
    private static string Told(params UnitYearEvent[] events)
    {
        var year = events.Aggregate(NewsOf.Year, (year, happened) => year.Apply(happened));
        var last = events.Index()
            .Where(entry => MakesNews.By(NewsOf.Year, entry.Item))
            .Select(entry => (entry.Index + 1, entry.Item))
            .TakeLast(1);
        return NewsOf.Say(ReportNews.Of(NewsOf.Scene(year, _ => ProjectSummary.Empty), "@unit", last));
    }
}
