using PerfFlow.Demo.Launch;
using Spectre.Console;

namespace PerfFlow.Demo;

/// <summary>The host the year is played against: our own child process, or one that runs already.</summary>
internal sealed class Host(Uri address) : IAsyncDisposable
{
    private AppProcess? app;

    public Uri Address => app?.Address ?? address;

    public static async Task<Host> FindAsync(Options options, string folder, IAnsiConsole console, CancellationToken cancellation)
    {
        if (options.Target is { } target)
        {
            return await Readiness.IsReadyAsync(target, cancellation)
                ? new(target)
                : throw new DemoException($"No PerfFlow answers at {target}: {new Uri(target, "/api/health/ready")} is not ready.");
        }

        // A killed demo leaves its app running: continuing takes it over.
        var local = new Uri($"http://localhost:{options.Port}");
        if (options.Resume && await Readiness.IsReadyAsync(local, cancellation))
        {
            console.MarkupLineInterpolated($"[grey]The app of the killed run still answers at {local}: going on with it.[/]");
            return new(local);
        }

        var log = Path.Combine(folder, "app.log");
        console.MarkupLineInterpolated($"[grey]Starting the app in the emulator (its log: {log}) ...[/]");
        var settings = new Dictionary<string, string> { ["SweepSchedule"] = "*/5 * * * * *" };
        return new(local) { app = await AppProcess.StartAsync(options.Port, log, settings, cancellation) };
    }

    /// <summary>Keeps the app up until Ctrl-C.</summary>
    public async Task ServeAsync(bool leave, IAnsiConsole console, CancellationToken cancellation)
    {
        if (leave || app is null)
        {
            return;
        }

        console.MarkupLineInterpolated($"Serving at [link]{Address}[/] until Ctrl-C.");
        try
        {
            await app.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how one leaves.
        }
    }

    public ValueTask DisposeAsync() => app?.DisposeAsync() ?? ValueTask.CompletedTask;
}
