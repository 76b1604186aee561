using Azure.Data.Tables;
using PerfFlow.Azurite;
using PerfFlow.Azurite.Counting;
using PerfFlow.Basics;

namespace PerfFlow.Storage.Tests;

/// <summary>Storage that hangs is waited for in bounded tries, and a request waits for all its calls together.</summary>
public sealed class PatienceTests : IAsyncLifetime, IAsyncDisposable
{
    private CountingProxy proxy = null!;

    public async Task InitializeAsync()
    {
        var azurite = await AzuriteServer.SharedAsync();
        await new StorageSchema(StorageClients.Connect(azurite.ConnectionString)).EnsureCreatedAsync();
        proxy = await CountingProxy.StartAsync(azurite.ConnectionString);
        proxy.Begin(Trouble.Hangs);
    }

    public ValueTask DisposeAsync() => proxy.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task A_call_gives_up_after_few_tries()
    {
        var clients = Connect(perTry: 0.2, inAll: 0.7);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => FindAsync(clients));

        Assert.InRange(proxy.Troubled, 1, 4);
    }

    [Fact]
    public async Task What_a_request_has_waited_for_one_call_it_does_not_wait_for_the_next()
    {
        var clients = Connect(perTry: 0.2, inAll: 0.7);
        new RequestPatience(TimeSpan.FromSeconds(0.5)).Enter();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => FindAsync(clients));
        proxy.Begin(Trouble.Hangs);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Assert.ThrowsAsync<StorageUnavailableException>(() => FindAsync(clients))));

        Assert.InRange(proxy.Troubled, 0, 5); // no second try, and after the first none at all
    }

    [Fact]
    public async Task A_client_that_hangs_up_is_no_storage_that_is_away()
    {
        var clients = Connect(perTry: 60, inAll: 60);
        using var hungUp = new CancellationTokenSource();
        var asked = FindAsync(clients, hungUp.Token);
        await Eventually.HoldsAsync(() => proxy.Troubled > 0);

        await hungUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    private static Task<Azure.NullableResponse<TableEntity>> FindAsync(StorageClients clients, CancellationToken cancellation = default) =>
        clients.Tables.GetTableClient("registry").GetEntityIfExistsAsync<TableEntity>("a", "b", cancellationToken: cancellation);

    private StorageClients Connect(double perTry, double inAll) => StorageClients.Connect(
        proxy.ConnectionString, new StoragePatience(TimeSpan.FromSeconds(perTry), TimeSpan.FromSeconds(inAll)));
}
