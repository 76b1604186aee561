using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.DurableTask;
using PerfFlow.Emulator.Durable;

namespace PerfFlow.Emulator.Tests.Durable;

/// <summary>The process edge: orchestrators and activities as plain delegates, and a record of the activities that ran.</summary>
internal sealed class TestCode : IDurableCode
{
    private readonly Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Func<ActivityCall, Task<object?>>> _activities = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every execution of an activity, in order of start.</summary>
    public ConcurrentQueue<ActivityCall> Ran { get; } = [];

    public TestCode Orchestrator<T>(string name, Func<TaskOrchestrationContext, Task<T>> body)
    {
        _orchestrators[name] = async context => await body(context);
        return this;
    }

    public TestCode Activity<TInput, TOutput>(string name, Func<TInput, Task<TOutput>> body)
    {
        _activities[name] = async call => await body(call.SerializedInput is null ? default! : JsonSerializer.Deserialize<TInput>(call.SerializedInput)!);
        return this;
    }

    public TestCode Activity<TInput, TOutput>(string name, Func<TInput, TOutput> body) =>
        Activity<TInput, TOutput>(name, input => Task.FromResult(body(input)));

    public bool HasOrchestrator(string name) => _orchestrators.ContainsKey(name);

    public bool HasActivity(string name) => _activities.ContainsKey(name);

    public Task<object?> RunOrchestratorAsync(TaskOrchestrationContext context, string? serializedInput, CancellationToken abandoned) =>
        _orchestrators[context.Name](context);

    public Task<object?> RunActivityAsync(ActivityCall call, CancellationToken stopping)
    {
        Ran.Enqueue(call);
        return _activities[call.Name](call);
    }
}
