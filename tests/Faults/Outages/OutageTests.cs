using System.Net;
using System.Text;
using PerfFlow.Azurite;
using PerfFlow.Azurite.Counting;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Faults.Tests.Outages;

/// <summary>Storage hangs, breaks off or refuses: whoever asks is told so, in time; probes too; and it goes on by itself.</summary>
public sealed class OutageTests(ImpatientApp world) : IClassFixture<ImpatientApp>, IDisposable
{
    private const int MostCalls = 40;
    private static readonly byte[] Sheet = TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3);

    public void Dispose() => world.Proxy.Begin(Trouble.None);

    [Theory]
    [InlineData(Trouble.Hangs)]
    [InlineData(Trouble.Breaks)]
    public async Task Every_function_says_that_storage_is_away(Trouble trouble)
    {
        world.Proxy.Begin(trouble);

        Assert.Empty(await ImpatientApp.OtherwiseAsync(world.App, world.Year.Unit));
    }

    [Theory]
    [InlineData(Trouble.Hangs)]
    [InlineData(Trouble.Breaks)]
    public async Task Readiness_says_so_in_its_own_time_and_liveness_and_the_document_are_as_ever(Trouble trouble)
    {
        world.Proxy.Begin(trouble);

        Assert.True(ImpatientApp.IsUnavailable(await world.App.WithToken(null).GetAsync("/api/health/ready")));
        Assert.Equal("200", (await world.App.WithToken(null).GetAsync("/api/health/live")).Outcome);
        Assert.Equal("200", (await world.App.WithToken(null).GetAsync("/api/openapi.json")).Outcome);

        world.Proxy.Begin(Trouble.None);
        await Eventually.AnswersAsync(
            () => world.App.WithToken(null).GetAsync("/api/health/ready"), answer => answer.Status == HttpStatusCode.OK);
    }

    /// <summary>Whichever of its calls to storage is the first without an answer.</summary>
    [Theory]
    [InlineData(Trouble.Hangs)]
    [InlineData(Trouble.Breaks)]
    public async Task A_request_that_has_begun_is_answered_too_and_the_same_again_is_done(Trouble trouble)
    {
        var (unit, item) = (world.Year.Unit, world.Year.Item("q1"));
        (string By, HttpMethod Method, string Path, byte[]? Body)[] asked =
        [
            ("operator", HttpMethod.Post, "units", Text(UnitSetup.Registration($"u-{trouble}".ToLowerInvariant()))),
            ("admin", HttpMethod.Put, $"units/{unit}/members/t:late", Text($$"""{"name":"{{trouble}}","roles":["auditor"]}""")),
            ("lead", HttpMethod.Put, $"{world.Year.Base}/projects/p2", Text($$"""{"name":"{{trouble}}","section":"培训科"}""")),
            ("lead", HttpMethod.Put, $"{world.Year.Base}/plan", Text(
                $$"""{"plan":{{TestYear.Plan(version: trouble.ToString())}},"reason":"延期"}""")),
            ("section-clerk", HttpMethod.Post, $"{item}/uploads?fileName=a.xlsx", Sheet),
            ("section-clerk", HttpMethod.Post, $"{item}/evidence?indicator=i01&fileName=a.txt", Text($"佐证 {trouble}")),
            ("section-clerk", HttpMethod.Post, "check", Sheet),
            ("lead", HttpMethod.Get, $"{world.Year.Base}/board", null),
            ("lead", HttpMethod.Get, world.Year.Item("targets"), null),
            ("lead", HttpMethod.Get, $"{world.Year.Item("targets")}/uploads/1/file", null),
            ("lead", HttpMethod.Get, $"{world.Year.Base}/ledger", null),
            ("lead", HttpMethod.Get, $"units/{unit}/inbox", null),
        ];
        var wrong = new List<string>();
        foreach (var request in asked)
        {
            for (var call = 0; call <= MostCalls; call++)
            {
                world.Proxy.Begin(trouble, after: call);
                var answer = await SendAsync(world.App, request, trouble);
                if (world.Proxy.Troubled == 0)
                {
                    break;
                }

                if (!ImpatientApp.IsUnavailable(answer)
                    && answer.Status is HttpStatusCode.NotFound or >= HttpStatusCode.InternalServerError)
                {
                    wrong.Add($"{request.Path} at call {call}: {answer}");
                }
            }

            world.Proxy.Begin(Trouble.None);
            var done = await SendAsync(world.Calm, request, trouble);
            if ((int)done.Status >= 300)
            {
                wrong.Add($"{request.Path} afterwards: {done}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(Trouble.Hangs)]
    [InlineData(Trouble.Breaks)]
    public async Task An_app_that_starts_meanwhile_lives_and_serves_as_soon_as_storage_does(Trouble trouble)
    {
        await using var proxy = await CountingProxy.StartAsync(world.Azurite.ConnectionString);
        proxy.Begin(trouble);
        await using var app = ImpatientApp.Behind(world.Azurite, proxy);

        await app.InitializeAsync();
        Assert.Equal("200", (await app.WithToken(null).GetAsync("/api/health/live")).Outcome);
        Assert.True(ImpatientApp.IsUnavailable(await app.WithToken(null).GetAsync("/api/health/ready")));
        Assert.Empty(await ImpatientApp.OtherwiseAsync(app, world.Year.Unit));

        proxy.Begin(Trouble.None);
        await Eventually.AnswersAsync(() => app.As("lead").GetAsync(world.Year.Base), answer => answer.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Storage_that_refuses_connections_is_said_to_be_away_by_every_function()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var proxy = await CountingProxy.StartAsync(azurite.ConnectionString);
        await using var app = ImpatientApp.Behind(azurite, proxy);
        await app.InitializeAsync();
        await proxy.DisposeAsync(); // nobody listens where it was

        Assert.Empty(await ImpatientApp.OtherwiseAsync(app, "unit"));
        Assert.True(ImpatientApp.IsUnavailable(await app.WithToken(null).GetAsync("/api/health/ready")));
        Assert.Equal("200", (await app.WithToken(null).GetAsync("/api/health/live")).Outcome);
    }

    private static Task<Answer> SendAsync(
        TestApp app, (string By, HttpMethod Method, string Path, byte[]? Body) request, Trouble trouble) =>
        app.As(request.By, isOperator: request.By == "operator").SendAsync(
            request.Method,
            request.Path,
            request.Body is null ? null : new ByteArrayContent(request.Body),
            ("Idempotency-Key", $"{trouble} {request.Path}".Replace('?', '.').Replace('=', '.').Replace('&', '.')));

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
