using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Duties;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Years;

/// <param name="Project">Null for what the unit owes once, with its name.</param>
/// <param name="Version">What a command on it names; 0 when there is nothing yet.</param>
/// <param name="Link">The item or the report.</param>
public sealed record DutyAnswer(
    DutyKind Kind, int Year, StageId Stage, ProjectId? Project, string? Name, int Version, DateTimeOffset DueAt, bool Overdue, string Link)
{
    internal static DutyAnswer Of(Duty duty, UnitId unit, int year, UnitYear unitYear) => new(
        duty.Kind,
        year,
        duty.Stage,
        duty.Project,
        duty.Project is null ? null : unitYear.Find(duty.Project)?.Name,
        duty.Version,
        duty.DueAt,
        duty.Overdue,
        duty.Project is null ? Routes.Location(unit, year, rest: "report") : Routes.Location(unit, year, duty.Project, duty.Stage));

    /// <summary>By deadline, then by what it is.</summary>
    internal string OrderedBy() => string.Create(
        CultureInfo.InvariantCulture, $"{DueAt.UtcDateTime:O}|{Year}|{Stage}|{Project}|{Kind}");
}

/// <summary>What the caller owes, in the years that run.</summary>
public sealed class DutiesApi(Board board, Registry registry, TimeProvider time)
{
    [Requires(Right.ViewUnit)]
    [Paged]
    [Query("year", Type = typeof(int))]
    [Answers(200, "What the caller owes, by deadline.", Json = typeof(ImmutableArray<DutyAnswer>))]
    [Function("ListTasks")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Unit + "/tasks")] HttpRequest request)
    {
        var (page, badPage) = Page.Of(request);
        var asked = request.Asked("year");
        if (badPage is not null || (asked is not null && Routes.YearOf(asked) is null))
        {
            return badPage ?? Problems.BadValue("year");
        }

        var unit = request.UnitIn();
        var cancellation = request.HttpContext.RequestAborted;
        var tasks = new List<DutyAnswer>();
        foreach (var year in (await registry.FindAsync(unit, cancellation))?.ActiveYears ?? [])
        {
            if (asked is null || Routes.YearOf(asked) == year)
            {
                var shown = await board.ShowAsync(unit, year, cancellation);
                tasks.AddRange(MemberDuties.Of(Caller.Of(request).Membership!, shown.Unit, shown.Summary, time.GetUtcNow())
                    .Select(duty => DutyAnswer.Of(duty, unit, year, shown.Unit)));
            }
        }

        return Json.Ok(page!.Of(tasks, task => task.OrderedBy()));
    }
}
