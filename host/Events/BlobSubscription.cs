using PerfFlow.LocalHost.App;
using PerfFlow.LocalHost.Functions;

namespace PerfFlow.LocalHost.Events;

/// <summary>A function that waits for Event Grid to tell it of blobs.</summary>
/// <param name="Prefix">What the names of its blobs begin with, as far as the trigger's path has no placeholder.</param>
internal sealed record BlobSubscription(string Function, string Container, string Prefix)
{
    public static IReadOnlyList<BlobSubscription> Of(IEnumerable<WorkerFunction> functions, AppSettings settings) =>
        [.. from function in functions
            where WorkerFunction.IsToldOfBlobs(function.Trigger)
            select Of(function.Name, settings.Resolve((string)function.Trigger["path"]!))];

    public static BlobSubscription Of(string function, string path)
    {
        var (container, pattern) = path.Split('/', 2) is [var first, var rest] ? (first, rest) : (path, "");
        return new(function, container, pattern.Split('{')[0]);
    }

    public bool Has(string container, string blob) => container == Container && blob.StartsWith(Prefix, StringComparison.Ordinal);
}

/// <summary>One state of one blob.</summary>
internal sealed record BlobState(string Container, string Name, string ETag);
