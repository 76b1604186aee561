using PerfFlow.LocalHost.Azurite;
using PerfFlow.LocalHost.Processes;

namespace PerfFlow.Benchmarks.Host;

/// <summary>An Azurite of a benchmark's own, on disk or in memory.</summary>
internal sealed class Storage : IAsyncDisposable
{
    private readonly AzuriteProcess process;
    private readonly DirectoryInfo folder;
    private readonly Leash leash;

    private Storage(AzuriteProcess process, DirectoryInfo folder)
    {
        this.process = process;
        this.folder = folder;
        leash = Leash.OfGroup(process.GroupId, folder);
    }

    /// <summary>The group its processes run in.</summary>
    public int GroupId => process.GroupId;

    public string ConnectionString => process.ConnectionString;

    /// <summary>Its access log.</summary>
    public string LogFile => process.LogFile;

    public static async Task<Storage> StartAsync(bool inMemory)
    {
        var folder = Directory.CreateTempSubdirectory("perfflow-benchmark-");
        return new Storage(await AzuriteProcess.StartAsync(folder.FullName, inMemory: inMemory), folder);
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        folder.Delete(recursive: true);
        leash.Dispose();
    }
}
