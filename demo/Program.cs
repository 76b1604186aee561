using PerfFlow.Demo;
using PerfFlow.Demo.Launch;
using Spectre.Console;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true; // we stop in order: first the year, then the app
    stop.Cancel();
};

try
{
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
catch (DemoException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
