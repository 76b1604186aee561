using System.Collections.Concurrent;

namespace PerfFlow.SemanticsApp.Journals;

/// <summary>What happened in this process, by topic and in order; tests read it over HTTP.</summary>
public sealed class Journal
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<object>> topics = new();

    /// <returns>How many entries the topic has now.</returns>
    public int Add(string topic, object entry)
    {
        var entries = topics.GetOrAdd(topic, _ => new());
        entries.Enqueue(entry);
        return entries.Count;
    }

    public IReadOnlyCollection<object> Read(string topic) => topics.TryGetValue(topic, out var entries) ? entries : [];
}
