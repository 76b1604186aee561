using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Texts;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Calendar;

namespace PerfFlow.Functions.Years;

/// <param name="Years">What is announced, by year. Plans of other years rest on weekends and the law, and say so.</param>
public sealed record CalendarAnswer(ImmutableSortedDictionary<int, YearNotice> Years);

/// <summary>The holidays that plans are proposed by. An operator enters those of a year once they are announced.</summary>
public sealed class CalendarApi(AnnouncedHolidays holidays)
{
    private const string Year = "v1/calendar/{year}";

    [SignedIn]
    [Answers(200, "Holidays and adjusted working days of each announced year.", Json = typeof(CalendarAnswer))]
    [Function("GetCalendar")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/calendar")] HttpRequest request) =>
        Json.Ok(new CalendarAnswer((await holidays.ReadAsync(request.HttpContext.RequestAborted)).Notices));

    [Operator]
    [Keyless]
    [Answers(200, "Enters the holidays of a year in place of what was known of it. Open plans do not move; their lead is offered it.",
        Body = typeof(YearNotice), Json = typeof(YearNotice))]
    [Function("SetHolidays")]
    public async Task<IResult> SetAsync([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Year)] HttpRequest request)
    {
        if (YearOf(request) is not { } year)
        {
            return Problems.NotFound;
        }

        var (notice, problem) = await Json.ReadAsync<YearNotice>(request);
        if (problem is not null)
        {
            return problem;
        }

        if (notice!.WrongFor(year) is { } wrong)
        {
            return Problems.Of(wrong);
        }

        if (notice.Notice is { } text && !PlainText.IsName(text))
        {
            return Problems.BadValue("$.notice");
        }

        await holidays.SetAsync(year, notice, request.HttpContext.RequestAborted);
        return Json.Ok(notice);
    }

    [Operator]
    [Keyless]
    [Answers(200, "Takes back what was entered of a year: what came with the product counts again.", Json = typeof(CalendarAnswer))]
    [Function("RemoveHolidays")]
    public async Task<IResult> RemoveAsync([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Year)] HttpRequest request)
    {
        if (YearOf(request) is not { } year)
        {
            return Problems.NotFound;
        }

        await holidays.RemoveAsync(year, request.HttpContext.RequestAborted);
        return await GetAsync(request);
    }

    private static int? YearOf(HttpRequest request) => Routes.YearOf(request.HttpContext.GetRouteValue("year") as string);
}
