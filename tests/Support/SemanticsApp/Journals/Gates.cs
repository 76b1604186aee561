using System.Collections.Concurrent;

namespace PerfFlow.SemanticsApp.Journals;

/// <summary>Named gates a function waits at until a test opens them: order without sleeping.</summary>
public sealed class Gates
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> gates = new();

    public bool IsOpen(string name) => Gate(name).Task.IsCompleted;

    public void Open(string name) => Gate(name).TrySetResult();

    public Task PassAsync(string name, CancellationToken cancellation) => Gate(name).Task.WaitAsync(Patience, cancellation);

    private TaskCompletionSource Gate(string name) => gates.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
