using PerfFlow.LocalHost.App;
using PerfFlow.LocalHost.Functions;
using PerfFlow.LocalHost.Http;

namespace PerfFlow.LocalHost;

/// <summary>A function that runs.</summary>
/// <param name="Place">Where it is reached or what it waits for: <c>[GET] api/units</c>, a schedule, a path of blobs; else empty.</param>
public sealed record HostedFunction(string Name, string Place)
{
    internal static HostedFunction Of(WorkerFunction function, AppSettings settings) => new(function.Name, function.Kind switch
    {
        TriggerKinds.Http => $"[{Methods(function)}] {HttpRoutes.Template(function, HttpRoutes.Prefix(settings))}",
        TriggerKinds.Timer => (string?)function.Trigger["schedule"] ?? "",
        TriggerKinds.Blob => (string?)function.Trigger["path"] ?? "",
        _ => "",
    });

    private static string Methods(WorkerFunction function) =>
        function.Trigger["methods"]?.Values<string>().ToArray() is { Length: > 0 } methods
            ? string.Join(',', methods).ToUpperInvariant()
            : "*";
}
