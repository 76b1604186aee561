using Azure.Core.Pipeline;
using PerfFlow.Azurite;
using PerfFlow.Storage;

namespace PerfFlow.Functions.Tests.App;

/// <summary>An Azurite of these tests alone: their clocks run ahead, and their sweeps must not find the units of others.</summary>
public sealed class OwnStorage : IAsyncLifetime
{
    internal AzuriteServer Azurite { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Azurite = await AzuriteServer.StartAsync();
        await new StorageSchema(Connect()).EnsureCreatedAsync();
    }

    public Task DisposeAsync() => Azurite.DisposeAsync().AsTask();

    internal StorageClients Connect(params ReadOnlySpan<HttpPipelinePolicy> policies) =>
        StorageClients.Connect(Azurite.ConnectionString, policies);
}
