using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Texts;
using PerfFlow.Domain.Words;

namespace PerfFlow.Domain.News;

/// <summary>
/// The words of news, in both languages. What users wrote stands on one line, and what is long with its beginning alone [design]: the
/// item has all of it.
/// </summary>
/// <param name="project">Null for the report.</param>
internal sealed class NewsText(int year, PlannedStage stage, Project? project)
{
    private const int LongestReason = 500;
    private const int LongestPlace = 80;
    private const int LongestPoint = 200;

    private readonly Message sheet = Word.Of(stage, year);

    /// <param name="due">Until when something is to be done; null where there is nothing to do.</param>
    public (Message Subject, Message Text) Of(Told told, Happening happened, DateTimeOffset? due)
    {
        var (name, section) = project is null ? (null, null) : (Line(project.Name), Line(project.Section));
        var asked = told.Tasks.Select(Word.Of).ToList();
        var (tasksZh, tasksEn) = (string.Join('、', asked.Select(task => task.Zh)), string.Join("; ", asked.Select(task => task.En)));
        var (factZh, factEn) = Fact(told, happened);
        var (whatZh, whatEn) = told.News == NewsKind.Task ? ($"请您{tasksZh}", $"please {tasksEn}") : (factZh, factEn);
        var (tagZh, tagEn) = told.ToDo ? ("待办", "To do") : ("通知", "News");
        return (
            new(
                $"【{tagZh}】{sheet.Zh}:{(name is null ? "" : $"{name},")}{whatZh}",
                $"{tagEn}: {sheet.En}{(name is null ? "" : $", {name}")}: {whatEn}"),
            new(
                Lines(
                    $"《{sheet.Zh}》{(name is null ? "" : $"项目“{name}”({section})")}{factZh}。",
                    asked.Count == 0 ? null : $"请您:{tasksZh}",
                    happened.By is null ? null : $"经办:{Line(happened.By)}",
                    $"时间:{BeijingTime.Minute(happened.At)}(北京时间)",
                    happened.Reason is null ? null : $"说明:{Line(happened.Reason, LongestReason)}",
                    Points(happened, ":"),
                    due is null ? null : $"截止时间:{BeijingTime.Minute(due.Value)}(北京时间)",
                    told.Link is null ? null : $"链接:{told.Link}"),
                Lines(
                    $"{sheet.En}{(name is null ? "" : $", project \"{name}\" ({section})")}: {factEn}.",
                    asked.Count == 0 ? null : $"Please {tasksEn}.",
                    happened.By is null ? null : $"By: {Line(happened.By)}",
                    $"At: {BeijingTime.Minute(happened.At)} (Beijing time)",
                    happened.Reason is null ? null : $"What was said: {Line(happened.Reason, LongestReason)}",
                    Points(happened, ": "),
                    due is null ? null : $"Until: {BeijingTime.Minute(due.Value)} (Beijing time)",
                    told.Link is null ? null : $"Link: {told.Link}")));
    }

    private static (string Zh, string En) Fact(Told told, Happening happened) => told.News switch
    {
        NewsKind.Task => ("有一项待您办理的事项", "something waits for you"),
        NewsKind.Returned when !told.ToDo => ("已被退回", "returned"),
        NewsKind.Returned => ("已被退回,请修改后重新上传", "returned, to be corrected and sent again"),
        NewsKind.Approved when happened.Edits => ("评审为良,请按意见修改完善", "approved as good, edits to be made"),
        NewsKind.Approved => ("已审定", "approved"),
        NewsKind.Rejected => ("评审不予通过", "rejected"),
        NewsKind.Completed => ("修改已确认,审定完成", "the edits are confirmed, it is approved"),
        NewsKind.Reopened when !told.ToDo => ("已重新开放", "opened again"),
        NewsKind.Reopened => ("已重新开放,请重新报送", "opened again, to be sent again"),
        NewsKind.Dropped => ("调整已取消,仍按原审定内容执行", "the adjustment was given up, what was approved stays"),
        NewsKind.Closed => ("整改已办结", "a rectification is closed"),
        NewsKind.Agreed => ("您的申请已获同意", "what you asked for was agreed to"),
        NewsKind.Refused => ("您的申请未获同意", "what you asked for was refused"),
        NewsKind.Undone => ("上一决定已撤销,仍在审核中", "the last decision was taken back, it is under review again"),
        NewsKind.ReportApproved => ("已审定,待签发", "approved, waits for the signature"),
        NewsKind.ReportSigned => ("已签发,本年度工作归档", "signed, the year goes into the archive"),
        _ => throw new InvalidOperationException($"Unknown news {told.News}"),
    };

    private static string? Points(Happening happened, string colon) => happened.Points.IsEmpty
        ? null
        : string.Join(
            '\n', happened.Points.Select(point => $"- {Line(point.At, LongestPlace)}{colon}{Line(point.Text, LongestPoint)}"));

    private static string Line(string text, int most = int.MaxValue) => Beginning.Of(OneLine.Of(text), most);

    private static string Lines(params IEnumerable<string?> lines) => string.Join('\n', lines.OfType<string>());
}
