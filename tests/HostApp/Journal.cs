using System.Collections.Concurrent;

namespace PerfFlow.HostApp;

/// <summary>What the functions did, for the test to read.</summary>
public sealed class Journal
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<object>> topics = new();

    public IReadOnlyList<object> this[string topic] => [.. topics.GetOrAdd(topic, _ => [])];

    public void Add(string topic, object entry) => topics.GetOrAdd(topic, _ => []).Enqueue(entry);
}
