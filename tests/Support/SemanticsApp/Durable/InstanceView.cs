using Microsoft.DurableTask.Client;

namespace PerfFlow.SemanticsApp.Durable;

/// <summary>An instance as tests see it; input, output and custom status are JSON text.</summary>
public sealed record InstanceView(
    string Id,
    string Name,
    string Status,
    string? Input,
    string? Output,
    string? CustomStatus,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt,
    string? Failure)
{
    public static InstanceView Of(OrchestrationMetadata found) => new(
        found.InstanceId,
        found.Name,
        found.RuntimeStatus.ToString(),
        found.SerializedInput,
        found.SerializedOutput,
        found.SerializedCustomStatus,
        found.CreatedAt,
        found.LastUpdatedAt,
        found.FailureDetails?.ToString());
}
