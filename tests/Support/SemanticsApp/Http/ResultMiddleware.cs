using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using PerfFlow.SemanticsApp.Journals;

namespace PerfFlow.SemanticsApp.Http;

/// <summary>The third: touches the result as the request's header <c>x-result</c> says, to show what of it reaches the client.</summary>
public sealed class ResultMiddleware(Journal journal) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var http = context.GetHttpContext()!;
        var before = context.GetInvocationResult();
        await next(context);
        switch (http.Request.Headers["x-result"].FirstOrDefault())
        {
            case "read":
                journal.Trace(http, $"before {before.Value?.GetType().Name ?? "nothing"}");
                journal.Trace(http, $"after {context.GetInvocationResult().Value?.GetType().Name ?? "nothing"}");
                break;
            case "write what was there before":
                before.Value = before.Value;
                break;
            case "replace":
                context.GetInvocationResult().Value = Results.Text("replaced");
                break;
            case "take for a text":
                context.GetInvocationResult<string>().Value = "never written";
                break;
        }
    }
}
