namespace PerfFlow.Emulator.Durable.Engine;

/// <summary>Bounds the executions kept in memory between turns: the one used longest ago is dropped, and replayed when needed.</summary>
internal sealed class LiveExecutions(int capacity)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<OrchestrationInstance> _used = new();
    private readonly Dictionary<OrchestrationInstance, LinkedListNode<OrchestrationInstance>> _nodes = [];

    /// <summary>Notes a use; returns the instance that must drop its execution, if any.</summary>
    public OrchestrationInstance? Use(OrchestrationInstance instance)
    {
        lock (_lock)
        {
            if (_nodes.TryGetValue(instance, out var node))
            {
                _used.Remove(node);
                _used.AddLast(node);
                return null;
            }

            _nodes[instance] = _used.AddLast(instance);
            return _used.Count > capacity ? Remove(_used.First!) : null;
        }
    }

    public void Forget(OrchestrationInstance instance)
    {
        lock (_lock)
        {
            if (_nodes.TryGetValue(instance, out var node))
            {
                Remove(node);
            }
        }
    }

    private OrchestrationInstance Remove(LinkedListNode<OrchestrationInstance> node)
    {
        _used.Remove(node);
        _nodes.Remove(node.Value);
        return node.Value;
    }
}
