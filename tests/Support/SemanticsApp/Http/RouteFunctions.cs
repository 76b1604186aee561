using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace PerfFlow.SemanticsApp.Http;

public sealed class RouteFunctions
{
    [Function(nameof(RouteValues))]
    public IResult RouteValues(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "routes/{section}/{year:int}/{tail?}")] HttpRequest request,
        string section) =>
        Results.Json(
            new { section, year = request.RouteValues["year"], tail = request.RouteValues["tail"], query = request.Query["q"].ToString() });

    [Function(nameof(RouteMethods))]
    public IActionResult RouteMethods(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "put", Route = "methods")] HttpRequest request) =>
        new OkObjectResult(new { request.Method });

    [Function(nameof(TypedValues))]
    public IResult TypedValues(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "typed/{number:int}/{id:guid}/{name?}")] HttpRequest request,
        int number,
        Guid id,
        string? name) => Results.Json(new { number, id, name });

    [Function(nameof(FromBody))]
    public IResult FromBody(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "body")] HttpRequest request, [FromBody] ResultFunctions.Body body) =>
        Results.Json(body);

    [Function(nameof(AnyMethod))]
    public IResult AnyMethod([HttpTrigger(AuthorizationLevel.Anonymous, Route = "any-method")] HttpRequest request) =>
        Results.Text(request.Method);

    /// <summary>No route: its name is the route.</summary>
    [Function(nameof(Nameless))]
    public IResult Nameless([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Text("by name");
}
