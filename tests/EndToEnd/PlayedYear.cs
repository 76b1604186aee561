using PerfFlow.Demo.Client;
using PerfFlow.Demo.Year;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>The whole year of the 13 projects, played once for all tests that look at it.</summary>
public sealed class PlayedYear : IAsyncLifetime, IAsyncDisposable
{
    private const string UnitId = "hrss-whole";
    private readonly HostedApp app = new();
    private YearResult? result;

    internal YearResult Result => result!;

    internal RecordedProgress Progress { get; } = new();

    internal string Markdown => File.ReadAllText(Result.Files.Single(file => file.EndsWith(".md", StringComparison.Ordinal)));

    internal string Workbook => Result.Files.Single(file => file.EndsWith(".xlsx", StringComparison.Ordinal));

    internal YearClient Lead => app.Client().As(HostedApp.People.Lead).Year(UnitId, HostedApp.Bureau.Year);

    public async Task InitializeAsync()
    {
        await app.StartAsync();
        var run = new RunFile(UnitId, SecondsPlan.From(TimeProvider.System.GetUtcNow(), pace: 0.3));
        result = await new YearRun(app.Client(), HostedApp.Bureau, run, app.Folder, Progress).PlayAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();
}
