using PerfFlow.Attack.Tests.App;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Attack.Tests.Exhaustion;

/// <summary>
/// What many callers at once take of the worker's memory. Disk and host let all of them in, which they do not where nobody has set them
/// otherwise: it is the worker that is looked at.
/// </summary>
public sealed class MemoryTests : IAsyncLifetime, IAsyncDisposable
{
    private const int Uploads = 60;
    private const int Checks = 40;
    private const int PerCaller = 10;
    private const int Bytes = 25 * 1024 * 1024;
    private const int Rows = 5_000;
    private const int BesideRows = 2 * 1024 * 1024;
    private const long MostAboveIdle = 400L * 1024 * 1024;

    private readonly AttackedApp app = new();

    public Task InitializeAsync() => app.StartAsync(
        ("TemporaryBytes", $"{4L * (Uploads + Checks) * Bytes}"), // a quarter of it for one unit
        ("AzureFunctionsJobHost__extensions__http__maxConcurrentRequests", "200"));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task Slow_uploads_and_many_checks_keep_the_worker_within_its_memory()
    {
        var unit = await AttackUnit.OpenAsync(app, "memory");
        foreach (var caller in Enumerable.Range(0, Uploads / PerCaller))
        {
            await unit.GrantAsync($"slow{caller}", "section-clerk", AttackUnit.Section);
        }

        foreach (var caller in Enumerable.Range(0, Checks / PerCaller))
        {
            await unit.GrantAsync($"check{caller}", "auditor", AttackUnit.Section);
        }

        await unit.UploadAsync("targets", Play.Targets()); // what is loaded once is no one's burden
        AttackUnit.Expect("200", await CheckAsync(unit, 0, HeavySheet.Of(100)));
        var file = HeavySheet.Of(Rows, padding: Bytes - BesideRows);
        var idle = await app.MemoryAsync();
        await app.ForgetPeakAsync();

        var path = $"/api/v1/{unit.Item("targets")}/uploads?fileName=x.xlsx";
        var slow = Enumerable.Range(0, Uploads)
            .Select(number => new SlowUpload(app, path, unit.As($"slow{number % (Uploads / PerCaller)}").Token!)).ToList();
        await Task.WhenAll(slow.Select(upload => upload.BeginAsync(file)));
        var checks = await Task.WhenAll(Enumerable.Range(0, Checks).Select(number => CheckAsync(unit, number, file)));
        Assert.DoesNotContain(slow, upload => upload.IsAnswered); // all of them are held, and none is refused
        var uploads = await Task.WhenAll(slow.Select(upload => upload.EndAsync(file)));

        var above = await app.PeakAsync() - idle;
        Assert.True(above <= MostAboveIdle, $"{above >> 20} MB above the idle {idle >> 20} MB");

        // Each is checked, or told to come again; of uploads of one item those before must be read first, and storage may be slow.
        Assert.All(checks, answer => Assert.Contains(answer.Outcome, new[] { "200", "429 TOO_MANY_REQUESTS", "429 BUSY" }));
        Assert.Contains(checks, answer => answer.IsOk);
        Assert.All(uploads, status => Assert.Contains(status, new int?[] { 202, 409, 503 }));
        Assert.Contains(202, uploads);
        Assert.Equal("200", (await app.Nobody.GetAsync("/api/health/ready")).Outcome);
        slow.ForEach(upload => upload.Dispose());
    }

    private static Task<Answer> CheckAsync(AttackUnit unit, int number, byte[] file) => unit.As($"check{number % (Checks / PerCaller)}")
        .SendAsync(HttpMethod.Post, $"check?year={AttackUnit.Year}", new ByteArrayContent(file));
}
