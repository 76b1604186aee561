using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using PerfFlow.Azurite;
using PerfFlow.Domain.Access;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Sheets;

/// <summary>What many callers at once take of the worker's memory: host and app as processes, as they run anywhere.</summary>
public sealed class ExhaustionTests : IAsyncLifetime
{
    private const int Slow = 60;
    private const int Checks = 40;
    private const int Size = 25 * 1024 * 1024;
    private const long MostAboveIdle = 400 * 1024 * 1024;
    private const int PerCaller = 10;

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromMinutes(10) };

    private readonly UnitSetup unit = new(TestApp.NewUnit())
    {
        People =
        [
            new("t:lead", "lead", [Role.Lead], []),
            .. Enumerable.Range(0, Slow / PerCaller)
                .Select(i => new Membership($"t:slow{i}", $"slow{i}", [Role.SectionClerk], [TestYear.Section])),
            .. Enumerable.Range(0, Checks / PerCaller).Select(i => new Membership($"t:check{i}", $"check{i}", [Role.Auditor], [])),
        ],
        Plan = TestYear.Plan(),
    };

    private AzuriteServer azurite = null!;
    private FunctionAppProcess app = null!;

    public async Task InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync();
        app = await FunctionAppProcess.StartAsync(
            BuildOutput.Of("functions"),
            azurite.ConnectionString,
            ("DevelopmentKey", TestApp.Key),
            ("SweepSchedule", TestApp.Never),
            ("NightlySchedule", TestApp.Never),
            ("PurgeSchedule", TestApp.Never),
            ("TemporaryBytes", $"{4L * Slow * Size}"), // the disk takes all of them: it is the memory that is looked at
            ("AzureFunctionsJobHost__extensions__http__maxConcurrentRequests", "200"));
        foreach (var step in unit.Steps)
        {
            var client = new ApiClient(app.Address, TestApp.Token(step.By, isOperator: step.By == "operator"));
            var content = new StringContent(step.Text, Encoding.UTF8, "application/json");
            Assert.Equal(step.Outcome, (await client.SendAsync(step.Method, step.Path, content)).Outcome);
        }
    }

    public async Task DisposeAsync()
    {
        await app.StopAsync();
        app.Dispose();
        await azurite.DisposeAsync();
    }

    [Fact]
    public async Task Slow_uploads_and_many_checks_keep_the_worker_within_its_bounds()
    {
        Assert.True(File.Exists("/proc/self/status"), "The memory of another process is read from /proc.");
        var worker = Assert.Single(await app.WorkersAsync());
        var sheet = HeavySheet.Of(5_000, padding: Size - (2 * 1024 * 1024));
        Assert.Equal(200, await CheckAsync(0, HeavySheet.Of(100))); // all code is loaded
        var idle = MemoryOf(worker, "VmRSS");

        var bodies = Enumerable.Range(0, Slow).Select(_ => new HeldContent(sheet)).ToList();
        var slow = bodies.Select((body, i) => UploadAsync(i, body)).ToList();
        await Task.WhenAll(bodies.Select(body => body.Sent)).WaitAsync(Eventually.Deadline);
        var checks = await Task.WhenAll(Enumerable.Range(0, Checks).Select(i => CheckAsync(i, sheet)));
        Assert.All(slow, upload => Assert.False(upload.IsCompleted)); // all of them are held, and none is refused
        bodies.ForEach(body => body.Release());
        var uploads = await Task.WhenAll(slow);

        // each is checked, or told to come again; of uploads of one item the versions before must be read first
        Assert.All(checks, status => Assert.Contains(status, (int[])[200, 429]));
        Assert.Contains(200, checks);
        Assert.All(uploads, status => Assert.Contains(status, (int[])[202, 409]));
        Assert.Contains(202, uploads);
        var peak = MemoryOf(worker, "VmHWM");
        Assert.True(peak - idle <= MostAboveIdle, $"{(peak - idle) / 1024 / 1024} MB above the idle {idle / 1024 / 1024} MB");
    }

    private Task<int> CheckAsync(int i, byte[] sheet) =>
        SendAsync($"check{i % (Checks / PerCaller)}", "check", new ByteArrayContent(sheet));

    private Task<int> UploadAsync(int i, HttpContent body) =>
        SendAsync($"slow{i % (Slow / PerCaller)}", $"{unit.Base}/projects/p1/stages/targets/uploads", body);

    private async Task<int> SendAsync(string person, string path, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.Address, $"/api/v1/{path}"));
        request.Content = body;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TestApp.Token(person));
        using var answer = await Http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <summary>Bytes: <c>VmRSS</c> is what it has now, <c>VmHWM</c> the most it ever had.</summary>
    private static long MemoryOf(int process, string field)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith($"{field}:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].Trim(), CultureInfo.InvariantCulture);
    }
}
