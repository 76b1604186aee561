using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Years;

/// <summary>The board, whole or narrowed: by project, and by the items of one stage.</summary>
public sealed class BoardApi(Board board, TimeProvider time)
{
    [Requires(Right.ViewBoard)]
    [Paged]
    [Query("section")]
    [Query("stage")]
    [Query("state", Type = typeof(ItemState))]
    [Query("light", Type = typeof(Light))]
    [Query("overdue", Type = typeof(bool))]
    [Answers(200, "Every project of the year that the caller may see, with its figures and stages; the totals are those of all that match.",
        Json = typeof(BoardAnswer))]
    [Function("GetBoard")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Year + "/board")] HttpRequest request)
    {
        var (filter, badFilter) = BoardFilter.Of(request);
        var (page, badPage) = Page.Of(request);
        if ((badFilter ?? badPage) is { } problem)
        {
            return problem;
        }

        return request.YearIn() is { } year && await ShowAsync(request, year) is { } shown
            ? Json.Ok(BoardAnswer.Of(year, shown, time.GetUtcNow(), filter!, page!))
            : Problems.NotFound;
    }

    [Requires(Right.ViewBoard)]
    [Paged]
    [Query("section")]
    [Query("state", Type = typeof(ItemState))]
    [Query("light", Type = typeof(Light))]
    [Query("overdue", Type = typeof(bool))]
    [Answers(200, "The items of a stage, by project.", Json = typeof(ImmutableArray<ItemLine>))]
    [Function("ListItems")]
    public async Task<IResult> ItemsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Stage + "/items")] HttpRequest request)
    {
        if (request.YearIn() is not { } year
            || request.KeyIn<StageId>("stage") is not { } stage
            || await ShowAsync(request, year) is not { } shown
            || shown.Unit.Plan?.Find(stage) is not { Scope: StageScope.Project })
        {
            return Problems.NotFound;
        }

        var (filter, badFilter) = BoardFilter.Of(request, stage);
        var (page, badPage) = Page.Of(request);
        return (badFilter ?? badPage) is { } problem
            ? problem
            : Json.Ok(page!.Of(
                BoardAnswer.Lines(shown, time.GetUtcNow()).Where(filter!.Matches).Select(project => ItemLine.Of(project, stage)),
                line => line.Project.Value));
    }

    private async Task<YearBoard?> ShowAsync(HttpRequest request, int year) =>
        await board.VisibleAsync(request, year) is { UnitVersion: > 0 } shown ? shown : null;
}
