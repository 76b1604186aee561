using System.Runtime.InteropServices;
using PerfFlow.Demo;
using PerfFlow.Demo.Access;
using PerfFlow.Demo.Launch;
using PerfFlow.Demo.Verify;
using Spectre.Console;

const int WidthOfFiles = 140; // a pipe or a file has no width of its own

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopInOrder);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopInOrder);
if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = WidthOfFiles;
}

try
{
    if (args is ["verify", .. var archive])
    {
        return VerifyCommand.Run(archive, Console.Out);
    }

    if (args is ["token", .. var whose])
    {
        Console.WriteLine(TokenCommand.Run(whose, TimeProvider.System));
        return 0;
    }

    var options = Options.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(Options.Usage);
        return 0;
    }

    await Demonstration.RunAsync(options, AnsiConsole.Console, stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped. Continue with --resume.");
    return 130;
}
catch (Exception failure) when (failure is DemoException or TimeoutException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}

// First the year, then the host; its worker and the storage that it started are the host's to end.
void StopInOrder(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
