using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace PerfFlow.SemanticsApp.Http;

/// <summary>The worker's process and what it was started with.</summary>
public sealed class ProcessFunctions(IConfiguration configuration, IHostEnvironment environment)
{
    [Function(nameof(ProcessId))]
    public IResult ProcessId([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "process")] HttpRequest request) =>
        Results.Json(Environment.ProcessId);

    [Function(nameof(Setting))]
    public IResult Setting(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "settings/{name}")] HttpRequest request, string name) =>
        Results.Json(new { value = configuration[name], environment = environment.EnvironmentName });
}
