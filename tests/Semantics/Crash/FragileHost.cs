using PerfFlow.Semantics.Tests.Hosting;

namespace PerfFlow.Semantics.Tests.Crash;

/// <summary>A host that is killed again and again.</summary>
internal sealed class FragileHost : IAsyncDisposable
{
    private const string Engine = "AzureFunctionsJobHost__extensions__durableTask__storageProvider__";

    /// <summary>
    /// A message that a killed host had taken is hidden from the next one: by default for five minutes, at least for one.
    /// </summary>
    private static readonly (string, string)[] Settings =
    [
        (Engine + "controlQueueVisibilityTimeout", "00:01:00"),
        (Engine + "workItemQueueVisibilityTimeout", "00:01:00"),
        ("TickSchedule", "0 0 0 1 1 *"),
    ];

    private FragileHost(OwnHost own) => Own = own;

    public OwnHost Own { get; }

    /// <summary>How often the host was killed so far.</summary>
    public int HostKills { get; private set; }

    public static async Task<FragileHost> StartAsync() => new(await OwnHost.StartAsync("Crashes", settings: Settings));

    /// <summary>Kills, and starts again whoever does not start by himself.</summary>
    public async Task DieAsync(Death death)
    {
        if (death == Death.Worker)
        {
            await Own.Process.KillWorkerAsync(); // the host starts another
            return;
        }

        HostKills++;
        await (death == Death.Both ? Own.Process.KillAsync() : Own.Process.KillHostAsync());
        await Own.RestartAsync();
    }

    public ValueTask DisposeAsync() => Own.DisposeAsync();
}

/// <summary>Who is killed.</summary>
internal enum Death
{
    Both,
    Host,
    Worker,
}
