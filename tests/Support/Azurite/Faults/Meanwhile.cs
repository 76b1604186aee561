using Azure.Core;
using Azure.Core.Pipeline;

namespace PerfFlow.Azurite.Faults;

/// <summary>Something that happens once, when the first such request was answered.</summary>
public sealed class Meanwhile(Func<Request, bool> after, Func<Task> happens) : StoragePolicy
{
    private bool hasHappened;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (!hasHappened && after(message.Request))
        {
            hasHappened = true;
            await happens();
        }
    }
}
