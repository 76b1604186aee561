using Microsoft.AspNetCore.Http;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Access;
using PerfFlow.Functions.Http;
using PerfFlow.Functions.Years;
using PerfFlow.Storage.Board;

namespace PerfFlow.Functions.Stages;

/// <summary>Finds what a request on an item is about, and asks whether the caller has the right for its section.</summary>
public sealed class Scenes(Board board, UsedMemberships memberships)
{
    public async Task<(Scene? Scene, IResult? Problem)> FindAsync(HttpRequest request, Right right)
    {
        if (request.YearIn() is not { } year
            || request.KeyIn<ProjectId>("project") is not { } project
            || request.KeyIn<StageId>("stage") is not { } stage)
        {
            return (null, Problems.NotFound);
        }

        var unit = request.UnitIn();
        var unitYear = await board.UnitYearAsync(unit, year, request.HttpContext.RequestAborted);
        if (unitYear.Plan is null && unitYear.Find(project) is not null)
        {
            return (null, Problems.Of(Refusals.YearNotOpen));
        }

        if (Scene.Find(unit, year, unitYear, project, stage) is not { } scene)
        {
            return (null, Problems.NotFound);
        }

        var caller = Caller.Of(request);
        if (!caller.May(right, scene.Project.Section))
        {
            return (null, Problems.RoleRequired);
        }

        if (!HttpMethods.IsGet(request.Method))
        {
            await memberships.NoteAsync(unit, year, unitYear, caller.Membership!, request.HttpContext.RequestAborted);
        }

        return (scene, null);
    }
}
