using PerfFlow.LocalHost.Functions;
using PerfFlow.LocalHost.Rpc;

namespace PerfFlow.LocalHost.Tests.Functions;

/// <summary>Functions as a worker describes them.</summary>
internal static class Described
{
    public static WorkerFunction Http(string name, string? route, params string[] methods)
    {
        var at = route is null ? "" : $",\"route\":\"{route}\"";
        var verbs = string.Join(',', methods.Select(method => $"\"{method}\""));
        return Function(
            name,
            $$"""{"name":"request","type":"httpTrigger","direction":"In","authLevel":"Anonymous"{{at}},"methods":[{{verbs}}]}""",
            """{"name":"$return","type":"http","direction":"Out"}""");
    }

    public static WorkerFunction Function(string name, params string[] bindings) => new(Metadata(name, bindings));

    public static RpcFunctionMetadata Metadata(string name, params string[] bindings)
    {
        var metadata = new RpcFunctionMetadata { Name = name, FunctionId = $"{name}-id" };
        metadata.RawBindings.AddRange(bindings);
        return metadata;
    }
}
