using System.Diagnostics;
using System.Globalization;
using PerfFlow.Attack.Tests.App;
using Xunit.Abstractions;

namespace PerfFlow.Attack.Tests.Soak;

/// <summary>A steady mix of requests for as long as is asked for: what the worker holds does not grow.</summary>
public sealed class SoakTests(AttackedApp app, ITestOutputHelper output) : IClassFixture<AttackedApp>
{
    private const int Teams = 3;

    /// <summary>A unit has some dozens of projects: then the next one.</summary>
    private const int ProjectsOfUnit = 15;

    private const double MostGrowth = 0.05;

    /// <summary>Connections that happen to be open.</summary>
    private const int HandlesAtOnce = 16;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private int requests;

    [OnDemandFact(OnDemand.SoakMinutes)]
    public async Task Memory_and_handles_of_the_worker_stay_as_they_are()
    {
        var length = TimeSpan.FromMinutes(double.Parse(OnDemand.Asked(OnDemand.SoakMinutes)!, CultureInfo.InvariantCulture));
        using var done = new CancellationTokenSource();
        var teams = Enumerable.Range(0, Teams).Select(team => WorkAsync(team, done.Token)).ToList();
        var (memory, handles) = (new List<double>(), new List<double>());
        for (var since = Stopwatch.StartNew(); since.Elapsed < length && teams.All(team => !team.IsCompleted); await Task.Delay(Beat))
        {
            memory.Add(await app.MemoryAsync());
            handles.Add(await app.HandlesAsync());
        }

        await done.CancelAsync();
        await Task.WhenAll(teams);
        var (middle, last) = (Third(memory, 1), Third(memory, 2));
        var (middleHandles, lastHandles) = (Third(handles, 1), Third(handles, 2));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{requests} requests in {length}; MB {Third(memory, 0) / 1e6:F1}, {middle / 1e6:F1}, {last / 1e6:F1}; "
            + $"handles {Third(handles, 0):F0}, {middleHandles:F0}, {lastHandles:F0}"));

        Assert.InRange(last, 0, middle * (1 + MostGrowth));
        Assert.InRange(lastHandles, 0, middleHandles + HandlesAtOnce);
    }

    private async Task WorkAsync(int team, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var unit = await AttackUnit.OpenAsync(app, $"soak{team}");
            for (var number = 0; number < ProjectsOfUnit && !enough.IsCancellationRequested; number++)
            {
                await new PlayedProject(unit, $"s{number}").PlayAsync(() => Interlocked.Increment(ref requests));
                await LookAsync(unit, $"s{number}");
            }
        }
    }

    /// <summary>What people look at between two decisions, and what they get wrong.</summary>
    private async Task LookAsync(AttackUnit unit, string project)
    {
        var item = unit.Item("targets", project);
        foreach (var (person, path, status) in new[]
        {
            ("lead", $"{unit.Base}/board", 200),
            ("auditor", $"{unit.Base}/ledger?project={project}", 200),
            ("clerk", $"{unit.Item("q1", project)}/template", 200),
            ("member", $"{item}/uploads/1/file", 200),
            ("head", $"{item}/uploads/1/marked", 200),
            ("clerk", $"units/{unit.Id}/tasks", 200),
            ("stranger", unit.Base, 404),
            ("clerk", $"units/{unit.Id}/members", 403),
        })
        {
            Interlocked.Increment(ref requests);
            var got = await unit.As(person).GetAsync(path);
            Assert.True(got.Status == status, $"{path}: {got}");
        }

        Interlocked.Increment(ref requests);
        AttackUnit.Expect("200", await unit.As("clerk").SendAsync(HttpMethod.Post, "check", new ByteArrayContent(Play.SelfEvaluation())));
    }

    private static double Third(List<double> samples, int which)
    {
        var length = samples.Count / 3;
        return samples.Skip(which * length).Take(length).Average();
    }
}
