using Azure.Core;
using Azure.Core.Pipeline;

namespace PerfFlow.Storage.Tests;

/// <summary>Fails one write at the transport: before it is sent, or after the service has applied it.</summary>
/// <param name="failure">An <see cref="IOException"/> is tried again by the client itself; anything else is the end of the process.</param>
internal sealed class FaultPolicy(int write, bool afterwards, Exception failure) : HttpPipelinePolicy
{
    private int writes;

    public bool Struck { get; private set; }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        => throw new NotSupportedException("Storage is called asynchronously only.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (message.Request.Method == RequestMethod.Get || message.Request.Method == RequestMethod.Head || ++writes != write)
        {
            await ProcessNextAsync(message, pipeline);
            return;
        }

        Struck = true;
        if (afterwards)
        {
            await ProcessNextAsync(message, pipeline);
        }

        throw failure;
    }
}
