using Azure.Core.Pipeline;
using PerfFlow.Azurite;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Tests;

/// <summary>Real Azurite, shared by the suite; every test has a unit of its own.</summary>
public sealed class StorageFixture : IAsyncLifetime
{
    private static int units;
    private string connectionString = string.Empty;

    internal StorageClients Clients => Connect();

    internal Ledger Ledger => new(Clients, TimeProvider.System);

    internal Board Board => new(Clients);

    public async Task InitializeAsync()
    {
        connectionString = (await AzuriteServer.SharedAsync()).ConnectionString;
        await new StorageSchema(Clients).EnsureCreatedAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    internal StorageClients Connect(params ReadOnlySpan<HttpPipelinePolicy> policies) => StorageClients.Connect(connectionString, policies);

    internal static UnitId NewUnit() => UnitId.Parse($"unit-{Interlocked.Increment(ref units)}").Value;
}

[CollectionDefinition(nameof(StorageCollection))]
public sealed class StorageCollection : ICollectionFixture<StorageFixture>;
