namespace PerfFlow.Emulator.Durable;

/// <summary>
/// A start with an id that is taken. The official client throws <c>DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException</c>,
/// which applications cannot name through the packages they reference; the type name is the same.
/// </summary>
internal sealed class OrchestrationAlreadyExistsException(string message) : InvalidOperationException(message);

/// <summary>The official client throws <c>Grpc.Core.RpcException</c> with status NotFound here.</summary>
internal sealed class InstanceNotFoundException(string instanceId)
    : InvalidOperationException($"NotFound: there is no orchestration instance with the id '{instanceId}'.");

/// <summary>The official client throws <c>Grpc.Core.RpcException</c> with status FailedPrecondition here.</summary>
internal sealed class InstanceNotRunningException(string instanceId, string status)
    : InvalidOperationException($"FailedPrecondition: the orchestration instance '{instanceId}' is {status}.");
