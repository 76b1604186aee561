using System.Net;
using PerfFlow.Semantics.Tests.Hosting;
using PerfFlow.SemanticsApp.Durable;

namespace PerfFlow.Semantics.Tests.Crash;

/// <summary>The worker dies (SIGKILL), the host lives on and starts another.</summary>
public sealed class WorkerTests : IAsyncLifetime
{
    private OwnHost? host;

    public async Task InitializeAsync() => host = SemanticsHost.IsGiven ? null : await OwnHost.StartAsync("Workers");

    public async Task DisposeAsync() => await (host?.DisposeAsync() ?? ValueTask.CompletedTask);

    [OwnHostFact]
    public async Task What_ran_in_a_killed_worker_fails_and_the_next_worker_answers()
    {
        var worker = await host!.WorkerAsync();
        var retried = await StartAsync(nameof(Holding.HoldByPolicy), worker);
        var caught = await StartAsync(nameof(Holding.CaughtHold), worker);
        var topic = $"hang-{Guid.NewGuid():N}";
        var asked = HangAsync(topic);
        await host.Client.JournalAsync<string>(topic, count: 1);

        await host.Process.KillWorkerAsync();

        // HTTP: a failure, and no wait for the next worker.
        Assert.True(await asked is null or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway, $"{await asked}");

        // The worker is replaced, the host is the same.
        var next = await host.WorkerAsync(not: worker);
        Assert.Equal([next], await host.Process.WorkersAsync());

        // An activity without a policy fails the call, with one it runs again.
        var failure = await caught.OutputAsync<Failing.Caught>();
        Assert.Equal((nameof(Holding.Hold), false), (failure.TaskName, failure.IsArgument));
        Assert.NotEqual("nothing", failure.TaskName);
        Assert.Equal(next, await retried.OutputAsync<int>());
    }

    /// <summary>Starts an orchestration and waits until its activity runs.</summary>
    private async Task<Instance> StartAsync(string orchestrator, int worker)
    {
        var instance = new Instance(host!.Client, $"{orchestrator}-{Guid.NewGuid():N}");
        using var started = await instance.TryStartAsync(orchestrator, worker);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        await host.Client.JournalAsync<int>($"holds-{instance.Id}", count: 1);
        return instance;
    }

    /// <returns>Null if the connection broke.</returns>
    private async Task<HttpStatusCode?> HangAsync(string topic)
    {
        try
        {
            using var response = await host!.Client.Http.GetAsync($"hang/{topic}");
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
