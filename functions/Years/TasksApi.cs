using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tasks;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Board;
using PerfFlow.Storage.Registry;

namespace PerfFlow.Functions.Years;

/// <param name="Project">Null for what the unit owes once, with its name.</param>
/// <param name="Version">What a command on it names; 0 when there is nothing yet.</param>
/// <param name="Link">The item or the report.</param>
public sealed record TaskAnswer(
    DutyKind Kind, int Year, StageId Stage, ProjectId? Project, string? Name, int Version, DateTimeOffset DueAt, bool Overdue, string Link)
{
    internal static TaskAnswer Of(Duty duty, UnitId unit, int year, UnitYear unitYear) => new(
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
public sealed class TasksApi(Board board, Registry registry, UnitPeople people, TimeProvider time)
{
    [AnyMember]
    [NeedsPeople]
    [Paged]
    [Query("year", Type = typeof(int))]
    [Answers(200, "What the caller owes, by deadline.", Json = typeof(ImmutableArray<TaskAnswer>))]
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
        var members = (await people.OfAsync(request)).Members;
        var tasks = new List<TaskAnswer>();
        foreach (var year in (await registry.FindAsync(unit, cancellation))?.ActiveYears ?? [])
        {
            if (asked is null || Routes.YearOf(asked) == year)
            {
                var shown = await board.ShowAsync(unit, year, cancellation);
                tasks.AddRange(Duties.Of(Caller.Of(request).Membership!, members, shown.Unit, shown.Summary, time.GetUtcNow())
                    .Select(duty => TaskAnswer.Of(duty, unit, year, shown.Unit)));
            }
        }

        return Json.Ok(page!.Of(tasks, task => task.OrderedBy()));
    }
}
