using PerfFlow.Azurite;
using PerfFlow.Emulator;
using PerfFlow.SemanticsApp.Journals;

namespace PerfFlow.Semantics.Tests.Hosting;

/// <summary>The app in the emulator: as a child process on Azurite, or within this process with orchestrations in memory.</summary>
internal static class EmulatorHosts
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "PerfFlow.SemanticsApp.dll");

    public static async Task<SemanticsHost> OnAzuriteAsync()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var app = await FunctionAppProcess.StartAsync(Assembly, azurite.ConnectionString);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => app.Dispose();
        return new SemanticsHost(app.Address, azurite.ConnectionString);
    }

    public static async Task<SemanticsHost> InMemoryAsync()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var app = await EmulatorHost.StartAsync(new EmulatorOptions
        {
            Assembly = typeof(Journal).Assembly,
            Hub = HubStore.InMemory,
            Settings = new Dictionary<string, string?>
            {
                ["AzureWebJobsStorage"] = azurite.ConnectionString,
                ["TickSchedule"] = "0 0 0 1 1 *",
            },
        });
        AppDomain.CurrentDomain.ProcessExit += (_, _) => app.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return new SemanticsHost(app.BaseAddress, azurite.ConnectionString);
    }
}
