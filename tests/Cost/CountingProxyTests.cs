using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues;
using PerfFlow.Azurite;
using PerfFlow.Azurite.Counting;

namespace PerfFlow.Cost.Tests;

/// <summary>
/// The proxy that counts: clients work through it as on the Azurite itself, and each request is one of the right kind and owner.
/// </summary>
public sealed class CountingProxyTests : IAsyncLifetime
{
    private CountingProxy proxy = null!;

    public async Task InitializeAsync() =>
        proxy = await CountingProxy.StartAsync((await AzuriteServer.SharedAsync()).ConnectionString, "Hub");

    public async Task DisposeAsync() => await proxy.DisposeAsync();

    [Fact]
    public async Task Tables_are_counted_by_operation_and_a_batch_is_one()
    {
        var table = new TableClient(proxy.ConnectionString, "counted");
        await table.CreateAsync();
        await table.AddEntityAsync(new TableEntity("一:二'%41~", "a b+c"));
        await table.GetEntityAsync<TableEntity>("一:二'%41~", "a b+c");
        await table.SubmitTransactionAsync([.. Enumerable.Range(0, 3).Select(number =>
            new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("一", $"{number}")))]);
        var found = 0;
        await foreach (var _ in table.QueryAsync<TableEntity>("PartitionKey eq '一'"))
        {
            found++;
        }

        Assert.Equal(3, found);
        Assert.Equal(
            ["CreateTable 201", "InsertEntity 204", "GetEntity 200", "EntityGroupTransaction 202", "QueryEntities 200"],
            proxy.Requests.Select(request => $"{request.Operation} {request.Status}"));
        Assert.All(proxy.Requests, request =>
            Assert.Equal(("table", "counted", Owner.App, false), (request.Service, request.Resource, request.Owner, request.IsIdle)));
    }

    [Fact]
    public async Task A_look_into_an_empty_queue_is_idle_and_one_that_finds_something_is_not()
    {
        var queue = new QueueClient(proxy.ConnectionString, "hub-control-00");
        await queue.CreateAsync();
        Assert.Empty((await queue.ReceiveMessagesAsync(1)).Value);
        await queue.SendMessageAsync("text");
        var message = (await queue.ReceiveMessagesAsync(1)).Value.Single();
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);

        Assert.Equal(
            [("CreateQueue", false), ("GetMessages", true), ("PutMessage", false), ("GetMessages", false), ("DeleteMessage", false)],
            proxy.Requests.Select(request => (request.Operation, request.IsIdle)));
        Assert.All(proxy.Requests, request => Assert.Equal(Owner.Engine, request.Owner));
        Assert.Equal(4, proxy.CountOf(Owner.Engine));
    }

    [Fact]
    public async Task A_kept_lease_is_idle_and_an_uploaded_blob_is_not()
    {
        var container = new BlobContainerClient(proxy.ConnectionString, "azure-webjobs-counted");
        await container.CreateAsync();
        var blob = container.GetBlobClient("a/b c%2F,(一)");
        await blob.UploadAsync(BinaryData.FromString("text"));
        var lease = blob.GetBlobLeaseClient();
        await lease.AcquireAsync(TimeSpan.FromSeconds(60));
        await lease.RenewAsync();
        Assert.Equal("text", (await blob.DownloadContentAsync()).Value.Content.ToString());

        Assert.Equal(
            [("CreateContainer", false), ("PutBlob", false), ("AcquireLease", false), ("RenewLease", true), ("GetBlob", false)],
            proxy.Requests.Select(request => (request.Operation, request.IsIdle)));
        Assert.All(proxy.Requests, request => Assert.Equal(Owner.Host, request.Owner));
    }

    [Fact]
    public async Task What_is_cleared_is_forgotten()
    {
        await new BlobServiceClient(proxy.ConnectionString).GetPropertiesAsync();
        Assert.Single(proxy.Requests);

        proxy.Clear();

        Assert.Empty(proxy.Requests);
    }
}
