using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using PerfFlow.Storage.Files;
using PerfFlow.Storage;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Functions.Edge.Http;

/// <param name="IsUsual">On a developer's machine, where a browser told to insist on https would find nothing any more.</param>
public sealed record PlainHttp(bool IsUsual);

/// <summary>
/// Outermost of ours on HTTP triggers: sets the security headers and turns whatever is thrown into a problem,
/// because an unhandled exception may reach the client as an empty 200 on the official host.
/// </summary>
public sealed class ProblemMiddleware(
    PlainHttp plain, StoragePatience patience, ILogger<ProblemMiddleware> log) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        SecureHeaders(context.GetHttpContext()!.Response);
        var request = new RequestPatience(patience.InAll);
        request.Enter();
        try
        {
            await next(context);
            var answer = context.GetInvocationResult(); // a copy of what is there when it is asked for
            answer.Value = answer.Value is IResult result ? new Guarded(result, this, request, context) : answer.Value;
        }
        catch (Exception fault)
        {
            context.GetInvocationResult().Value = ProblemOf(fault, context);
        }
    }

    private Problem ProblemOf(Exception fault, FunctionContext context)
    {
        switch (fault)
        {
            case BadHttpRequestException bad:
                return Problems.BadRequest(bad.StatusCode);
            case AlteredFileException or DamagedRowException:
                log.Damage(fault);
                return Problems.OfDamage(fault)!;
            case OperationCanceledException when context.GetHttpContext()!.RequestAborted.IsCancellationRequested:
                return Problems.BadRequest(StatusCodes.Status400BadRequest); // nobody is left to read it
            case LedgerBusyException: // the stream is whole: the same request again will do
            case OperationCanceledException: // an answer that stopped in between, or a process that is ending
            case OtherStorageException:
            case var away when StorageUnavailableException.Says(away):
                log.StorageUnavailable(fault, context.FunctionDefinition.Name, context.InvocationId);
                return Problems.StorageUnavailable;
            default:
                log.Unexpected(fault, context.FunctionDefinition.Name, context.InvocationId);
                return Problems.Unexpected;
        }
    }

    private void SecureHeaders(HttpResponse response)
    {
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        if (!plain.IsUsual)
        {
            // always: behind a front end that ends TLS the request itself is plain, and browsers heed it over https alone; what else
            // stands below our name is not ours to speak for
            headers.StrictTransportSecurity = "max-age=31536000";
        }
    }

    /// <summary>The worker writes a result after all middleware has returned, and takes what is thrown then for a whole answer.</summary>
    private sealed class Guarded(IResult result, ProblemMiddleware middleware, RequestPatience request, FunctionContext context) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            request.Enter();
            try
            {
                await result.ExecuteAsync(httpContext);
            }
            catch (Exception fault)
            {
                var problem = middleware.ProblemOf(fault, context);
                if (httpContext.Response.HasStarted)
                {
                    httpContext.Abort(); // half a file must not look like one
                    return;
                }

                httpContext.Response.Clear();
                middleware.SecureHeaders(httpContext.Response);
                await problem.ExecuteAsync(httpContext);
            }
        }
    }
}
