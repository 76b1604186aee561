using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace PerfFlow.SemanticsApp.Http;

public sealed class ResultFunctions
{
    [Function(nameof(CreatedResult))]
    public IResult CreatedResult(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "results/created")] HttpRequest request)
    {
        request.HttpContext.Response.Headers["x-mark"] = "set by the function";
        return Results.Created("/elsewhere", new Body("年度", 2023));
    }

    [Function(nameof(ActionResult))]
    public IActionResult ActionResult(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "results/action")] HttpRequest request) =>
        new NotFoundObjectResult(new Body("nothing", 0));

    [Function(nameof(FileResult))]
    public async Task<IResult> FileResult(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "results/file")] HttpRequest request)
    {
        await Task.Yield();
        return Results.File("a,b\n"u8.ToArray(), "text/csv", "报告.csv");
    }

    [Function(nameof(JsonRoundTrip))]
    public async Task<IResult> JsonRoundTrip(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "results/json")] HttpRequest request, CancellationToken cancellation) =>
        Results.Json(await request.ReadFromJsonAsync<Body>(cancellation));

    /// <summary>Not what a function with ASP.NET Core integration is to return.</summary>
    [Function(nameof(PlainResult))]
    public Body PlainResult([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "results/plain")] HttpRequest request) =>
        new("plain", 1);

    [Function(nameof(ThrownResult))]
    public IResult ThrownResult([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "results/thrown")] HttpRequest request) =>
        throw new FormatException("thrown by the function");

    /// <summary>Returns nothing and answers by itself.</summary>
    [Function(nameof(NoResult))]
    public void NoResult([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "results/none")] HttpRequest request) =>
        request.HttpContext.Response.Headers["x-mark"] = "set by the function";

    /// <summary>Its result fails while it is written, at once or after the first part.</summary>
    [Function(nameof(FailingResult))]
    public IResult FailingResult(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "results/failing/{after}")] HttpRequest request, string after) =>
        new Unwritable(after == "part");

    private sealed class Unwritable(bool afterPart) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            if (afterPart)
            {
                await httpContext.Response.WriteAsync("part");
                await httpContext.Response.Body.FlushAsync();
            }

            throw new InvalidDataException("fails while it is written");
        }
    }

    public sealed record Body(string Name, int Number);
}
