using System.Collections.Immutable;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Duties;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Texts;
using PerfFlow.Domain.Words;

namespace PerfFlow.Domain.Reminders;

/// <summary>The words of a notice, in both languages. What users wrote stands on one line, whatever they wrote.</summary>
internal sealed class NoticeText(int year, PlannedStage stage, DateTimeOffset now)
{
    private readonly Message sheet = Word.Of(stage, year);
    private readonly string due = BeijingTime.Minute(stage.DueAt);

    private bool Overdue => stage.IsPast(now);

    /// <summary>Calendar days in Asia/Shanghai: to the deadline, or since it.</summary>
    private int Days => Math.Abs(BeijingTime.DayOf(stage.DueAt).DayNumber - BeijingTime.DayOf(now).DayNumber);

    public (Message Subject, Message Text) OfSections(ImmutableArray<SectionDuties> sections, Asked asked)
    {
        var projects = sections.Sum(section => section.Projects.Length);
        var (whoZh, whoEn) = sections is [{ Section: var only }]
            ? (OneLine.Of(only), OneLine.Of(only))
            : ($"{sections.Length} 个科室", Count(sections.Length, "section"));
        var (missingZh, missingEn) = asked switch
        {
            Asked.Edits => ($"{whoZh}还有 {projects} 个项目未完成修改", $"agreed edits of {Count(projects, "project")} of {whoEn} still open"),
            Asked.Answer => ($"{whoZh}还有 {projects} 个项目的整改未答复", $"rectifications of {Count(projects, "project")} of {whoEn} not answered"),
            _ when sections.All(section => section.Kind == NoticeKind.Nothing) => ($"{whoZh}尚未提交", $"nothing submitted by {whoEn}"),
            _ => ($"{whoZh}还有 {projects} 个项目未提交", $"{Count(projects, "project")} of {whoEn} still missing"),
        };
        var several = sections.Length > 1;
        return (
            Subject(missingZh, missingEn),
            new(
                $"{missingZh}《{sheet.Zh}》。{DueZh}\n{AskZh(several, asked)}\n\n"
                + $"{string.Join('\n', sections.Select(section => SectionZh(section, several, asked)))}",
                $"{sheet.En}: {missingEn}. {DueEn}\n{AskEn(several, asked)}\n\n"
                + $"{string.Join('\n', sections.Select(section => SectionEn(section, several, asked)))}"));
    }

    /// <summary>To who has to review: what waits for them.</summary>
    public (Message Subject, Message Text) OfReviews(ImmutableArray<SectionDuties> sections)
    {
        var projects = sections.Sum(section => section.Projects.Length);
        return OfProjects($"{projects} 个项目待您审核", $"{Count(projects, "project")} to be reviewed by you", sections);
    }

    /// <summary>To those above the reviewers: what was not decided in time.</summary>
    public (Message Subject, Message Text) OfOverdueReviews(ImmutableArray<SectionDuties> sections)
    {
        var projects = sections.Sum(section => section.Projects.Length);
        return OfProjects(
            $"{projects} 个项目到期未审定,请督促审核",
            $"{Count(projects, "project")} not decided in time, please see to the review",
            sections,
            isOverdue: true);
    }

    private (Message Subject, Message Text) OfProjects(
        string zh, string en, ImmutableArray<SectionDuties> sections, bool isOverdue = false) => (
        isOverdue ? new($"【催办】{sheet.Zh}:{zh}", $"Overdue: {sheet.En}, {en}") : Subject(zh, en),
        new(
            $"《{sheet.Zh}》有 {zh}。审核{(isOverdue ? $"截止时间为 {due}(北京时间)。" : DueZh)}\n\n"
            + $"{string.Join('\n', sections.Select(section => SectionZh(section, named: false, Asked.Sheet)))}",
            $"{sheet.En}: {en}. {(isOverdue ? $"The review was due {due} (Beijing time)." : DueEn)}\n\n"
            + $"{string.Join('\n', sections.Select(section => SectionEn(section, named: false, Asked.Sheet)))}"));

    public (Message Subject, Message Text) OfReport(ReportStep step)
    {
        var (zh, en) = Word.Of(step);
        return (Subject(zh, en), new($"《{sheet.Zh}》{zh}。{DueZh}", $"{sheet.En}: {en}. {DueEn}"));
    }

    private Message Subject(string zh, string en) => Overdue
        ? new($"【催办】{sheet.Zh}:{zh},{LateZh}", $"Overdue: {sheet.En}, {en}, {LateEn}")
        : new($"【提醒】{sheet.Zh}:{zh},{LeftZh}", $"Reminder: {sheet.En}, {en}, {LeftEn}");

    private string DueZh => Overdue ? $"截止时间为 {due}(北京时间),{LateZh}。" : $"截止时间为 {due}(北京时间),{LeftZh}。";

    private string DueEn => Overdue ? $"It was due {due} (Beijing time), {LateEn}." : $"It is due {due} (Beijing time), {LeftEn}.";

    private string LeftZh => Days == 0 ? "今天截止" : $"还有 {Days} 天";

    private string LeftEn => Days == 0 ? "today" : $"{Count(Days, "day")} left";

    private string LateZh => Days == 0 ? "已过截止时间" : $"已逾期 {Days} 天";

    private string LateEn => Days == 0 ? "past the deadline" : $"{Count(Days, "day")} late";

    private string AskZh(bool several, Asked asked) => (several, asked, Overdue) switch
    {
        (true, Asked.Edits, _) => "请督促以下科室完成修改:",
        (true, Asked.Answer, _) => "请督促以下科室答复整改:",
        (true, _, _) => "请督促以下科室提交:",
        (false, Asked.Edits, _) => "请完成以下项目的修改:",
        (false, Asked.Answer, _) => "请答复以下项目的整改:",
        (false, _, true) => "请立即提交以下项目:",
        (false, _, false) => "请按时提交以下项目:",
    };

    private string AskEn(bool several, Asked asked) => (several, asked, Overdue) switch
    {
        (true, Asked.Edits, _) => "Please see to it that these sections complete the edits:",
        (true, Asked.Answer, _) => "Please see to it that these sections answer:",
        (true, _, _) => "Please see to it that these sections submit:",
        (false, Asked.Edits, _) => "Please complete the edits of these projects:",
        (false, Asked.Answer, _) => "Please answer for these projects:",
        (false, _, true) => "Please submit these projects at once:",
        (false, _, false) => "Please submit these projects in time:",
    };

    private static string SectionZh(SectionDuties section, bool named, Asked asked)
        => (named
            ? $"{OneLine.Of(section.Section)}{(asked != Asked.Sheet ? "" : section.Kind == NoticeKind.Nothing ? "(尚未提交)" : "(部分提交)")}\n"
            : "")
        + string.Join('\n', section.Projects.Select(project => $"- {OneLine.Of(project.Name)}:{Word.Of(asked, project.State).Zh}"));

    private static string SectionEn(SectionDuties section, bool named, Asked asked)
        => (named
            ? $"{OneLine.Of(section.Section)}"
                + $"{(asked != Asked.Sheet ? "" : section.Kind == NoticeKind.Nothing ? " (nothing submitted)" : " (partly submitted)")}\n"
            : "")
        + string.Join('\n', section.Projects.Select(project => $"- {OneLine.Of(project.Name)}: {Word.Of(asked, project.State).En}"));

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
