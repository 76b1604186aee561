using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Duties;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.News;

/// <summary>
/// Who is told of what has happened to the unit's report: whose turn it has become, and those who drew it up of what others decided; of
/// the signature the group too, for it ends the year.
/// </summary>
public static class ReportNews
{
    /// <summary>One notice for each event and person it concerns.</summary>
    /// <param name="events">Of the unit's year with their versions, those nobody has been told of.</param>
    public static ImmutableArray<Notice> Of(NewsScene scene, string stream, IEnumerable<(int Version, UnitYearEvent Happened)> events)
        => scene.Now.Plan?.Stages.FirstOrDefault(stage => stage.Scope == StageScope.Unit) is { } stage
            ? [.. events.SelectMany(entry => Of(scene, stage, stream, entry.Version, entry.Happened))]
            : [];

    private static IEnumerable<Notice> Of(NewsScene scene, PlannedStage stage, string stream, int version, UnitYearEvent happened)
    {
        (int Of, DutyKind? Task, NewsKind? Fact) news = happened switch
        {
            UnitYearEvent.ReportBuilt e => (e.Version, DutyKind.ApproveReport, null),
            UnitYearEvent.ReportApproved e => (e.Version, DutyKind.SignReport, NewsKind.ReportApproved),
            UnitYearEvent.ReportSigned e => (e.Version, null, NewsKind.ReportSigned),
            _ => (0, null, null),
        };
        if (scene.Now.Report?.Version != news.Of)
        {
            yield break; // another was drafted since
        }

        var by = happened.By.Key == Actor.System.Key ? null : scene.People.NameOf(happened.By.Key);
        var happening = new Happening(version, happened.At, by, null, []);
        foreach (var member in scene.Others(happened.By))
        {
            ImmutableArray<DutyKind> tasks =
                [.. MemberDuties.OfReport(member, scene.Now, scene.At).Select(duty => duty.Kind).Where(duty => duty == news.Task)];
            if (NewsScene.KindOf(Hears(member, news.Fact) ? news.Fact : null, tasks) is { } told)
            {
                yield return scene.Write(member, stage, null, stream, happening, told, tasks, tasks.IsEmpty ? null : stage.DueAt);
            }
        }
    }

    private static bool Hears(Membership member, NewsKind? fact)
        => member.May(Right.DraftReport) || (fact == NewsKind.ReportSigned && member.May(Right.ApproveReport));
}
