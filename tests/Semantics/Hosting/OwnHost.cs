using System.Net.Http.Json;
using PerfFlow.Azurite;

namespace PerfFlow.Semantics.Tests.Hosting;

/// <summary>
/// The app on a host of a test's own, which may be stopped, killed and started again on the storage it had: an Azurite that all of these
/// share, apart from the hosts that other tests use meanwhile.
/// </summary>
internal sealed class OwnHost : IAsyncDisposable
{
    private static readonly Lazy<Task<AzuriteServer>> Azurite = new(AzuriteServer.StartAsync);

    private readonly string folder;
    private readonly string storage;
    private readonly (string Name, string Value)[] settings;

    private OwnHost(string folder, string storage, (string Name, string Value)[] settings, FunctionAppProcess process)
    {
        this.folder = folder;
        this.storage = storage;
        this.settings = settings;
        Process = process;
        Client = new SemanticsHost(process.Address, storage);
    }

    /// <summary>The process of the moment.</summary>
    public FunctionAppProcess Process { get; private set; }

    /// <summary>Talks to the process of the moment.</summary>
    public SemanticsHost Client { get; private set; }

    /// <param name="name">Keeps its orchestrations, timers and blobs apart from those of other hosts on the storage.</param>
    /// <param name="folder">The app's build output, or a copy of it; null for the former.</param>
    /// <param name="settings">More settings, as environment variables.</param>
    public static async Task<OwnHost> StartAsync(string name, string? folder = null, params (string Name, string Value)[] settings)
    {
        var storage = (await Azurite.Value).ConnectionString;
        folder ??= SemanticsHost.AppFolder;
        settings = [("SemanticsHub", name), ("AzureFunctionsWebHost__hostid", name.ToLowerInvariant()), .. settings];
        return new OwnHost(folder, storage, settings, await FunctionAppProcess.StartAsync(folder, storage, settings));
    }

    /// <summary>Starts it again after it was stopped or killed.</summary>
    public async Task RestartAsync()
    {
        Process.Dispose();
        Process = await FunctionAppProcess.StartAsync(folder, storage, settings);
        Client = new SemanticsHost(Process.Address, storage);
    }

    /// <summary>The worker's process, once one answers that is not the given one.</summary>
    public Task<int> WorkerAsync(int not = 0) => Eventually.AnswersAsync(ProcessIdAsync, id => id != 0 && id != not);

    public ValueTask DisposeAsync()
    {
        Process.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<int> ProcessIdAsync()
    {
        try
        {
            using var response = await Client.Http.GetAsync("process");
            return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<int>() : 0;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
