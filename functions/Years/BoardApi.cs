using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Functions.Access;
using PerfFlow.Functions.Http;
using PerfFlow.Functions.OpenApi;
using PerfFlow.Storage.Board;

namespace PerfFlow.Functions.Years;

public sealed class BoardApi(Board board, TimeProvider time)
{
    [Requires(Right.ViewBoard)]
    [Answers(200, "Every project of the year with its figures and stages.", Json = typeof(BoardAnswer))]
    [Function("GetBoard")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Year + "/board")] HttpRequest request)
    {
        if (request.YearIn() is not { } year)
        {
            return Problems.NotFound;
        }

        var shown = await board.ShowAsync(request.UnitIn(), year, request.HttpContext.RequestAborted);
        return shown.UnitVersion == 0 ? Problems.NotFound : Json.Ok(BoardAnswer.Of(year, shown, time.GetUtcNow()));
    }
}
