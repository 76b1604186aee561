using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Notices;

namespace PerfFlow.Functions.Reminders;

/// <summary>A notice as its reader sees it.</summary>
/// <param name="ReadAt">Null while it is unread.</param>
/// <param name="Sections">What is owed, as far as it concerns the reader.</param>
/// <param name="News">What has just happened; null for a reminder.</param>
public sealed record NoticeAnswer(
    string Id,
    int Year,
    StageId Stage,
    NoticeKind Kind,
    bool Overdue,
    DateTimeOffset Rung,
    DateTimeOffset DueAt,
    DateTimeOffset SentAt,
    DateTimeOffset? ReadAt,
    MailState Mail,
    Message Subject,
    Message Text,
    IReadOnlyList<SectionDuties> Sections,
    Told? News)
{
    internal static NoticeAnswer Of(InboxNotice found) => new(
        found.Notice.Id,
        found.Notice.Year,
        found.Notice.Stage,
        found.Notice.Kind,
        found.Notice.Overdue,
        found.Notice.Rung,
        found.Notice.DueAt,
        found.SentAt,
        found.ReadAt,
        found.Mail,
        found.Notice.Subject,
        found.Notice.Text,
        found.Notice.Sections,
        found.Notice.News);
}

/// <summary>Latest rung first.</summary>
/// <param name="Next">Ask with <c>after</c> for the next page; null at the end.</param>
public sealed record InboxAnswer(IReadOnlyList<NoticeAnswer> Notices, string? Next);

/// <summary>The caller's own notices.</summary>
public sealed class InboxApi(Inbox inbox, TimeProvider time)
{
    private const int UsualPage = 20;

    [Requires(Right.ViewUnit)]
    [Query("take")]
    [Query("after")]
    [Query("unread")]
    [Answers(200, "The caller's own notices, page by page.", Json = typeof(InboxAnswer))]
    [Function("GetInbox")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Unit + "/inbox")] HttpRequest request)
    {
        var (take, after, unread) = (UsualPage, request.Asked("after"), request.AskedTrue("unread"));
        if (request.Asked("take") is { } taken
            && !(int.TryParse(taken, NumberStyles.None, CultureInfo.InvariantCulture, out take) && take is >= 1 and <= Inbox.MostOnPage))
        {
            return Problems.BadValue("take");
        }

        if (after is not null && !Notice.IsId(after))
        {
            return Problems.BadValue("after");
        }

        if (unread.Problem is { } bad)
        {
            return bad;
        }

        var page = await inbox.ListAsync(
            request.UnitIn(), Caller.Of(request).Person, take, after, unread.Value == true, request.HttpContext.RequestAborted);
        return Json.Ok(new InboxAnswer([.. page.Notices.Select(NoticeAnswer.Of)], page.Next));
    }

    [Requires(Right.ViewUnit)]
    [Answers(200, "Marks a notice of the caller's as read; the first time counts.", Json = typeof(NoticeAnswer))]
    [Keyless]
    [Function("ReadNotice")]
    public async Task<IResult> ReadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Unit + "/inbox/{notice}/read")] HttpRequest request) =>
        request.HttpContext.GetRouteValue("notice") is string id
        && Notice.IsId(id)
        && await inbox.ReadAsync(request.UnitIn(), Caller.Of(request).Person, id, time.GetUtcNow(), request.HttpContext.RequestAborted) is
            { } notice
            ? Json.Ok(NoticeAnswer.Of(notice))
            : Problems.NotFound;
}
