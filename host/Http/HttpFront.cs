using System.Diagnostics;
using System.Net;
using PerfFlow.LocalHost.Functions;
using PerfFlow.LocalHost.Rpc;
using PerfFlow.LocalHost.Worker;
using Yarp.ReverseProxy.Forwarder;

namespace PerfFlow.LocalHost.Http;

/// <summary>Answers HTTP functions: the invocation goes over gRPC, the request itself to the worker's web server, both at once.</summary>
internal sealed class HttpFront(
    Workers workers, IHttpForwarder forwarder, DurableClientText durableClient, long largestBody, Throttle throttle, ILogger<HttpFront> log)
    : IDisposable
{
    /// <summary>How long neither side may be silent.</summary>
    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromMinutes(4) };

    /// <summary>How long the worker's server may still answer for a function that has failed.</summary>
    private static readonly TimeSpan LateAnswer = TimeSpan.FromSeconds(5);

    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    });

    public RequestDelegate Answer(WorkerFunction function) => context => throttle.RunAsync(context, () => AnswerAsync(function, context));

    public void Dispose() => client.Dispose();

    private async Task AnswerAsync(WorkerFunction function, HttpContext context)
    {
        if (!await RequestBody.TryBufferAsync(context, largestBody))
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError; // empty, as on the real host
            return;
        }

        var request = await RequestAsync(function, context);
        context.Request.Headers["x-ms-invocation-id"] = request.InvocationId;
        try
        {
            var worker = await workers.ReadyAsync(context.RequestAborted); // one for both: the invocation and the request it is for
            await RunAsync(worker, function, request, context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has hung up.
        }
        catch (Exception failure) when (failure is WorkerException or WorkerProcessExitException)
        {
            log.FunctionFailed(function.Name, failure.Message);
            if (!context.Response.HasStarted)
            {
                context.Response.Clear();
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }
        }
    }

    private async Task RunAsync(WorkerChannel worker, WorkerFunction function, InvocationRequest request, HttpContext context)
    {
        var address = worker.HttpAddress
            ?? throw new WorkerException($"The worker has no web server: {function.Name} needs ConfigureFunctionsWebApplication().");
        using var late = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var invocation = workers.InvokeAsync(worker, function.Name, request, context.RequestAborted);
        var forwarding = forwarder.SendAsync(context, address, client, Config, ForwardedRequest.Instance, late.Token).AsTask();
        try
        {
            await invocation;
        }
        catch
        {
            late.CancelAfter(LateAnswer);
            await forwarding;
            throw;
        }

        await forwarding;
    }

    private async Task<InvocationRequest> RequestAsync(WorkerFunction function, HttpContext context)
    {
        var request = new InvocationRequest
        {
            FunctionId = function.Id,
            InvocationId = Guid.NewGuid().ToString(),
            TraceContext = new() { TraceParent = Activity.Current?.Id ?? "", TraceState = Activity.Current?.TraceStateString ?? "" },
        };
        var http = new RpcHttp();
        foreach (var (name, value) in context.Request.RouteValues)
        {
            http.Params[name] = value?.ToString() ?? "";
            request.TriggerMetadata[name] = Values.ToRpc(http.Params[name]);
        }

        request.InputData.Add(new ParameterBinding { Name = WorkerFunction.NameOf(function.Trigger), Data = new() { Http = http } });
        foreach (var input in function.Inputs)
        {
            request.InputData.Add(
                new ParameterBinding { Name = WorkerFunction.NameOf(input), Data = new() { String = await durableClient.AskAsync() } });
        }

        return request;
    }
}
