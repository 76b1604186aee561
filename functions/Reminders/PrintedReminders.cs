using System.Globalization;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Duties;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Words;
using PerfFlow.Sheets.Reminders;

namespace PerfFlow.Functions.Reminders;

/// <summary>What is owed of a stage as the workbook 催办单.</summary>
internal static class PrintedReminders
{
    public static byte[] Write(string unit, int year, StageDuties owed, IReadOnlyCollection<Membership> members, DateTimeOffset now)
    {
        var title = Word.Of(owed.Stage, year).Zh;
        IEnumerable<ReminderSection> sections = owed.Report is { } step
            ? [Section(Word.DeskOf(step), RoleOf(step), [new(title, Word.Of(step).Zh, Late(owed.Stage.DueAt))])]
            : owed.Sections.Select(section => Section(
                section.Section,
                null,
                [.. section.Projects.Select(
                    project => new ReminderLine(project.Name, Word.Of(project.State).Zh, Late(owed.Stage.DueFor(project.AnswerBy))))]));
        using var file = new MemoryStream();
        ReminderListWorkbook.Write(new($"{title}催办单", unit, BeijingTime.Minute(owed.Stage.DueAt), Day(now), [.. sections]), file);
        return file.ToArray();

        int? Late(DateTimeOffset due) => BeijingTime.DaysLate(due, now);

        ReminderSection Section(string name, Role? role, IReadOnlyList<ReminderLine> lines) => new(
            name,
            [.. members.Where(member => role is { } asked ? member.Roles.Contains(asked) : IsOf(member, name))
                .Select(member => member.Name)],
            lines);
    }

    private static bool IsOf(Membership member, string section) =>
        member.IsOf(section) && member.Roles.Any(Rights.IsBoundToSections);

    private static Role RoleOf(ReportStep step) => step switch
    {
        ReportStep.Draft => Role.Lead,
        ReportStep.Approve => Role.GroupChair,
        _ => Role.UnitHead,
    };

    private static string Day(DateTimeOffset at) => BeijingTime.DayOf(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
