using Microsoft.Azure.Functions.Worker;
using PerfFlow.SemanticsApp.Journals;

namespace PerfFlow.SemanticsApp.Durable;

public sealed class Activities(Journal journal)
{
    [Function(nameof(Double))]
    public int Double([ActivityTrigger] int number) => 2 * number;

    [Function(nameof(Echo))]
    public async Task<string> Echo([ActivityTrigger] string text, FunctionContext context, CancellationToken cancellation)
    {
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
        return context.FunctionDefinition.Name == nameof(Echo) ? text : context.FunctionDefinition.Name;
    }

    /// <summary>
    /// Fails the first times it is called for a key, with the asked kind of exception; then says how often it was called.
    /// </summary>
    [Function(nameof(Flaky))]
    public int Flaky([ActivityTrigger] Flakiness flakiness)
    {
        var attempt = journal.Add($"attempts-{flakiness.Key}", flakiness.Kind);
        return attempt > flakiness.Failures
            ? attempt
            : throw (flakiness.Kind == nameof(ArgumentException)
                ? new ArgumentException($"attempt {attempt} fails", nameof(flakiness))
                : new InvalidOperationException($"attempt {attempt} fails"));
    }

    /// <summary>Another text at each execution: shows whether a result was recorded once.</summary>
    [Function(nameof(Receipt))]
    public string Receipt([ActivityTrigger] string subject) => $"{subject}#{Guid.NewGuid():N}";

    public sealed record Flakiness(string Key, int Failures, string Kind);
}
