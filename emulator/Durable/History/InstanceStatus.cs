using System.Text.Json.Serialization;

namespace PerfFlow.Emulator.Durable.History;

/// <summary>The states of an instance. A name and not a number in storage, so that rows can be read by eye.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InstanceStatus>))]
internal enum InstanceStatus
{
    Pending,
    Running,
    Suspended,
    Completed,
    Failed,
    Terminated,
}

internal static class InstanceStatusExtensions
{
    public static bool IsFinal(this InstanceStatus status) =>
        status is InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated;
}
