using Azure.Core;
using Azure.Core.Pipeline;
using PerfFlow.Azurite.Faults;

namespace PerfFlow.Functions.Tests.Faults;

/// <summary>Part of storage is away.</summary>
/// <param name="part">Of the path and query of a request.</param>
internal sealed class Outage(string part) : StoragePolicy
{
    private int failures;

    public bool IsOn { get; set; }

    public int Failures => Volatile.Read(ref failures);

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (IsOn && message.Request.Uri.PathAndQuery.Contains(part, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref failures);
            throw new InvalidProgramException("away");
        }

        return ProcessNextAsync(message, pipeline);
    }
}
