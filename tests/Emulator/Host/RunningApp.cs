using Microsoft.Extensions.DependencyInjection;
using PerfFlow.Azurite;
using PerfFlow.HostApp;

namespace PerfFlow.Emulator.Tests.Host;

/// <summary>The app of tests/HostApp, on the shared Azurite unless told otherwise; settings keep tests apart.</summary>
internal sealed class RunningApp(EmulatorHost host) : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public HttpClient Http { get; } = new() { BaseAddress = host.BaseAddress };

    public Journal Journal => host.Services.GetRequiredService<Journal>();

    public IServiceProvider Services => host.Services;

    public static async Task<RunningApp> StartAsync(TimeProvider? clock = null, params (string Name, string Value)[] settings)
    {
        var azurite = await AzuriteServer.SharedAsync();
        var values = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["Inbox"] = "inbox-nobody-writes-to",
            ["AzureFunctionsJobHost:extensions:durableTask:hubName"] = $"h{Guid.NewGuid():N}",
        };
        foreach (var (name, value) in settings)
        {
            values[name] = value;
        }

        return new RunningApp(await EmulatorHost.StartAsync(new EmulatorOptions
        {
            Assembly = typeof(Journal).Assembly,
            Folder = Path.Combine(AppContext.BaseDirectory, "HostApp"),
            Hub = HubStore.InMemory,
            TimeProvider = clock,
            Settings = values,
        }));
    }

    public static async Task UntilAsync(Func<bool> condition, Func<string> state)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!condition())
        {
            Assert.False(deadline.IsCancellationRequested, $"Not within {Deadline}: {state()}");
            await Task.Delay(20);
        }
    }

    public Task UntilJournalAsync(string topic, int count) =>
        UntilAsync(() => Journal[topic].Count >= count, () => $"{topic} has {string.Join("; ", Journal[topic])}");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.DisposeAsync();
    }
}
