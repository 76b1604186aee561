using Microsoft.AspNetCore.Http;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Years;

namespace PerfFlow.Functions.Items;

/// <summary>Finds what a request on an item is about, and asks whether the caller has the right that it requires for its section.</summary>
public sealed class Scenes(KnownYears years)
{
    /// <summary>
    /// What lies in a section that the caller does not see is answered like what is not there, whatever was asked for; who sees it and
    /// may not do this is told so.
    /// </summary>
    /// <param name="known">Whether the year may be that of a few seconds ago, see <see cref="KnownYears"/>.</param>
    public async Task<(Scene? Scene, IResult? Problem)> FindAsync(HttpRequest request, bool known = false)
    {
        if (request.YearIn() is not { } year
            || request.KeyIn<ProjectId>("project") is not { } project
            || request.KeyIn<StageId>("stage") is not { } stage)
        {
            return (null, Problems.NotFound);
        }

        var (unit, caller, cancellation) = (request.UnitIn(), Caller.Of(request), request.HttpContext.RequestAborted);
        var (found, unitYear, registration) = known
            ? await years.FindAsync(unit, year, project, stage, scene => caller.May(scene.Project.Section), cancellation)
            : await years.ReadAsync(unit, year, project, stage, cancellation);
        if (registration is not { IsWithdrawn: false, Project: var registered } || !caller.Membership!.Sees(registered.Section))
        {
            return (null, Problems.NotFound);
        }

        return unitYear.Plan is null ? (null, Problems.Of(Refusals.YearNotOpen))
            : found is not { } scene ? (null, Problems.NotFound)
            : caller.May(scene.Project.Section) ? (scene, null)
            : (null, Problems.RoleRequired);
    }
}
