using PerfFlow.Azurite;
using PerfFlow.LocalHost.Azurite;

namespace PerfFlow.LocalHost.Tests.Running;

/// <summary>Host, worker and Azurite end together and in order, however the host ends.</summary>
public sealed class LifeTests : IDisposable
{
    private const string Development = "UseDevelopmentStorage=true";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("host-life-");

    public void Dispose()
    {
        EndAzurite(); // also when a test has failed: it would keep the ports
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_host_that_is_killed_takes_its_worker_with_it()
    {
        using var host = await StartAsync();
        var worker = await host.WorkerAsync();

        await host.EndAsync("KILL");

        await Eventually.HoldsAsync(() => !TerminalHost.IsAlive(worker), "the worker has ended");
    }

    [Fact]
    public async Task A_worker_that_is_killed_is_replaced_by_one_that_answers()
    {
        using var host = await StartAsync();
        var (worker, before) = (await host.WorkerAsync(), await host.AskAsync());

        System.Diagnostics.Process.GetProcessById(worker).Kill();
        await Eventually.HoldsAsync(() => !TerminalHost.IsAlive(worker), "the worker has ended");

        await Eventually.HoldsAsync(async () => await AnswerAsync(host) == before, "another worker answers");
        Assert.NotEqual(worker, await host.WorkerAsync());
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_host_that_is_asked_to_end_ends_its_worker_and_itself_in_order(string signal)
    {
        using var host = await StartAsync();
        var worker = await host.WorkerAsync();

        Assert.Equal(0, await host.EndAsync(signal));

        Assert.False(TerminalHost.IsAlive(worker));
    }

    [DevelopmentStorageFact]
    public async Task Without_storage_an_Azurite_is_started_and_ended_last_and_one_that_was_left_is_used()
    {
        using (var first = await TerminalHost.StartAsync(folder.FullName, Development))
        {
            await first.EndAsync("TERM");
        }

        Assert.False(await ListensAsync()); // what it started, it ended
        using (var killed = await TerminalHost.StartAsync(folder.FullName, Development))
        {
            await killed.EndAsync("KILL");
        }

        Assert.True(await ListensAsync()); // so that nothing it kept is lost
        using (var next = await TerminalHost.StartAsync(folder.FullName, Development))
        {
            await next.AskAsync();
            await next.EndAsync("TERM");
        }

        Assert.True(await ListensAsync()); // what it did not start, it leaves
        EndAzurite();
        await Eventually.HoldsAsync(async () => !await ListensAsync(), "the Azurite that was left has ended");
    }

    private static async Task<string?> AnswerAsync(TerminalHost host)
    {
        try
        {
            return await host.AskAsync();
        }
        catch (HttpRequestException)
        {
            return null; // it had begun in the dead one: such a request fails, as on the real host
        }
    }

    private void EndAzurite()
    {
        using var ended = System.Diagnostics.Process.Start("pkill", ["-INT", "-f", folder.FullName]);
        ended.WaitForExit();
    }

    private static Task<bool> ListensAsync() => AzuritePorts.ListensAsync(AzuritePorts.Default.Blob);

    private async Task<TerminalHost> StartAsync()
        => await TerminalHost.StartAsync(folder.FullName, (await AzuriteServer.SharedAsync()).ConnectionString);
}
