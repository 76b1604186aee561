namespace PerfFlow.Benchmarks.Host;

/// <summary>PerfFlow with nothing to do: what host and worker take all the same.</summary>
internal static class Idle
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<Figure>> RunAsync(bool once)
    {
        await using var app = await App.StartAsync(App.PerfFlow, inMemory: true);
        using var answer = await app.Http.GetAsync("health/ready");
        await Task.Delay(once ? TimeSpan.Zero : Settling);
        var (hostBefore, workerBefore) = (app.OfHost(), await app.OfWorkerAsync());
        var rest = once ? TimeSpan.FromSeconds(1) : Measured;
        await Task.Delay(rest);
        var (host, worker) = (app.OfHost(), await app.OfWorkerAsync());
        var (busyHost, busyWorker) = ((host.Processor - hostBefore.Processor) / rest, (worker.Processor - workerBefore.Processor) / rest);
        return
        [
            new("processor, host", 100 * busyHost, "% of one core"),
            new("processor, worker", 100 * busyWorker, "% of one core"),
            new("processor, both", 100 * (busyHost + busyWorker), "% of one core"),
            new("memory, host", host.Memory / 1e6, "MB"),
            new("memory, worker", worker.Memory / 1e6, "MB"),
        ];
    }
}
