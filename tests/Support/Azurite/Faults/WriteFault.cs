using Azure.Core;
using Azure.Core.Pipeline;

namespace PerfFlow.Azurite.Faults;

/// <summary>One write fails: before it is sent, or after the service has applied it.</summary>
/// <param name="write">Which, from 1.</param>
/// <param name="deadly">
/// The process ends with it, and nothing that it sends from then on arrives; otherwise the client itself tries again.
/// </param>
public sealed class WriteFault(int write, bool afterwards, bool deadly = true) : StoragePolicy
{
    private int writes;

    /// <summary>As many as were tried.</summary>
    public int Writes => Volatile.Read(ref writes);

    public bool Struck { get; private set; }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        FailIf(deadly && Struck);
        var fails = IsWrite(message.Request) && Interlocked.Increment(ref writes) == write;
        FailIf(fails && !afterwards);
        await ProcessNextAsync(message, pipeline);
        FailIf(fails || (deadly && Struck));
    }

    private void FailIf(bool fails)
    {
        Struck |= fails;
        if (fails)
        {
            throw deadly ? new InvalidProgramException("killed") : new IOException("lost");
        }
    }
}
