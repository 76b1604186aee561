using System.Net;
using System.Net.Sockets;
using System.Text;
using PerfFlow.Attack.Tests.App;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Attack.Tests.Exhaustion;

/// <summary>Callers who take all there is: the others are served meanwhile.</summary>
public sealed class ExhaustionTests(AttackedApp app) : IClassFixture<AttackedApp>
{
    /// <summary>Fewer than the host takes at once: more of them are the front end's to end (decision 0015).</summary>
    private const int Uploads = 40;

    private const int HostileChecks = 30;
    private const int HeavyRows = 10_000;
    private const int Connections = 500;

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

    /// <summary>Told by the order of the answers, never by a clock.</summary>
    [Fact]
    public async Task A_template_is_answered_before_the_second_of_many_hostile_checks()
    {
        var (hostile, other) = (await AttackUnit.OpenAsync(app, "hostile"), await AttackUnit.OpenAsync(app, "patient"));
        foreach (var caller in Enumerable.Range(0, HostileChecks))
        {
            await hostile.GrantAsync($"hostile{caller}", "auditor", AttackUnit.Section);
        }

        var template = $"{other.Item("targets")}/template";
        AttackUnit.Expect("200", await other.As("clerk").GetAsync(template)); // what is loaded once is no part of the order
        AttackUnit.Expect("200", await CheckAsync(hostile, "lead", Play.Targets()));
        var heavy = HeavySheet.Of(HeavyRows);

        var checks = Enumerable.Range(0, HostileChecks).Select(caller => CheckAsync(hostile, $"hostile{caller}", heavy)).ToList();
        while (Read() == 0) // then all slots that they may have are theirs, and the others wait or were sent away
        {
            await Task.WhenAny(checks.Where(check => !check.IsCompleted));
        }

        var before = Read();
        AttackUnit.Expect("200", await other.As("clerk").GetAsync(template));
        var meanwhile = Read() - before;

        Assert.InRange(meanwhile, 0, 1);
        Assert.All(await Task.WhenAll(checks), answer => Assert.Contains(answer.Outcome, new[] { "200", "429 BUSY" }));

        int Read() => checks.Count(check => check.IsCompletedSuccessfully && check.Result.Outcome == "200");
    }

    private static Task<Answer> CheckAsync(AttackUnit unit, string by, byte[] file) =>
        unit.As(by).SendAsync(HttpMethod.Post, $"check?year={AttackUnit.Year}", new ByteArrayContent(file));

    private SlowUpload Slow(AttackUnit unit, string stage) =>
        new(app, $"/api/v1/{unit.Item(stage)}/uploads?fileName=x.xlsx", unit.As("clerk").Token!);

    /// <summary>There is something to read: that it took too long, or the end.</summary>
    private static bool IsHungUpOn(TcpClient client) => client.Client.Poll(0, SelectMode.SelectRead);
}
