using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;
using PerfFlow.Emulator.Functions;

namespace PerfFlow.Benchmarks.Cost;

/// <summary>What a function sent.</summary>
internal sealed record Sent(string Function, bool IsTable);

/// <summary>Counts storage transactions as the bill does, one per request sent, by the function that sent it.</summary>
internal sealed class Transactions : HttpPipelineSynchronousPolicy, IDisposable
{
    private readonly ConcurrentQueue<Sent> sent = new();

    private readonly ActivityListener listener = new()
    {
        ShouldListenTo = source => source.Name == FunctionRunner.Traces,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
    };

    public Transactions() => ActivitySource.AddActivityListener(listener);

    public IReadOnlyCollection<Sent> All => sent;

    public override void OnSendingRequest(HttpMessage message)
    {
        var activity = Activity.Current;
        while (activity is not null && activity.Source.Name != FunctionRunner.Traces)
        {
            activity = activity.Parent;
        }

        // Tables and blobs of the emulator differ by port alone; only tables speak JSON.
        var isTable = message.Request.Headers.TryGetValue("DataServiceVersion", out _);
        sent.Enqueue(new(activity?.OperationName ?? "start-up", isTable));
    }

    public void Dispose() => listener.Dispose();
}
