using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PerfFlow.SemanticsApp.Durable;

namespace PerfFlow.Semantics.Tests.Hosting;

/// <summary>One orchestration as a client sees it over HTTP.</summary>
internal sealed class Instance(SemanticsHost host, string id)
{
    private static readonly string[] Ended = ["Completed", "Failed", "Terminated"];

    public string Id => id;

    /// <summary>Starts an orchestration with a new id.</summary>
    /// <param name="query">Options of the start endpoint: <c>startAt</c>, <c>version</c>.</param>
    public static async Task<Instance> StartAsync(HostKind kind, string orchestrator, object? input = null, string query = "")
    {
        var instance = new Instance(await SemanticsHost.GetAsync(kind), $"{orchestrator}-{Guid.NewGuid():N}");
        using var started = await instance.TryStartAsync(orchestrator, input, query);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        return instance;
    }

    public Task<HttpResponseMessage> TryStartAsync(string orchestrator, object? input = null, string query = "") =>
        host.Http.PostAsync($"start/{orchestrator}/{id}{query}", Body(input));

    public async Task<InstanceView?> FindAsync()
    {
        using var response = await host.Http.GetAsync($"instances/{id}");
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<InstanceView>();
    }

    public async Task<InstanceView> UntilAsync(Func<InstanceView, bool> fits) =>
        (await Eventually.AnswersAsync(FindAsync, found => found is not null && fits(found)))!;

    public Task<InstanceView> UntilStatusAsync(string status) => UntilAsync(found => found.Status == status);

    /// <summary>Until the orchestrator says by its custom status that it waits for an event.</summary>
    public Task<InstanceView> UntilWaitingAsync() =>
        UntilAsync(found => found.CustomStatus == $"\"{Waiting.Waits}\"" && found.Status == "Running");

    public Task<InstanceView> EndAsync() => UntilAsync(found => Ended.Contains(found.Status));

    /// <summary>What it returned; it must have completed.</summary>
    public async Task<T> OutputAsync<T>()
    {
        var end = await EndAsync();
        Assert.True(end.Status == "Completed", $"{end}");
        return JsonSerializer.Deserialize<T>(end.Output!, JsonSerializerOptions.Web)!;
    }

    /// <summary>
    /// Raises an event once the instance has had its first turn. DurableTask.AzureStorage throws away an event that it
    /// takes from the queue before the start ("No such instance"): on a loaded machine it puts the start back until the
    /// instance's row is written, and the event is served first.
    /// </summary>
    public async Task RaiseAsync(string name, object? payload = null)
    {
        await UntilAsync(found => found.Status != "Pending");
        using var raised = await TryRaiseAsync(name, payload);
        Assert.Equal(HttpStatusCode.Accepted, raised.StatusCode);
    }

    public Task<HttpResponseMessage> TryRaiseAsync(string name, object? payload = null) =>
        host.Http.PostAsync($"instances/{id}/events/{name}", Body(payload));

    /// <param name="verb">suspend, resume, terminate.</param>
    public async Task PostAsync(string verb)
    {
        using var done = await host.Http.PostAsync($"instances/{id}/{verb}", null);
        Assert.Equal(HttpStatusCode.Accepted, done.StatusCode);
    }

    /// <param name="what">start or completion.</param>
    public async Task<InstanceView> AwaitAsync(string what) =>
        (await host.Http.GetFromJsonAsync<InstanceView>($"instances/{id}/await/{what}"))!;

    public async Task<HttpResponseMessage> PurgeAsync() => await host.Http.DeleteAsync($"instances/{id}");

    // JSON with a length: an empty body means no input.
    private static StringContent? Body(object? value) =>
        value is null ? null : new StringContent(JsonSerializer.Serialize(value, JsonSerializerOptions.Web), null, "application/json");
}
