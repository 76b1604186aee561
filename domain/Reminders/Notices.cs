using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Duties;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Reminders;

/// <summary>
/// Who is reminded of what at a rung (field.md §5.4): nobody who has submitted, each section of its own projects alone,
/// and those above them of every section, one level more with each rung after the deadline.
/// </summary>
public static class Notices
{
    /// <summary>One notice for each person, by person id; none when nothing is owed.</summary>
    /// <param name="rung">Of the stage's ladder.</param>
    /// <param name="now">When it is written: after a downtime later than the rung.</param>
    public static ImmutableArray<Notice> Of(
        UnitId unit, int year, StageDuties owed, IReadOnlyCollection<Membership> members, DateTimeOffset rung, DateTimeOffset now)
    {
        var stage = owed.Stage;
        var audience = ReminderLadder.Audience(stage.Rungs, stage.DueAt, rung);
        return
        [
            .. from member in members.OrderBy(member => member.Person, StringComparer.Ordinal)
               let sections = ToldOf(member, owed, audience, members)
               where !sections.IsEmpty || IsToldOfReport(member, owed.Report, audience)
               select Write(unit, year, owed, sections, member, rung, now),
        ];
    }

    private static Notice Write(
        UnitId unit, int year, StageDuties owed, ImmutableArray<SectionDuties> sections,
        Membership member, DateTimeOffset rung, DateTimeOffset now)
    {
        var kind = owed.Report is { } report ? KindOf(report) : KindOf(sections);
        var text = new NoticeText(year, owed.Stage, now);
        var said = owed.Report is { } step ? text.OfReport(step) : text.OfSections(sections, owed.Asked);
        return Notice.To(member, unit, year, owed.Stage, kind, rung, owed.Stage.IsPast(now), said, sections, owed.AnswerBy);
    }

    private static ImmutableArray<SectionDuties> ToldOf(
        Membership member, StageDuties owed, ImmutableArray<Role> audience, IReadOnlyCollection<Membership> members)
        => [.. owed.Sections.Where(section => Hears(member, section.Section, Reaching(section.Section, audience, members)))];

    /// <summary>A section without anyone on the levels reminded so far is spoken for by the next level that has someone.</summary>
    private static ReadOnlySpan<Role> Reaching(string section, ImmutableArray<Role> audience, IReadOnlyCollection<Membership> members)
    {
        var levels = audience.Length;
        while (levels < ReminderLadder.Levels.Length
            && !members.Any(member => Hears(member, section, ReminderLadder.Levels.AsSpan()[..levels])))
        {
            levels++;
        }

        return ReminderLadder.Levels.AsSpan()[..levels];
    }

    private static bool Hears(Membership member, string section, ReadOnlySpan<Role> levels)
    {
        foreach (var role in levels)
        {
            if (member.Roles.Contains(role) && (!Rights.IsBoundToSections(role) || member.IsOf(section)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The report: whose step it is, and after the deadline those above the sections as for any stage.</summary>
    private static bool IsToldOfReport(Membership member, ReportStep? step, ImmutableArray<Role> audience) => step switch
    {
        null => false,
        ReportStep.Draft => member.Roles.Contains(Role.Lead) || IsAbove(member, audience),
        ReportStep.Approve => member.Roles.Any(role => role is Role.GroupMember or Role.GroupChair) || IsAbove(member, audience),
        _ => member.Roles.Contains(Role.UnitHead) || IsAbove(member, audience),
    };

    private static bool IsAbove(Membership member, ImmutableArray<Role> audience)
        => member.Roles.Any(role => role is Role.Lead or Role.GroupChair && audience.Contains(role));

    /// <summary>All sections are asked for the same.</summary>
    private static NoticeKind KindOf(ImmutableArray<SectionDuties> sections)
        => sections[0].Kind is NoticeKind.Edits or NoticeKind.Rectification ? sections[0].Kind
            : sections.All(section => section.Kind == NoticeKind.Nothing) ? NoticeKind.Nothing
            : NoticeKind.Partly;

    private static NoticeKind KindOf(ReportStep step) => step == ReportStep.Draft ? NoticeKind.Nothing : NoticeKind.Partly;
}
