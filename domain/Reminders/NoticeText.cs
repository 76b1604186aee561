using System.Collections.Immutable;
using System.Globalization;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Reminders;

/// <summary>The words of a notice, in both languages. What users wrote stands on one line, whatever they wrote.</summary>
internal sealed class NoticeText(int year, PlannedStage stage, DateTimeOffset now)
{
    private readonly Message sheet = StageTitle.Of(year, stage);
    private readonly DateTimeOffset due = stage.DueAt.ToOffset(WorkCalendar.Offset);

    private bool Overdue => now > stage.DueAt;

    /// <summary>Calendar days in Asia/Shanghai: to the deadline, or since it.</summary>
    private int Days => Math.Abs(WorkCalendar.DayOf(stage.DueAt).DayNumber - WorkCalendar.DayOf(now).DayNumber);

    public (Message Subject, Message Text) OfSections(ImmutableArray<OwedSection> sections)
    {
        var projects = sections.Sum(section => section.Projects.Length);
        var (whoZh, whoEn) = sections is [{ Section: var only }]
            ? (Line(only), Line(only))
            : ($"{sections.Length} 个科室", Count(sections.Length, "section"));
        var (missingZh, missingEn) = sections.All(section => section.Kind == OwedKind.Nothing)
            ? ($"{whoZh}尚未提交", $"nothing submitted by {whoEn}")
            : ($"{whoZh}还有 {projects} 个项目未提交", $"{Count(projects, "project")} of {whoEn} still missing");
        var several = sections.Length > 1;
        return (
            Subject(missingZh, missingEn),
            new(
                $"{missingZh}《{sheet.Zh}》。{DueZh}\n{AskZh(several)}\n\n{string.Join('\n', sections.Select(section => SectionZh(section, several)))}",
                $"{sheet.En}: {missingEn}. {DueEn}\n{AskEn(several)}\n\n{string.Join('\n', sections.Select(section => SectionEn(section, several)))}"));
    }

    public (Message Subject, Message Text) OfReport(ReportStep step)
    {
        var (zh, en) = OwedWords.Of(step);
        return (Subject(zh, en), new($"《{sheet.Zh}》{zh}。{DueZh}", $"{sheet.En}: {en}. {DueEn}"));
    }

    private Message Subject(string zh, string en) => Overdue
        ? new($"【催办】{sheet.Zh}:{zh},{LateZh}", $"Overdue: {sheet.En}, {en}, {LateEn}")
        : new($"【提醒】{sheet.Zh}:{zh},{LeftZh}", $"Reminder: {sheet.En}, {en}, {LeftEn}");

    private string DueZh => Overdue ? $"截止时间为 {Instant}(北京时间),{LateZh}。" : $"截止时间为 {Instant}(北京时间),{LeftZh}。";

    private string DueEn => Overdue ? $"It was due {Instant} (Beijing time), {LateEn}." : $"It is due {Instant} (Beijing time), {LeftEn}.";

    private string LeftZh => Days == 0 ? "今天截止" : $"还有 {Days} 天";

    private string LeftEn => Days == 0 ? "today" : $"{Count(Days, "day")} left";

    private string LateZh => Days == 0 ? "已过截止时间" : $"已逾期 {Days} 天";

    private string LateEn => Days == 0 ? "past the deadline" : $"{Count(Days, "day")} late";

    private string Instant => due.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private string AskZh(bool several) => (several, Overdue) switch
    {
        (true, _) => "请督促以下科室提交:",
        (false, true) => "请立即提交以下项目:",
        (false, false) => "请按时提交以下项目:",
    };

    private string AskEn(bool several) => (several, Overdue) switch
    {
        (true, _) => "Please see to it that these sections submit:",
        (false, true) => "Please submit these projects at once:",
        (false, false) => "Please submit these projects in time:",
    };

    private static string SectionZh(OwedSection section, bool named)
        => (named ? $"{Line(section.Section)}({(section.Kind == OwedKind.Nothing ? "尚未提交" : "部分提交")})\n" : "")
        + string.Join('\n', section.Projects.Select(project => $"- {Line(project.Name)}:{OwedWords.Of(project.State).Zh}"));

    private static string SectionEn(OwedSection section, bool named)
        => (named ? $"{Line(section.Section)} ({(section.Kind == OwedKind.Nothing ? "nothing submitted" : "partly submitted")})\n" : "")
        + string.Join('\n', section.Projects.Select(project => $"- {Line(project.Name)}: {OwedWords.Of(project.State).En}"));

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";

    private static string Line(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
}
