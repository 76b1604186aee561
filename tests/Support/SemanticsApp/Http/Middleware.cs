using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using PerfFlow.SemanticsApp.Journals;

namespace PerfFlow.SemanticsApp.Http;

/// <summary>
/// The first registered: turns what a function throws into a problem response, unless the request has the header <c>x-raw</c>.
/// </summary>
public sealed class OuterMiddleware(Journal journal) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var http = context.GetHttpContext()!;
        journal.Trace(http, "outer in");
        try
        {
            await next(context);
        }
        catch (Exception failure) when (!http.Request.Headers.ContainsKey("x-raw"))
        {
            context.GetInvocationResult().Value = Results.Problem(
                title: failure.GetType().FullName, detail: failure.Message, statusCode: 500);
        }

        journal.Trace(http, "outer out");
    }
}

/// <summary>The second: refuses a request with the header <c>x-refuse</c>, and leaves a note for the function.</summary>
public sealed class InnerMiddleware(Journal journal) : IFunctionsWorkerMiddleware
{
    public const string NoteKey = "note";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var http = context.GetHttpContext()!;
        journal.Trace(http, "inner in");
        if (http.Request.Headers.ContainsKey("x-refuse"))
        {
            context.GetInvocationResult().Value = Results.Problem(title: "refused", statusCode: 401);
            return;
        }

        context.Items[NoteKey] = "from the middleware";
        await next(context);
        journal.Trace(http, "inner out");
    }
}

internal static class TraceExtensions
{
    /// <summary>The topic is the request's header <c>x-trace</c>; without one, nothing is written.</summary>
    public static void Trace(this Journal journal, HttpContext http, string step)
    {
        if (http.Request.Headers["x-trace"].FirstOrDefault() is { } topic)
        {
            journal.Add(topic, step);
        }
    }
}
