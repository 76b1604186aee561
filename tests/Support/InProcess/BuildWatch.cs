using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PerfFlow.InProcess;

/// <summary>
/// Looks on while a Program builds its host, and adds services before it does. .NET tells of both moments through a diagnostic
/// listener; ASP.NET Core's own test host works in this way.
/// </summary>
internal sealed class BuildWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    /// <summary>Events reach all watches of the process: each looks at its own Program only.</summary>
    private static readonly AsyncLocal<BuildWatch?> Current = new();

    private readonly TaskCompletionSource<IHost> built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<IServiceCollection> configure;
    private readonly List<IDisposable> subscriptions = [];

    public BuildWatch(Action<IServiceCollection> configure)
    {
        this.configure = configure;
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public Task<IHost> Built => built.Task;

    public async Task RunAsync(MethodInfo program, string[] arguments)
    {
        Current.Value = this;
        if (program.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null) is Task running)
        {
            await running;
        }
    }

    public void Dispose() => subscriptions.ForEach(static subscription => subscription.Dispose());

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
        {
            subscriptions.Add(value.Subscribe(this));
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        switch (value)
        {
            case { } when Current.Value != this:
                break;
            case { Key: "HostBuilding", Value: IHostBuilder builder }:
                builder.ConfigureServices((_, services) => configure(services));
                break;
            case { Key: "HostBuilt", Value: IHost host }:
                built.TrySetResult(host);
                break;
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }
}
