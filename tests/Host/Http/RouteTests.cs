using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PerfFlow.LocalHost.Functions;
using PerfFlow.LocalHost.Http;
using PerfFlow.LocalHost.Tests.Functions;

namespace PerfFlow.LocalHost.Tests.Http;

/// <summary>Which function answers a request: on the real host the first that fits, in the order of the functions' names.</summary>
public sealed class RouteTests
{
    [Theory]
    [InlineData("GET", "/api/hello", "Hello")]
    [InlineData("GET", "/API/HELLO", "Hello")]
    [InlineData("GET", "/api/units/7", "Number")]
    [InlineData("GET", "/api/units/x", "Text")]
    [InlineData("POST", "/api/units/x", "ZCatchAll")]
    [InlineData("GET", "/api/nowhere/at/all", "ZCatchAll")]
    [InlineData("GET", "/api/Unrouted", "Unrouted")]
    public async Task The_first_function_by_name_whose_route_fits_answers(string method, string path, string function)
        => Assert.Equal(function, await AnsweredByAsync("api", method, path));

    [Theory]
    [InlineData("DELETE", "/api/hello")]
    [InlineData("HEAD", "/api/hello")]
    [InlineData("GET", "/hello")]
    public async Task What_no_route_has_nobody_answers(string method, string path)
        => Assert.Null(await AnsweredByAsync("api", method, path));

    [Fact]
    public async Task A_catch_all_that_comes_first_by_name_takes_every_request()
        => Assert.Equal(
            "ACatchAll",
            await AnsweredByAsync(
                "", "GET", "/hello", Described.Http("Hello", "hello", "get"), Described.Http("ACatchAll", "{*path}", "get")));

    [Fact]
    public async Task Without_a_prefix_a_catch_all_has_the_root_too()
        => Assert.Equal("All", await AnsweredByAsync("", "GET", "/", Described.Http("All", "{*path}", "get")));

    private static Task<string?> AnsweredByAsync(string prefix, string method, string path) => AnsweredByAsync(
        prefix,
        method,
        path,
        Described.Http("ZCatchAll", "{*path}", "get", "post"),
        Described.Http("Hello", "hello", "get"),
        Described.Http("Text", "units/{unit}", "get"),
        Described.Http("Number", "units/{unit:int}", "get"),
        Described.Http("Unrouted", null, "get"));

    private static async Task<string?> AnsweredByAsync(string prefix, string method, string path, params WorkerFunction[] functions)
    {
        await using var services = new ServiceCollection().AddRouting().AddLogging().BuildServiceProvider();
        string? answered = null;
        var routes = HttpRoutes.Build(
            new ApplicationBuilder(services),
            functions.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase),
            prefix,
            Answer);
        var request = new RouteContext(new DefaultHttpContext { RequestServices = services, Request = { Method = method, Path = path } });
        await routes.RouteAsync(request);
        await (request.Handler?.Invoke(request.HttpContext) ?? Task.CompletedTask);
        return answered;

        RequestDelegate Answer(WorkerFunction function) => _ =>
        {
            answered = function.Name;
            return Task.CompletedTask;
        };
    }
}
