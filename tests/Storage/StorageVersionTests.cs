using Azure.Data.Tables;
using PerfFlow.Azurite;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Units;

namespace PerfFlow.Storage.Tests;

/// <summary>Each with an account of its own.</summary>
public sealed class StorageVersionTests
{
    [Fact]
    public async Task An_empty_account_is_marked_by_whoever_comes_first_and_taken_by_all()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var clients = StorageClients.Connect(azurite.ConnectionString);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => new StorageSchema(clients).EnsureCreatedAsync()));
        await new Registry(clients).RegisterAsync(UnitId.Parse("unit").Value, "单位", null);
        await new StorageSchema(clients).EnsureCreatedAsync();

        Assert.Equal(["due", "ledger", "members", "notices", "registry"], await TablesAsync(clients));
    }

    [Fact]
    public async Task Data_of_another_version_is_refused_and_nothing_is_created()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var clients = StorageClients.Connect(azurite.ConnectionString);
        await clients.Tables.CreateTableAsync("registry");
        await clients.Tables.GetTableClient("registry")
            .AddEntityAsync(new TableEntity("@storage", "version") { ["Version"] = StorageVersion.Current + 1 });

        var refused = await Assert.ThrowsAsync<OtherStorageException>(() => new StorageSchema(clients).EnsureCreatedAsync());

        Assert.Contains("是第 4 版格式,本程序只认第 3 版", refused.Message, StringComparison.Ordinal);
        Assert.Contains("请把 AzureWebJobsStorage 指向空的存储账户", refused.Message, StringComparison.Ordinal);
        Assert.Contains("of format 4", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Point AzureWebJobsStorage to an empty storage account", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["registry"], await TablesAsync(clients));
    }

    [Theory]
    [InlineData("ledger")]
    [InlineData("registry")]
    [InlineData("members")]
    [InlineData("notices")]
    public async Task Data_without_a_version_is_refused(string table)
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var clients = StorageClients.Connect(azurite.ConnectionString);
        await clients.Tables.CreateTableAsync(table);
        await clients.Tables.GetTableClient(table).AddEntityAsync(new TableEntity("unit:2023", "row"));

        var refused = await Assert.ThrowsAsync<OtherStorageException>(() => new StorageSchema(clients).EnsureCreatedAsync());

        Assert.Contains("没有标明格式版本", refused.Message, StringComparison.Ordinal);
        Assert.Contains("that states no format", refused.Message, StringComparison.Ordinal);
        Assert.Equal([table], await TablesAsync(clients));
    }

    private static async Task<List<string>> TablesAsync(StorageClients clients)
    {
        var names = new List<string>();
        await foreach (var table in clients.Tables.QueryAsync())
        {
            names.Add(table.Name);
        }

        return [.. names.Order(StringComparer.Ordinal)];
    }
}
