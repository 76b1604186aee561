using System.Net;
using Azure.Data.Tables;
using PerfFlow.Azurite;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;

namespace PerfFlow.Faults.Tests.Outages;

/// <summary>
/// Tables are deleted, or put back empty, under a running app: it says that storage is away, makes nothing anew, and goes on without a
/// restart once they are restored.
/// </summary>
public sealed class LostStorageTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly string[] Tables = ["ledger", "members", "registry", "notices", "due"];

    private AzuriteServer azurite = null!;
    private TestApp app = null!;
    private TestYear year = null!;
    private StorageClients storage = null!;

    public async Task InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync(); // its own: nobody else's tables are deleted
        storage = StorageClients.Connect(azurite.ConnectionString);
        app = new TestApp(azurite);
        await app.InitializeAsync();
        year = await TestYear.OpenAsync(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await azurite.DisposeAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Theory]
    [InlineData("ledger,members,registry,notices,due", false)]
    [InlineData("ledger,members,registry,notices,due", true)]
    [InlineData("members", false)]
    [InlineData("members", true)]
    [InlineData("ledger", false)]
    [InlineData("ledger", true)]
    public async Task What_is_lost_is_missed_by_every_function_and_made_by_nobody(string lost, bool isEmptyInstead)
    {
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var kept = await CopyAsync();

        await LoseAsync(lost.Split(','), isEmptyInstead);
        await Eventually.AnswersAsync(() => year.As("lead").GetAsync(year.Item("q1")), ImpatientApp.IsUnavailable);
        Assert.True(ImpatientApp.IsUnavailable(await app.WithToken(null).GetAsync("/api/health/ready"))); // from then on all are refused
        Assert.Empty(await ImpatientApp.OtherwiseAsync(app, year.Unit));
        Assert.Equal("200", (await app.WithToken(null).GetAsync("/api/health/live")).Outcome);
        await AssertNothingIsMadeAsync(lost.Split(','), isEmptyInstead);

        await RestoreAsync(kept);
        await Eventually.AnswersAsync(() => year.As("lead").GetAsync(year.Item("targets")), answer => answer.Status == HttpStatusCode.OK);
        await year.SettleAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3));
        Assert.Equal("200", (await app.WithToken(null).GetAsync("/api/health/ready")).Outcome);
    }

    [Theory]
    [InlineData("notices", false)]
    [InlineData("notices", true)]
    [InlineData("due", true)]
    [InlineData("registry", true)]
    public async Task Readiness_finds_what_nobody_has_asked_for(string lost, bool isEmptyInstead)
    {
        var kept = await CopyAsync();

        await LoseAsync([lost], isEmptyInstead);

        Assert.True(ImpatientApp.IsUnavailable(await app.WithToken(null).GetAsync("/api/health/ready")));
        Assert.Empty(await ImpatientApp.OtherwiseAsync(app, year.Unit));
        await RestoreAsync(kept);
        Assert.Equal("200", (await app.WithToken(null).GetAsync("/api/health/ready")).Outcome);
        Assert.Equal("200", (await year.As("lead").GetAsync(year.Base)).Outcome);
    }

    [Fact]
    public async Task A_container_that_is_gone_is_no_file_that_was_never_there()
    {
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        foreach (var container in (string[])["uploads", "sheets"])
        {
            await storage.Blobs.GetBlobContainerClient(container).DeleteAsync();
        }

        Assert.True(ImpatientApp.IsUnavailable(await year.As("lead").GetAsync($"{year.Item("targets")}/uploads/1/file")));
        Assert.True(ImpatientApp.IsUnavailable(await app.WithToken(null).GetAsync("/api/health/ready")));
    }

    [Fact]
    public async Task An_app_that_starts_on_storage_without_its_ledger_waits_for_it_and_makes_none()
    {
        var kept = await CopyAsync();
        await LoseAsync(["ledger"], isEmptyInstead: false);
        await using var later = new TestApp(azurite) { AwaitsStorage = false };

        await later.InitializeAsync();
        Assert.Equal("200", (await later.WithToken(null).GetAsync("/api/health/live")).Outcome);
        Assert.True(ImpatientApp.IsUnavailable(await later.WithToken(null).GetAsync("/api/health/ready")));
        Assert.Empty(await ImpatientApp.OtherwiseAsync(later, year.Unit));
        await AssertNothingIsMadeAsync(["ledger"], isEmptyInstead: false);

        await RestoreAsync(kept);
        await Eventually.AnswersAsync(() => later.As("lead").GetAsync(year.Base), answer => answer.Status == HttpStatusCode.OK);
    }

    private async Task<Dictionary<string, List<TableEntity>>> CopyAsync()
    {
        var kept = new Dictionary<string, List<TableEntity>>();
        foreach (var table in Tables)
        {
            kept[table] = [];
            await foreach (var row in storage.Tables.GetTableClient(table).QueryAsync<TableEntity>())
            {
                kept[table].Add(row);
            }
        }

        return kept;
    }

    private async Task LoseAsync(string[] tables, bool isEmptyInstead)
    {
        foreach (var table in tables)
        {
            await storage.Tables.DeleteTableAsync(table);
            await (isEmptyInstead ? storage.Tables.CreateTableAsync(table) : Task.CompletedTask);
        }
    }

    /// <summary>As a copy that is put back: the rows are the same, their tags are not.</summary>
    private async Task RestoreAsync(Dictionary<string, List<TableEntity>> kept)
    {
        foreach (var (table, rows) in kept)
        {
            await storage.Tables.CreateTableIfNotExistsAsync(table);
            foreach (var row in rows)
            {
                await storage.Tables.GetTableClient(table).UpsertEntityAsync(row, TableUpdateMode.Replace);
            }
        }
    }

    private async Task AssertNothingIsMadeAsync(string[] lost, bool isEmptyInstead)
    {
        var (there, rows) = (new List<string>(), new List<string>());
        await foreach (var table in storage.Tables.QueryAsync())
        {
            there.Add(table.Name);
        }

        Assert.Equal(Tables.Where(table => isEmptyInstead || !lost.Contains(table)).Order(), there.Order());
        foreach (var table in lost.Intersect(there))
        {
            await foreach (var row in storage.Tables.GetTableClient(table).QueryAsync<TableEntity>())
            {
                rows.Add($"{table} {row.PartitionKey} {row.RowKey}");
            }
        }

        Assert.Empty(rows);
    }
}
