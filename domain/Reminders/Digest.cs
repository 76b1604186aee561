using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Reminders;

/// <summary>Several notices to one person as one text.</summary>
public static class Digest
{
    private const string Between = "\n\n········\n\n";

    /// <param name="notices">Two at least.</param>
    public static (Message Subject, Message Text) Of(IReadOnlyCollection<Notice> notices)
    {
        var tasks = notices.Count(notice => notice.News is { ToDo: true });
        return (
            new(
                $"【汇总】{notices.Count} 条消息{(tasks == 0 ? "" : $",{tasks} 条待办")}",
                $"{notices.Count} news{(tasks == 0 ? "" : $", {tasks} to do")}"),
            new(
                string.Join(Between, notices.Select(notice => $"{notice.Subject.Zh}\n{notice.Text.Zh}")),
                string.Join(Between, notices.Select(notice => $"{notice.Subject.En}\n{notice.Text.En}"))));
    }
}
