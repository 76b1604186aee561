using System.Net;
using System.Net.Sockets;
using System.Text;
using PerfFlow.Attack.Tests.App;

namespace PerfFlow.Attack.Tests.Exhaustion;

/// <summary>Callers who take all there is: the others are served meanwhile, and the worker's memory has an end.</summary>
public sealed class ExhaustionTests(AttackedApp app) : IClassFixture<AttackedApp>
{
    private const int Uploads = 60;
    private const int Checks = 40;
    private const int HostileChecks = 30;
    private const int Connections = 500;
    private const long MostAboveIdle = 400L * 1024 * 1024;

    /// <summary>Of the worker, which is more than taking the requests in: less than one of the hostile checks.</summary>
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Connections_that_never_finish_their_heads_keep_nobody_out()
    {
        var unit = await AttackUnit.OpenAsync(app, "slow-heads");
        var open = new List<TcpClient>();
        try
        {
            for (var number = 0; number < Connections; number++)
            {
                var client = new TcpClient();
                open.Add(client);
                await client.ConnectAsync(IPAddress.Loopback, app.Address.Port);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                    number % 2 == 0 ? "" : $"GET /api/v1/units/{unit.Id} HTTP/1.1\r\nHost: x\r\nX-{number}: "));
            }

            Assert.Equal("200", (await unit.As("lead").GetAsync($"units/{unit.Id}")).Outcome);
            Assert.Equal("200", (await app.Nobody.GetAsync("/api/health/ready")).Outcome);
            Assert.Equal("202", (await unit.As("clerk").UploadAsync(unit.Item("targets"), Play.Targets())).Outcome);
            await Eventually.HoldsAsync(() => open.Where((_, number) => number % 2 == 1).All(IsHungUpOn)); // heads have a deadline
        }
        finally
        {
            open.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task Bodies_that_never_end_keep_nobody_out()
    {
        var unit = await AttackUnit.OpenAsync(app, "slow-bodies");
        var file = Play.Targets().AsMemory();
        var slow = Enumerable.Range(0, Uploads).Select(_ => Slow(unit, "targets")).ToList();
        try
        {
            await Task.WhenAll(slow.Select(upload => upload.BeginAsync(file)));

            Assert.Equal("200", (await unit.As("lead").GetAsync(unit.Base)).Outcome);
            Assert.Equal("202", (await unit.As("head").UploadAsync(unit.Item("targets"), Play.Targets(goal: "另一目标"))).Outcome);
            Assert.Equal("200", (await unit.As("clerk").GetAsync($"{unit.Item("targets")}/template")).Outcome);
        }
        finally
        {
            slow.ForEach(upload => upload.Dispose());
        }

        Assert.Equal("200", (await app.Nobody.GetAsync("/api/health/ready")).Outcome);
        Assert.Equal(1, (await unit.EventsAsync())["sheet-uploaded"]);
    }

    [OnDemandFact(OnDemand.Awaited)]
    public async Task Slow_uploads_and_many_checks_keep_the_worker_within_its_memory()
    {
        var unit = await AttackUnit.OpenAsync(app, "memory");
        var large = LargeSheet.Targets();
        AttackUnit.Expect("200", await CheckAsync(unit, Play.SelfEvaluation())); // what is loaded once is no one's burden
        await unit.UploadAsync("targets", Play.Targets());
        var idle = await app.MemoryAsync();
        using var done = new CancellationTokenSource();
        var watched = WatchAsync(done.Token);
        var file = new ReadOnlyMemory<byte>(LargeSheet.Padded());
        var slow = Enumerable.Range(0, Uploads).Select(_ => Slow(unit, "targets")).ToList();

        var checks = Enumerable.Range(0, Checks).Select(_ => CheckAsync(unit, large)).ToList();
        await Task.WhenAll(slow.Select(upload => upload.BeginAsync(file)));
        var uploaded = await Task.WhenAll(slow.Select(upload => upload.EndAsync(file)));
        var checkedOnes = await Task.WhenAll(checks);
        await done.CancelAsync();

        Assert.All(uploaded, status => Assert.True(status is null or 202 or (>= 400 and < 500) or 503, $"{status}"));
        Assert.All(checkedOnes, answer => Assert.True(answer.Status is 200 or 429 or 503, $"{answer}"));
        Assert.InRange(await watched - idle, long.MinValue, MostAboveIdle);
        Assert.Equal("200", (await app.Nobody.GetAsync("/api/health/ready")).Outcome);
        slow.ForEach(upload => upload.Dispose());
    }

    [OnDemandFact(OnDemand.Awaited)]
    public async Task A_template_is_answered_before_the_second_of_many_hostile_checks()
    {
        var (hostile, other) = (await AttackUnit.OpenAsync(app, "hostile"), await AttackUnit.OpenAsync(app, "patient"));
        var template = $"{other.Item("targets")}/template";
        AttackUnit.Expect("200", await other.As("clerk").GetAsync(template));
        AttackUnit.Expect("200", await CheckAsync(hostile, Play.Targets()));
        var large = LargeSheet.Targets();
        var ended = 0;
        var rested = await app.BusyAsync();

        var checks = Enumerable.Range(0, HostileChecks).Select(async _ =>
        {
            var answer = await CheckAsync(hostile, large);
            Interlocked.Increment(ref ended);
            return answer;
        }).ToList();
        await Eventually.HoldsAsync(async () => await app.BusyAsync() - rested > Busy); // now they are being read
        AttackUnit.Expect("200", await other.As("clerk").GetAsync(template));
        var before = Volatile.Read(ref ended);
        var answers = await Task.WhenAll(checks);

        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 429 or 503, $"{answer}"));
        Assert.InRange(before, 0, 1);
    }

    private static Task<Answer> CheckAsync(AttackUnit unit, byte[] file) =>
        unit.As("lead").SendAsync(HttpMethod.Post, $"check?year={AttackUnit.Year}", new ByteArrayContent(file));

    private SlowUpload Slow(AttackUnit unit, string stage) =>
        new(app, $"/api/v1/{unit.Item(stage)}/uploads?fileName=x.xlsx", unit.As("clerk").Token!);

    /// <returns>The most that was seen, in bytes.</returns>
    private async Task<long> WatchAsync(CancellationToken enough)
    {
        var most = 0L;
        while (!enough.IsCancellationRequested)
        {
            most = Math.Max(most, await app.MemoryAsync());
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }

        return most;
    }

    /// <summary>There is something to read: that it took too long, or the end.</summary>
    private static bool IsHungUpOn(TcpClient client) => client.Client.Poll(0, SelectMode.SelectRead);
}
