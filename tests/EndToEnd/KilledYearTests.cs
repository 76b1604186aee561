using PerfFlow.Demo.Year;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>A year whose app is killed again and again, and which comes to the same.</summary>
[Collection(KilledYearCollection.Name)]
public sealed class KilledYearTests
{
    private const int Kills = 4;

    // Requests between two kills: a year has well over a thousand.
    private const int Fewest = 40;
    private const int Most = 300;

    [Theory]
    [InlineData(20230312)]
    public async Task A_year_killed_at_random_points_and_resumed_comes_to_the_same(int seed)
    {
        var random = new Random(seed);
        await using var app = new HostedApp();
        var run = new RunFile($"hrss-killed-{seed}", SecondsPlan.From(TimeProvider.System.GetUtcNow(), pace: 0.3));
        YearResult? result = null;
        for (var kill = 0; result is null; kill++)
        {
            await app.StartAsync();
            result = await PlayAsync(app, run, kill < Kills ? random.Next(Fewest, Most) : int.MaxValue);
        }

        Assert.Equal(Outcome.Expected, Outcome.Of(result.Board));
        Assert.Empty(Outcome.Open(result.Board));
        Assert.Equal((1, "signed"), (result.Report.Version, result.Report.State));
        Assert.True(result.Ledger.Ok);
        Assert.Equal(HostedApp.Bureau.Projects.Count, result.Archives.Count(archive => archive.Verdict.Ok));
        Assert.Distinct((await Reminders.OfLateAsync(app.Client(), run.UnitId)).Select(notice => notice.Rung));
    }

    /// <summary>The result, or null when the app was killed on the way.</summary>
    private static async Task<YearResult?> PlayAsync(HostedApp app, RunFile run, int requests)
    {
        var killed = 0;
        Task dying = Task.CompletedTask;
        var client = app.Client(() =>
        {
            if (Interlocked.Decrement(ref requests) == 0)
            {
                killed = 1;
                dying = app.KillAsync();
            }

            return Task.CompletedTask;
        });
        try
        {
            return await new YearRun(client, HostedApp.Bureau, run, app.Folder, new RecordedProgress()).PlayAsync(CancellationToken.None);
        }
        catch (Exception failure) when (killed == 1 && failure is HttpRequestException or IOException)
        {
            await dying;
            return null;
        }
    }
}
