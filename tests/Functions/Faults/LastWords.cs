using Azure.Core;
using Azure.Core.Pipeline;
using PerfFlow.Azurite.Faults;

namespace PerfFlow.Functions.Tests.Faults;

/// <summary>The process ends, once, at the request whose body says this: before it is sent, or after the service has applied it.</summary>
internal sealed class LastWords(string words, bool afterwards) : StoragePolicy
{
    public bool Said { get; private set; }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var isLast = !Said && (await BodyAsync(message.Request)).Contains(words, StringComparison.Ordinal);
        Said |= isLast;
        if (!isLast || afterwards)
        {
            await ProcessNextAsync(message, pipeline);
        }

        if (isLast)
        {
            throw new InvalidProgramException("killed");
        }
    }
}
