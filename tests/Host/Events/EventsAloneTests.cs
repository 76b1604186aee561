using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using PerfFlow.Azurite;
using PerfFlow.LocalHost.Processes;
using PerfFlow.LocalHost.Tests.Running;

namespace PerfFlow.LocalHost.Tests.Events;

/// <summary>The events' part alone, beside a host that has none: here a web server that writes down what it is told.</summary>
public sealed class EventsAloneTests
{
    [Fact]
    public async Task A_host_that_runs_already_is_told_as_Event_Grid_tells_it()
    {
        var told = new ConcurrentQueue<(string Path, string Type, string Body)>();
        await using var host = WebApplication.CreateSlimBuilder().Build();
        host.Urls.Add("http://127.0.0.1:0");
        host.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            told.Enqueue((
                $"{context.Request.Path}{context.Request.QueryString}",
                $"{context.Request.Headers["aeg-event-type"]}",
                await body.ReadToEndAsync()));
        });
        await host.StartAsync();
        await using var azurite = await AzuriteServer.StartAsync();
        var container = new BlobContainerClient(azurite.ConnectionString, "semantics-client");
        await container.CreateAsync();

        using var events = Process.Start(new ProcessStartInfo(
            "dotnet", [HostProcess.Dll, "events", "--app", HostProcess.App, "--target", host.Urls.First(), "--key", "a/b"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
            Environment = { ["AzureWebJobsStorage"] = azurite.ConnectionString },
        })!;
        using var leash = Leash.OfProcess(events.Id);
        await container.UploadBlobAsync("in/表 1.txt", BinaryData.FromString("x"));
        await Eventually.HoldsAsync(() => !told.IsEmpty, "the host is told");
        using var kill = Process.Start("kill", ["-s", "TERM", $"{events.Id}"]);
        await events.WaitForExitAsync();

        var (path, type, sent) = Assert.Single(told);
        var data = JsonNode.Parse(sent)![0]!;
        Assert.Equal(
            ("/runtime/webhooks/blobs?functionName=Host.Functions.ClientBlob&code=a%2Fb", "Notification", 0),
            (path, type, events.ExitCode));
        Assert.Equal(
            ("Microsoft.Storage.BlobCreated", "/blobServices/default/containers/semantics-client/blobs/in/表 1.txt",
                "BlockBlob", container.GetBlobClient("in/表 1.txt").Uri.AbsoluteUri),
            ((string)data["eventType"]!, (string)data["subject"]!, (string)data["data"]!["blobType"]!, (string)data["data"]!["url"]!));
    }
}
