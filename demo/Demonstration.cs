using PerfFlow.Demo.Access;
using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;
using PerfFlow.Demo.Display;
using PerfFlow.Demo.Launch;
using PerfFlow.Demo.Year;
using Spectre.Console;

namespace PerfFlow.Demo;

/// <summary>Starts or finds the host, plays the year, shows the result, and serves on.</summary>
internal static class Demonstration
{
    /// <exception cref="DemoException">Something the person at the terminal can put right.</exception>
    public static async Task RunAsync(Options options, IAnsiConsole console, CancellationToken cancellation)
    {
        var bureau = BureauYear.Load();
        var folder = Path.Combine(options.Out, $"{bureau.Year}");
        if (options.Fresh)
        {
            foreach (var file in CleanSlate.Make(".", folder, CleanSlate.Listening()))
            {
                console.MarkupLineInterpolated($"[grey]Left in place, as no run wrote it: {file}[/]");
            }
        }

        var key = options.Key ?? DevelopmentKey.FromLocalSettings();
        var run = options.Resume ? RunFile.Read(folder) : NewRun(options);
        await using var host = await Host.FindAsync(options, folder, console, cancellation);
        run.Write(folder);
        var (unit, projects) = (bureau.Unit.Name.Value, bureau.Projects.Count);
        console.MarkupLineInterpolated(
            $"[bold]{unit}[/] {bureau.Year}: {projects} projects at [link]{host.Address}[/], unit [bold]{run.UnitId}[/]");

        using var sockets = new SocketsHttpHandler();
        using var patient = new PatientHandler(sockets, ended: () => host.Ended);
        using var http = patient.ClientOf(host.Address);
        var client = new PerfFlowClient(http, new DevelopmentTokens(key, TimeProvider.System), new People(bureau).Admin);
        try
        {
            var result = await WatchAsync(console, progress => new YearRun(client, bureau, run, folder, progress).PlayAsync(cancellation));
            new ResultView(console, bureau).Show(result);
        }
        catch (HttpRequestException lost)
        {
            throw new DemoException(
                $"The host at {host.Address} cannot be reached ({lost.Message}). Start it again, and continue with --resume.", lost);
        }
        catch (ApiException problem)
        {
            throw new DemoException($"The host refused what the demo asked: {problem.Message}", problem);
        }

        await host.ServeAsync(options.Exit, console, cancellation);
    }

    private static RunFile NewRun(Options options)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new(options.UnitId ?? $"hrss-{now.ToUnixTimeMilliseconds()}", SecondsPlan.From(now, options.Pace));
    }

    private static Task<YearResult> WatchAsync(IAnsiConsole console, Func<IYearProgress, Task<YearResult>> play)
        => console.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
            ? LiveProgress.WatchAsync(console, play)
            : play(new LineProgress(Console.Out, TimeProvider.System));
}
