using System.IO.Compression;
using PerfFlow.Demo.Client;
using PerfFlow.Demo.Year;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>The whole year of the 13 projects, played once for all tests that look at it.</summary>
public sealed class PlayedYear : IAsyncLifetime, IAsyncDisposable
{
    internal const string UnitId = "hrss-whole";

    private readonly HostedApp app = new();
    private YearResult? result;

    internal YearResult Result => result!;

    internal RecordedProgress Progress { get; } = new();

    internal string Markdown => System.IO.File.ReadAllText(File("自评报告.md"));

    internal string Workbook => File("自评汇总表.xlsx");

    internal string File(string name) => Result.Files.Single(file => Path.GetFileName(file) == name);

    /// <summary>The decisions in words, as the project's archive has them.</summary>
    internal string Decisions(string project)
    {
        using var archive = ZipFile.OpenRead(Result.Archives.Single(archive => archive.Project == project).Path);
        using var text = new StreamReader(archive.GetEntry("decisions.md")!.Open());
        return text.ReadToEnd();
    }

    internal PerfFlowClient Client => app.Client();

    internal YearClient Lead => Client.As(HostedApp.People.Lead).Year(UnitId, HostedApp.Bureau.Year);

    public async Task InitializeAsync()
    {
        await app.StartAsync();
        var run = new RunFile(UnitId, SecondsPlan.From(TimeProvider.System.GetUtcNow(), pace: 0.3));
        result = await new YearRun(app.Client(), HostedApp.Bureau, run, app.Folder, Progress).PlayAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();
}
