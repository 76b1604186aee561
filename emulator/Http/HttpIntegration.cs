using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using PerfFlow.Emulator.Functions;

namespace PerfFlow.Emulator.Http;

/// <summary>The step of the pipeline that gives an HTTP function its request and writes what it returns.</summary>
internal static class HttpIntegration
{
    public static void AddTo(FunctionsApplicationBuilder builder)
    {
        if (builder.Composition.HttpIntegrated)
        {
            return;
        }

        builder.Composition.HttpIntegrated = true;
        builder.Services.AddMvc();
        builder.Services.AddSingleton<MatcherPolicy, ListedMethods>();
        builder.Use(next => context => Invocation.Of(context).Trigger is HttpContext http ? ServeAsync(context, http, next) : next(context));
    }

    private static async Task ServeAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        context.Items[FunctionContextExtensions.HttpContextKey] = http;
        await next(context);
        await WriteAsync(context.GetInvocationResult().Value, http);
    }

    private static Task WriteAsync(object? result, HttpContext http) => result switch
    {
        null => Task.CompletedTask,
        IResult answer => answer.ExecuteAsync(http),
        IActionResult answer => answer.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())),
        string text => TypedResults.Text(text).ExecuteAsync(http),
        _ => TypedResults.Json(result).ExecuteAsync(http),
    };
}
