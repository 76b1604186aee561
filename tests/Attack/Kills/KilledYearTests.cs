using PerfFlow.Demo.Launch;
using PerfFlow.Demo.Year;
using PerfFlow.EndToEnd.Tests;

namespace PerfFlow.Attack.Tests.Kills;

/// <summary>A year whose host and worker are killed again and again, and which comes to the same.</summary>
public sealed class KilledYearTests
{
    // Requests between two kills: a year has well over a thousand.
    private const int Fewest = 40;
    private const int Most = 250;

    private enum Victim
    {
        Worker,
        Host,
        Both,
    }

    [Theory]
    [InlineData(20230312)]
    public async Task A_year_killed_at_random_points_and_resumed_comes_to_the_same(int seed)
    {
        var random = new Random(seed);
        Victim[] victims = [Victim.Worker, Victim.Host, Victim.Worker, Victim.Both, Victim.Worker];
        random.Shuffle(victims);
        var strikes = new Queue<(int After, Victim Victim)>(victims.Select(victim => (random.Next(Fewest, Most), victim)));
        await using var app = new HostedApp();
        var run = new RunFile($"hrss-killed-{seed}", SecondsPlan.From(TimeProvider.System.GetUtcNow(), pace: 0.3));
        YearResult? result = null;
        while (result is null)
        {
            await app.StartAsync();
            result = await PlayAsync(app, run, strikes);
        }

        Assert.Empty(strikes);
        Assert.Equal(Outcome.Expected, Outcome.Of(result.Board));
        Assert.Empty(Outcome.Open(result.Board));
        Assert.Equal((1, "signed"), (result.Report.Version, result.Report.State));
        Assert.True(result.Ledger.Ok);
        Assert.Equal(HostedApp.Bureau.Projects.Count, result.Archives.Count(archive => archive.Verdict.Ok));
        Assert.Distinct((await Reminders.OfLateAsync(app.Client(), run.UnitId)).Select(notice => notice.Rung));
    }

    /// <summary>The result, or null when the host was killed on the way. A worker's death must not stop the demo.</summary>
    private static async Task<YearResult?> PlayAsync(HostedApp app, RunFile run, Queue<(int After, Victim Victim)> strikes)
    {
        var requests = 0;
        var dying = Task.CompletedTask;
        var hostDies = false;
        var client = app.Client(Count);
        try
        {
            return await new YearRun(client, HostedApp.Bureau, run, app.Folder, new RecordedProgress()).PlayAsync(CancellationToken.None);
        }
        catch (DemoException) when (hostDies)
        {
            return null;
        }
        finally
        {
            await dying;
        }

        void Count()
        {
            lock (strikes)
            {
                if (!hostDies && dying.IsCompleted && strikes.TryPeek(out var next) && ++requests >= next.After)
                {
                    strikes.Dequeue();
                    requests = 0;
                    hostDies = next.Victim != Victim.Worker;
                    dying = next.Victim switch
                    {
                        Victim.Worker => app.KillWorkerAsync(),
                        Victim.Host => app.KillHostAsync(),
                        _ => app.KillBothAsync(),
                    };
                }
            }
        }
    }
}
