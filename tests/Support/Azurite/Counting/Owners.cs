namespace PerfFlow.Azurite.Counting;

/// <summary>Tells by the name whose a container, queue or table is; what nobody else claims is the app's.</summary>
/// <param name="hub">Name of the app's task hub, as host.json has it.</param>
/// <param name="triggered">The app's container whose blobs the host looks at before it calls the app.</param>
internal sealed class Owners(string hub, string triggered)
{
    public Owner Of(string resource, string operation) =>
        resource.StartsWith(hub, StringComparison.OrdinalIgnoreCase) ? Owner.Engine
        : resource.Contains("webjobs", StringComparison.OrdinalIgnoreCase) ? Owner.Host
        // the local host's questions at its start
        : resource.Length == 0 || resource.StartsWith("asked-", StringComparison.Ordinal) ? Owner.Host
        // the app puts messages into its queue, and the host takes them
        : operation is "GetMessages" or "PeekMessages" or "UpdateMessage" or "DeleteMessage" or "GetQueueMetadata" ? Owner.Host
        : resource == triggered && operation == "GetBlobProperties" ? Owner.Host
        : Owner.App;
}
