using System.Collections.Concurrent;

namespace PerfFlow.Emulator.Durable.Engine;

/// <summary>Lets clients wait for a state of an instance without asking again and again.</summary>
internal sealed class InstanceWatch
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _next = new(StringComparer.Ordinal);

    /// <summary>Completes at the next change of the instance. Take it before looking at the state, so that no change is missed.</summary>
    public Task NextChange(string instanceId) => _next.GetOrAdd(
        instanceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Changed(string instanceId)
    {
        if (_next.TryRemove(instanceId, out var waiting))
        {
            waiting.TrySetResult();
        }
    }
}
