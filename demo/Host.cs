using PerfFlow.Demo.Access;
using PerfFlow.Demo.Launch;
using Spectre.Console;

namespace PerfFlow.Demo;

/// <summary>The host the year is played against: our own child process, or one that runs already.</summary>
internal sealed class Host(Uri address) : IAsyncDisposable
{
    /// <summary>
    /// For a year of a minute: a sweep every few seconds, and messages that a killed host had taken are anyone's again after a minute,
    /// the least that the engine allows, instead of five.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> QuickToHeal = new Dictionary<string, string>
    {
        ["SweepSchedule"] = "*/5 * * * * *",
        ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__controlQueueVisibilityTimeout"] = "00:01:00",
        ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__workItemQueueVisibilityTimeout"] = "00:01:00",
    };

    private HostProcess? own;

    public Uri Address => own?.Address ?? address;

    /// <summary>Why our own process will not answer any more; null while it may, and always for another's.</summary>
    public string? Ended => own is { HasExited: true }
        ? $"The host has ended. Continue with --resume. It printed last:{Environment.NewLine}{own.LastWords}"
        : null;

    public static async Task<Host> FindAsync(Options options, string folder, IAnsiConsole console, CancellationToken cancellation)
    {
        if (options.Target is { } target)
        {
            return await Readiness.IsReadyAsync(target, cancellation)
                ? new(target)
                : throw new DemoException($"No PerfFlow answers at {target}: {new Uri(target, "/api/health/ready")} is not ready.");
        }

        // A killed demo leaves its host running: continuing takes it over.
        var local = new Uri($"http://localhost:{options.Port}");
        if (options.Resume && await Readiness.IsReadyAsync(local, cancellation))
        {
            console.MarkupLineInterpolated($"[grey]The host of the killed run still answers at {local}: going on with it.[/]");
            return new(local);
        }

        const string name = "host.log";
        var log = Path.Combine(folder, name);
        RunFolder.Note(folder, name);
        console.MarkupLineInterpolated($"[grey]Starting the host (its log: {log}) ...[/]");
        return new(local) { own = await HostProcess.StartAsync(options.Port, log, Settings(options), cancellation) };
    }

    /// <summary>With the key that the demo's tokens will be signed with, where one was given.</summary>
    private static IReadOnlyDictionary<string, string> Settings(Options options)
        => options.Key is { } key ? new Dictionary<string, string>(QuickToHeal) { [nameof(DevelopmentKey)] = key } : QuickToHeal;

    /// <summary>Keeps the app up until Ctrl-C.</summary>
    public async Task ServeAsync(bool leave, IAnsiConsole console, CancellationToken cancellation)
    {
        if (leave || own is null)
        {
            return;
        }

        console.MarkupLineInterpolated($"Serving at [link]{Address}[/] until Ctrl-C.");
        try
        {
            await own.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return; // Ctrl-C is how one leaves
        }

        if (!cancellation.IsCancellationRequested)
        {
            throw new DemoException(Ended!);
        }
    }

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
