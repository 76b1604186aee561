using Azure.Data.Tables;
using PerfFlow.Azurite;
using PerfFlow.Azurite.Faults;
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

    [Fact]
    public async Task A_start_that_dies_at_any_write_is_taken_up_by_the_next()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var clients = StorageClients.Connect(azurite.ConnectionString);
        for (var (write, died) = (1, true); died; write++)
        {
            foreach (var afterwards in (bool[])[false, true])
            {
                var fault = new WriteFault(write, afterwards);
                var death = await Record.ExceptionAsync(
                    () => new StorageSchema(StorageClients.Connect(azurite.ConnectionString, fault)).EnsureCreatedAsync());
                died = death is not null;

                await new StorageSchema(clients).EnsureCreatedAsync();
                await clients.Known.ProbeAsync();
                Assert.Equal(["due", "ledger", "members", "notices", "registry"], await TablesAsync(clients));
                await WipeAsync(clients);
            }
        }
    }

    [Theory]
    [InlineData("ledger")]
    [InlineData("registry")]
    [InlineData("members")]
    [InlineData("due")]
    public async Task What_was_made_once_is_missed_and_not_made_again(string lost)
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var clients = StorageClients.Connect(azurite.ConnectionString);
        await new StorageSchema(clients).EnsureCreatedAsync();
        await clients.Tables.DeleteTableAsync(lost);
        var left = await TablesAsync(clients);

        var missing = await Assert.ThrowsAsync<StorageMissingException>(
            () => new StorageSchema(StorageClients.Connect(azurite.ConnectionString)).EnsureCreatedAsync());

        Assert.Contains(lost, missing.Message, StringComparison.Ordinal);
        Assert.Equal(left, await TablesAsync(clients));
    }

    [Fact]
    public async Task Files_without_a_ledger_are_no_empty_account()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var clients = StorageClients.Connect(azurite.ConnectionString);
        await new StorageSchema(clients).EnsureCreatedAsync();
        await clients.Blobs.GetBlobContainerClient("sheets").UploadBlobAsync("a", BinaryData.FromString("a"));
        foreach (var table in await TablesAsync(clients))
        {
            await clients.Tables.DeleteTableAsync(table);
        }

        await Assert.ThrowsAsync<OtherStorageException>(
            () => new StorageSchema(StorageClients.Connect(azurite.ConnectionString)).EnsureCreatedAsync());
        Assert.Empty(await TablesAsync(clients));
    }

    [Fact]
    public async Task An_account_in_use_from_before_there_were_ids_gets_one_once_and_its_ledger_is_not_made_anew()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var clients = StorageClients.Connect(azurite.ConnectionString);
        await LikeBeforeAsync(clients, "ledger", "registry", "members", "notices", "due");
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => new StorageSchema(clients).EnsureCreatedAsync()));
        var id = await IdAsync(clients);
        await new StorageSchema(StorageClients.Connect(azurite.ConnectionString)).EnsureCreatedAsync();
        Assert.Equal((32, id), (id.Length, await IdAsync(clients)));

        await WipeAsync(clients);
        await LikeBeforeAsync(clients, "registry", "members", "notices", "due");
        await Assert.ThrowsAsync<StorageMissingException>(
            () => new StorageSchema(StorageClients.Connect(azurite.ConnectionString)).EnsureCreatedAsync());
        Assert.Equal(["due", "members", "notices", "registry"], await TablesAsync(clients));
    }

    private static async Task LikeBeforeAsync(StorageClients clients, params string[] tables)
    {
        foreach (var table in tables)
        {
            await clients.Tables.CreateTableAsync(table);
        }

        await clients.Tables.GetTableClient("registry")
            .AddEntityAsync(new TableEntity("@storage", "version") { ["Version"] = StorageVersion.Current });
        await clients.Tables.GetTableClient("members").AddEntityAsync(new TableEntity("unit", "t:admin"));
    }

    private static async Task<string> IdAsync(StorageClients clients) =>
        (await clients.Tables.GetTableClient("registry").GetEntityAsync<TableEntity>("@storage", "version")).Value.GetString("Id");

    private static async Task WipeAsync(StorageClients clients)
    {
        foreach (var table in await TablesAsync(clients))
        {
            await clients.Tables.DeleteTableAsync(table);
        }

        await foreach (var container in clients.Blobs.GetBlobContainersAsync())
        {
            await clients.Blobs.DeleteBlobContainerAsync(container.Name);
        }
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
