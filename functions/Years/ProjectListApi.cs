using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Texts;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Years;

/// <summary>The projects of a unit's year as they were registered.</summary>
public sealed class ProjectListApi(Board board)
{
    [Requires(Right.ViewItem)]
    [Answers(200, "One project.", Json = typeof(Project))]
    [Function("GetProject")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Project)] HttpRequest request) =>
        request.YearIn() is { } year
        && request.KeyIn<ProjectId>("project") is { } id
        && await board.RegistrationAsync(request.UnitIn(), year, id, request.HttpContext.RequestAborted) is
            { IsWithdrawn: false, Project: var project }
        && Caller.Of(request).May(project.Section)
            ? Json.Ok(project)
            : Problems.NotFound;

    [Requires(Right.ViewItem)]
    [Paged]
    [Query("section")]
    [Answers(200, "Projects of the year that the caller may see, by id.", Json = typeof(ImmutableArray<Project>))]
    [Function("ListProjects")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Year + "/projects")] HttpRequest request)
    {
        var (page, problem) = Page.Of(request);
        if (problem is not null)
        {
            return problem;
        }

        if (request.YearIn() is not { } year)
        {
            return Problems.NotFound;
        }

        var section = request.Asked("section");
        var projects = (await board.VisibleAsync(request, year)).Unit.Projects.Values
            .Where(project => section is null || PlainText.Same(project.Section, section));
        return Json.Ok(page!.Of(projects, project => project.Id.Value));
    }
}
