using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace PerfFlow.Functions.Tests.App;

/// <summary>What was sent to storage, each request one line: method, path and query.</summary>
internal sealed class Requests : HttpPipelineSynchronousPolicy
{
    private readonly ConcurrentQueue<string> sent = new();

    public IReadOnlyList<string> Sent => [.. sent];

    public void Clear() => sent.Clear();

    public override void OnSendingRequest(HttpMessage message) =>
        sent.Enqueue($"{message.Request.Method} {Uri.UnescapeDataString(message.Request.Uri.ToUri().PathAndQuery)}");
}
