using Microsoft.DurableTask;

namespace PerfFlow.Emulator.Durable;

/// <summary>
/// The application's orchestrators and activities, by name (case is ignored). The engine decides when they run;
/// the implementation decides how (function lookup, middleware, binding).
/// </summary>
internal interface IDurableCode
{
    bool HasOrchestrator(string name);

    bool HasActivity(string name);

    /// <summary>
    /// Runs an orchestrator up to its end and returns its result, which the engine serialises.
    /// It is called on the orchestration's own single-threaded context: nothing may be awaited before or around the
    /// orchestrator but what the context returns, and never with <c>ConfigureAwait(false)</c>.
    /// </summary>
    /// <param name="context">The durable context; its input is also in <paramref name="serializedInput"/>.</param>
    /// <param name="serializedInput">The input as JSON, or null.</param>
    /// <param name="abandoned">
    /// Cancelled when the engine drops this execution: the returned task will then never end, and whatever was opened
    /// for it (a service scope) should be released. A dropped orchestration is replayed by a new call.
    /// </param>
    Task<object?> RunOrchestratorAsync(TaskOrchestrationContext context, string? serializedInput, CancellationToken abandoned);

    /// <summary>Runs an activity once and returns its result. What it throws becomes the task's failure details.</summary>
    Task<object?> RunActivityAsync(ActivityCall call, CancellationToken stopping);
}

/// <summary>One execution of an activity. At least once: the same call can come again after a crash.</summary>
/// <param name="Name">The activity.</param>
/// <param name="InstanceId">The orchestration that asked for it.</param>
/// <param name="TaskId">The step of the orchestration, unique within one generation of the instance.</param>
/// <param name="Version">The version asked for; empty when none.</param>
/// <param name="SerializedInput">The input as JSON, or null.</param>
internal sealed record ActivityCall(string Name, string InstanceId, int TaskId, string Version, string? SerializedInput);
