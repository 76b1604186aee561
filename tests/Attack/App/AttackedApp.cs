using Azure.Data.Tables;
using Azure.Storage.Blobs;
using PerfFlow.Azurite;

namespace PerfFlow.Attack.Tests.App;

/// <summary>The real thing: host and app as processes, on an Azurite of its own, reached over loopback alone.</summary>
public sealed class AttackedApp : IAsyncLifetime, IAsyncDisposable
{
    private const string Never = "0 0 0 1 1 *";

    private static readonly (string Name, string Value)[] Usual =
    [
        ("DevelopmentKey", Claims.Key),
        ("SweepSchedule", "*/2 * * * * *"),
        ("NightlySchedule", "* * * * * *"),
        ("PurgeSchedule", Never),
        ("SweepGrace", "00:00:03"),
        ("RateLimit__PerMinute", "1000000"), // what an attack does is looked at, not how often
        ("RateLimit__Burst", "1000000"),
        ("RateLimit__AnonymousPerMinute", "1000000"),
        ("RateLimit__AnonymousBurst", "1000000"),
        ("AzureFunctionsJobHost__logging__logLevel__default", "Warning"),
        ("AzureFunctionsJobHost__extensions__durableTask__storageProvider__controlQueueVisibilityTimeout", "00:01:00"),
        ("AzureFunctionsJobHost__extensions__durableTask__storageProvider__workItemQueueVisibilityTimeout", "00:01:00"),
    ];

    private static int units;

    private (string Name, string Value)[] settings = [];
    private AzuriteServer? storage;
    private FunctionAppProcess? process;

    public Uri Address => process!.Address;

    internal FunctionAppProcess Process => process!;

    internal TableServiceClient Tables => new(storage!.ConnectionString);

    internal BlobServiceClient Blobs => new(storage!.ConnectionString);

    /// <summary>A unit id that nobody else uses.</summary>
    internal static string NewUnit(string what) => $"{what}-{Interlocked.Increment(ref units)}";

    public Task InitializeAsync() => StartAsync();

    /// <param name="more">Settings beside the usual ones.</param>
    internal async Task StartAsync(params (string Name, string Value)[] more)
    {
        settings = [.. Usual, .. more];
        storage = await AzuriteServer.StartAsync();
        await RestartAsync();
    }

    /// <summary>
    /// Ends it as a power cut would, if it runs, and starts it again on the same storage:
    /// whatever it had in mind is gone.
    /// </summary>
    internal async Task RestartAsync()
    {
        if (process is { HasExited: false })
        {
            await process.KillAsync();
        }

        process?.Dispose();
        process = await FunctionAppProcess.StartAsync(BuildOutput.Of("functions"), storage!.ConnectionString, settings);
        await ReadyAsync();
    }

    /// <summary>Waits until the worker serves.</summary>
    internal Task ReadyAsync() => Eventually.HoldsAsync(async () =>
    {
        try
        {
            return (await Nobody.GetAsync("/api/health/ready")).IsOk;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    });

    internal Caller Nobody => new(this, null);

    internal Caller As(string person) => new(this, new Claims(person).Signed());

    internal Caller Operator => new(this, new Claims("operator") { IsOperator = true }.Signed());

    internal Caller With(string? token) => new(this, token);

    public async ValueTask DisposeAsync()
    {
        process?.Dispose();
        await (storage?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();
}
