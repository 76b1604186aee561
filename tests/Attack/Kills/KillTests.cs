using System.Globalization;
using PerfFlow.Attack.Tests.App;

namespace PerfFlow.Attack.Tests.Kills;

/// <summary>Processes killed (SIGKILL) in the middle of work: all that was acknowledged is there, once.</summary>
public sealed class KillTests(AttackedApp app) : IClassFixture<AttackedApp>
{
    private const int Usual = 20;
    private const int Teams = 4;

    /// <summary>Requests between two kills, at most.</summary>
    private const int Most = 40;

    private int requests;

    private enum Victim
    {
        Worker,
        Host,
        Both,
    }

    [Fact]
    public async Task What_was_acknowledged_before_a_kill_is_there_once_after_it()
    {
        var points = int.Parse(OnDemand.Asked(OnDemand.KillPoints) ?? $"{Usual}", CultureInfo.InvariantCulture);
        var unit = await AttackUnit.OpenAsync(app, "killed");
        using var done = new CancellationTokenSource();

        var teams = Enumerable.Range(0, Teams).Select(team => WorkAsync(unit, team, done.Token)).ToList();
        var killed = await KillAsync(points, teams);
        await done.CancelAsync();
        var projects = (await Task.WhenAll(teams)).SelectMany(played => played).ToList();

        Assert.Equal(points, killed);
        foreach (var project in projects)
        {
            Nothing.IsIn(await project.FaultsAsync());
        }

        var registered = await unit.EventsAsync(null);
        Assert.Equal(projects.Count + 2, registered["project-registered"]); // and those of every unit
        await unit.HeadsAsync();
    }

    /// <summary>One project after the other, each to its end.</summary>
    private async Task<List<PlayedProject>> WorkAsync(AttackUnit unit, int team, CancellationToken enough)
    {
        var played = new List<PlayedProject>();
        while (!enough.IsCancellationRequested)
        {
            var project = new PlayedProject(unit, $"k{team}-{played.Count}");
            played.Add(project);
            await project.PlayAsync(() => Interlocked.Increment(ref requests));
        }

        return played;
    }

    private async Task<int> KillAsync(int points, List<Task<List<PlayedProject>>> teams)
    {
        var random = new Random(20231130);
        var killed = 0;
        while (killed < points && teams.All(team => !team.IsFaulted))
        {
            var at = Volatile.Read(ref requests) + random.Next(1, Most);
            await Eventually.HoldsAsync(() => Volatile.Read(ref requests) >= at || teams.Any(team => team.IsCompleted));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(20))); // between two writes of a request, too
            switch (random.Next(6) switch { 0 => Victim.Host, 1 => Victim.Both, _ => Victim.Worker })
            {
                case Victim.Worker:
                    await app.Process.KillWorkerAsync();
                    await app.ReadyAsync();
                    break;
                case Victim.Host:
                    await app.Process.KillHostAsync();
                    await app.RestartAsync();
                    break;
                default:
                    await app.RestartAsync();
                    break;
            }

            killed++;
        }

        return killed;
    }
}
