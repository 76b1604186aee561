using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PerfFlow.SemanticsApp.Durable;

/// <summary>The durable client over HTTP. A call the engine refuses answers 409 with the exception's message.</summary>
public sealed class InstanceFunctions
{
    [Function(nameof(StartInstance))]
    public Task<IResult> StartInstance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "start/{orchestrator}/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string orchestrator,
        string id) => RefusedAsConflict(async () =>
    {
        var options = new StartOrchestrationOptions
        {
            InstanceId = id,
            StartAt = request.Query["startAt"].FirstOrDefault() is { } at ? DateTimeOffset.Parse(at, null) : default(DateTimeOffset?),
            Version = request.Query["version"].FirstOrDefault() is { } version ? new TaskVersion(version) : default(TaskVersion?),
        };
        var started = await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, await BodyAsync(request), options);
        return Results.Accepted(value: new { id = started });
    });

    [Function(nameof(GetInstance))]
    public async Task<IResult> GetInstance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "instances/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id) =>
        await client.GetInstanceAsync(id, getInputsAndOutputs: true) is { } found
            ? Results.Json(InstanceView.Of(found))
            : Results.NotFound();

    [Function(nameof(AwaitInstance))]
    public async Task<IResult> AwaitInstance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "instances/{id}/await/{what:alpha}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        string what,
        CancellationToken cancellation) => Results.Json(InstanceView.Of(what == "start"
            ? await client.WaitForInstanceStartAsync(id, getInputsAndOutputs: true, cancellation)
            : await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellation)));

    [Function(nameof(DeliverEvent))]
    public Task<IResult> DeliverEvent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "instances/{id}/events/{name}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        string name) => RefusedAsConflict(async () =>
    {
        await client.RaiseEventAsync(id, name, await BodyAsync(request));
        return Results.Accepted();
    });

    [Function(nameof(SuspendInstance))]
    public Task<IResult> SuspendInstance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "instances/{id}/suspend")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id) => RefusedAsConflict(async () =>
    {
        await client.SuspendInstanceAsync(id, "asked by a test");
        return Results.Accepted();
    });

    [Function(nameof(ResumeInstance))]
    public Task<IResult> ResumeInstance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "instances/{id}/resume")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id) => RefusedAsConflict(async () =>
    {
        await client.ResumeInstanceAsync(id, "asked by a test");
        return Results.Accepted();
    });

    [Function(nameof(TerminateInstance))]
    public Task<IResult> TerminateInstance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "instances/{id}/terminate")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id) => RefusedAsConflict(async () =>
    {
        await client.TerminateInstanceAsync(
            id, new TerminateInstanceOptions("terminated by a test", Recursive: request.Query.ContainsKey("recursive")));
        return Results.Accepted();
    });

    [Function(nameof(PurgeInstance))]
    public Task<IResult> PurgeInstance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "instances/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id) => RefusedAsConflict(async () =>
    {
        var purged = await client.PurgeInstanceAsync(id);
        return Results.Json(new { purged.PurgedInstanceCount });
    });

    /// <summary>Purges whatever has ended.</summary>
    [Function(nameof(PurgeEnded))]
    public Task<IResult> PurgeEnded(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "instances")] HttpRequest request,
        [DurableClient] DurableTaskClient client) => RefusedAsConflict(async () =>
    {
        var purged = await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(
            DateTimeOffset.UnixEpoch,
            null,
            [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated]));
        return Results.Json(new { purged.PurgedInstanceCount });
    });

    /// <summary>One page: the items and where the next begins.</summary>
    [Function(nameof(QueryInstances))]
    public async Task<IResult> QueryInstances(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "instances")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        var query = new OrchestrationQuery(
            Statuses: request.Query["status"].FirstOrDefault() is { } status ? [Enum.Parse<OrchestrationRuntimeStatus>(status)] : null,
            InstanceIdPrefix: request.Query["prefix"].ToString(),
            PageSize: 2,
            FetchInputsAndOutputs: true);
        await foreach (var page in client.GetAllInstancesAsync(query).AsPages(request.Query["continuation"].FirstOrDefault(), 2))
        {
            return Results.Json(new { items = page.Values.Select(InstanceView.Of), continuation = page.ContinuationToken });
        }

        return Results.Json(new { items = Array.Empty<InstanceView>(), continuation = (string?)null });
    }

    private static async Task<object?> BodyAsync(HttpRequest request) =>
        request.ContentLength is null or 0 ? null : await JsonSerializer.DeserializeAsync<JsonElement>(request.Body);

    private static async Task<IResult> RefusedAsConflict(Func<Task<IResult>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception refusal) when (refusal is not FormatException and not JsonException)
        {
            return Results.Problem(title: refusal.GetType().Name, detail: refusal.Message, statusCode: 409);
        }
    }
}
