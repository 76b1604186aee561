using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage;

namespace PerfFlow.Functions.Edge.Health;

public sealed record HealthAnswer(string Status);

/// <summary>For probes: they carry no token and learn nothing but up or down.</summary>
public sealed class HealthApi(StorageSetup storage, NeededSettings settings)
{
    /// <summary>Probes wait some seconds only, and take no answer for a dead process.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);

    [Public]
    [Answers(200, "The process runs.", Json = typeof(HealthAnswer))]
    [Function("HealthLive")]
    public static IResult Live(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/live")] HttpRequest request) => Json.Ok(new HealthAnswer("live"));

    [Public]
    [Answers(
        200, "Tables and blobs answer and are those of the start, and SweepSchedule is set; 503 otherwise.", Json = typeof(HealthAnswer))]
    [Function("HealthReady")]
    public async Task<IResult> ReadyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/ready")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (settings.MissingVital is { } setting)
        {
            return Problems.SettingMissing(setting);
        }

        try
        {
            new RequestPatience(Within).Enter();
            await storage.ProbeAsync(cancellation).WaitAsync(Within, cancellation);
            return Json.Ok(new HealthAnswer("ready"));
        }
        catch (Exception fault)
        {
            storage.NotReady(fault);
            return Problems.StorageUnavailable;
        }
    }
}
