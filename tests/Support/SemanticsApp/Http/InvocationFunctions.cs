using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using PerfFlow.SemanticsApp.Journals;

namespace PerfFlow.SemanticsApp.Http;

public sealed class InvocationFunctions(ScopedMarker marker, Journal journal)
{
    [Function(nameof(Invocation))]
    public IResult Invocation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "invocation")] HttpRequest request, FunctionContext context)
    {
        journal.Trace(request.HttpContext, "function");
        return Results.Json(new
        {
            constructor = marker.Id,
            requestServices = request.HttpContext.RequestServices.GetRequiredService<ScopedMarker>().Id,
            instanceServices = context.InstanceServices.GetRequiredService<ScopedMarker>().Id,
            context.InvocationId,
            invocationHeader = request.Headers["x-ms-invocation-id"].ToString(),
            context.FunctionDefinition.Name,
            context.FunctionDefinition.EntryPoint,
            note = context.Items[InnerMiddleware.NoteKey],
        });
    }

    /// <summary>Ends when the client leaves.</summary>
    [Function(nameof(Hang))]
    public async Task<IResult> Hang(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hang/{topic}")] HttpRequest request,
        string topic,
        CancellationToken cancellation)
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellation, request.HttpContext.RequestAborted);
        journal.Add(topic, "started");
        try
        {
            await Task.Delay(TimeSpan.FromMinutes(3), left.Token);
        }
        catch (OperationCanceledException)
        {
            journal.Add(topic, "cancelled");
        }

        return Results.NoContent();
    }
}
