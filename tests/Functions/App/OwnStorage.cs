using PerfFlow.Azurite;
using PerfFlow.Storage;

namespace PerfFlow.Functions.Tests.Reminders;

/// <summary>An Azurite of these tests alone: their clocks run ahead, and their sweeps must not find the units of others.</summary>
public sealed class OwnStorage : IAsyncLifetime
{
    internal AzuriteServer Azurite { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Azurite = await AzuriteServer.StartAsync();
        await new StorageSchema(StorageClients.Connect(Azurite.ConnectionString)).EnsureCreatedAsync();
    }

    public Task DisposeAsync() => Azurite.DisposeAsync().AsTask();
}

[CollectionDefinition(Name)]
public sealed class RemindingCollection : ICollectionFixture<OwnStorage>
{
    public const string Name = "reminding";
}
