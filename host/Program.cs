using System.Runtime.InteropServices;
using PerfFlow.LocalHost;
using PerfFlow.LocalHost.Events;

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopInOrder);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopInOrder);
try
{
    var command = CommandLine.Parse(args);
    await (command switch
    {
        { Help: true } => Console.Out.WriteLineAsync(CommandLine.Usage),
        { Target: { } target } => EventsAlone.RunAsync(command.App, target, command.Key, stop.Token),
        _ => ServeAsync(command),
    });
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
catch (StartupException refusal)
{
    Console.Error.WriteLine(refusal.Message); // a stack trace would hide the reason
    return 1;
}

async Task ServeAsync(CommandLine command)
{
    await using var host = await LocalFunctionsHost.StartAsync(new(command.App, command.Port) { Console = true }, stop.Token);
    foreach (var function in host.Functions.Where(static function => function.Place.Length > 0))
    {
        Console.WriteLine($"  {function.Name}: {function.Place}");
    }

    Console.WriteLine($"{host.Functions.Count} functions at {host.Address} (Ctrl-C ends)");
    var stopped = Task.Delay(Timeout.Infinite, stop.Token);
    if (await Task.WhenAny(stopped, host.Failed) == host.Failed)
    {
        throw new StartupException($"The host has to end: {(await host.Failed).Message}");
    }
}

void StopInOrder(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
