using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PerfFlow.Azurite;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;

namespace PerfFlow.Functions.Tests.Edge.Health;

/// <summary>Data that this version of the application would misread.</summary>
public class OtherStorageTests
{
    [Fact]
    public async Task An_app_on_data_of_another_version_does_not_start_and_says_what_to_do()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var tables = StorageClients.Connect(azurite.ConnectionString).Tables;
        await tables.CreateTableAsync("ledger");
        await tables.GetTableClient("ledger").AddEntityAsync(new TableEntity("unit:2023", "p1:e:00000001"));
        using var journal = new Journal();
        await using var app = new TestApp(azurite) { ConfigureServices = services => services.AddSingleton<ILoggerProvider>(journal) };

        _ = await Record.ExceptionAsync(app.InitializeAsync); // the host may have begun to listen by then

        await Eventually.HoldsAsync(() => journal.Errors.Any(error =>
            error.Contains("请把 AzureWebJobsStorage 指向空的存储账户", StringComparison.Ordinal)
            && error.Contains("Point AzureWebJobsStorage to an empty storage account", StringComparison.Ordinal)));
        Assert.Equal(["ledger"], await TablesAsync(tables));
    }

    private static async Task<List<string>> TablesAsync(TableServiceClient tables)
    {
        var names = new List<string>();
        await foreach (var table in tables.QueryAsync())
        {
            names.Add(table.Name);
        }

        return names;
    }
}
