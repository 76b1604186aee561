using Newtonsoft.Json.Linq;
using PerfFlow.LocalHost.Rpc;

namespace PerfFlow.LocalHost.Functions;

/// <summary>One function as the worker describes it.</summary>
internal sealed class WorkerFunction
{
    public WorkerFunction(RpcFunctionMetadata metadata)
    {
        Id = metadata.FunctionId;
        Name = metadata.Name;
        IsRetried = metadata.RetryOptions is not null;
        Bindings = [.. metadata.RawBindings.Select(JObject.Parse)];
        Trigger = Bindings.FirstOrDefault(static binding => TypeOf(binding).EndsWith("Trigger", StringComparison.OrdinalIgnoreCase))
            ?? throw new StartupException($"{Name} has no trigger.");
        Inputs = [.. Bindings.Where(binding => binding != Trigger && !IsOutput(binding))];
        Outputs = [.. Bindings.Where(binding => IsOutput(binding) && TypeOf(binding) != "http")]; // that one is the answer to the request
    }

    public string Id { get; }

    public string Name { get; }

    /// <summary>It carries a retry attribute of its own.</summary>
    public bool IsRetried { get; }

    public IReadOnlyList<JObject> Bindings { get; }

    public JObject Trigger { get; }

    public IReadOnlyList<JObject> Inputs { get; }

    public IReadOnlyList<JObject> Outputs { get; }

    public string Kind => TypeOf(Trigger);

    public bool IsHttp => Kind == TriggerKinds.Http;

    /// <summary>Whether a binding is a blob trigger that Event Grid tells, and does not poll for itself.</summary>
    public static bool IsToldOfBlobs(JObject binding) =>
        TypeOf(binding) == TriggerKinds.Blob
        && string.Equals((string?)(binding["source"] ?? binding["properties"]?["source"]), "EventGrid", StringComparison.OrdinalIgnoreCase);

    public static string TypeOf(JObject binding) => (string?)binding["type"] ?? "";

    public static string NameOf(JObject binding) =>
        (string?)binding["name"] ?? throw new StartupException($"A binding has no name: {binding}");

    private static bool IsOutput(JObject binding) =>
        string.Equals((string?)binding["direction"], "Out", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The triggers that this host has, by the names of the protocol.</summary>
internal static class TriggerKinds
{
    public const string Http = "httpTrigger";
    public const string Timer = "timerTrigger";
    public const string Blob = "blobTrigger";
    public const string Queue = "queueTrigger";
    public const string Orchestration = "orchestrationTrigger";
    public const string Activity = "activityTrigger";
    public const string Entity = "entityTrigger";

    public static readonly IReadOnlyList<string> All = [Http, Timer, Blob, Queue, Orchestration, Activity, Entity];
}
