using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace PerfFlow.Azurite.Faults;

/// <summary>Stands between clients and their storage.</summary>
public abstract class StoragePolicy : HttpPipelinePolicy
{
    public sealed override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        => throw new NotSupportedException("Storage is called asynchronously only.");

    protected static bool IsWrite(Request request) => request.Method != RequestMethod.Get && request.Method != RequestMethod.Head;

    protected static async Task<string> BodyAsync(Request request)
    {
        using var body = new MemoryStream();
        await (request.Content?.WriteToAsync(body, CancellationToken.None) ?? Task.CompletedTask);
        return Encoding.UTF8.GetString(body.GetBuffer().AsSpan(0, (int)body.Length));
    }
}
