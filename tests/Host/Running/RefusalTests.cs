using System.Net;
using System.Net.Sockets;
using PerfFlow.Azurite;

namespace PerfFlow.LocalHost.Tests.Running;

/// <summary>What keeps a host from starting is said in a sentence that helps, ends with 1, and has no stack trace.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (code, _, complained) = await HostProcess.RunAsync(["--app", HostProcess.App, "--port", $"{port}"]);

        Assert.Equal((1, $"Port {port} is taken: stop what listens there, or choose another with --port."), (code, complained));
    }

    [Fact]
    public async Task A_folder_without_an_app_is_named_with_what_to_do()
    {
        var empty = Directory.CreateTempSubdirectory("host-empty-");

        var (code, _, complained) = await HostProcess.RunAsync(["--app", empty.FullName, "--port", "0"]);

        Assert.Equal(1, code);
        Assert.StartsWith(
            $"No function app is built in {empty.FullName}: worker.config.json is missing. Build the app first",
            complained,
            StringComparison.Ordinal);
        empty.Delete();
    }

    [Theory]
    [InlineData("AzureWebJobsStorage is no connection string", "nonsense")]
    [InlineData(
        "AzureWebJobsStorage names cannot be reached",
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Zm9v;BlobEndpoint=http://127.0.0.1:1/devstoreaccount1;")]
    public async Task Storage_that_cannot_be_used_is_named(string says, string connection)
    {
        var (code, _, complained) = await HostProcess.RunAsync(
            ["--app", HostProcess.App, "--port", "0"], ("AzureWebJobsStorage", connection));

        Assert.Equal(1, code);
        Assert.Contains(says, complained, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", complained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_is_no_isolated_one_and_a_timeout_that_is_none_are_refused()
    {
        var storage = (await AzuriteServer.SharedAsync()).ConnectionString;

        var inProcess = await HostProcess.RunAsync(
            ["--app", HostProcess.App, "--port", "0"], ("AzureWebJobsStorage", storage), ("FUNCTIONS_WORKER_RUNTIME", "dotnet"));
        var timeout = await HostProcess.RunAsync(
            ["--app", HostProcess.App, "--port", "0"],
            ("AzureWebJobsStorage", storage),
            ("AzureFunctionsJobHost__functionTimeout", "soon"));

        Assert.Equal(
            (1, "FUNCTIONS_WORKER_RUNTIME is dotnet: this host runs dotnet-isolated apps only."), (inProcess.Code, inProcess.Complained));
        Assert.Equal((1, "host.json: functionTimeout soon is no time span such as 00:10:00, nor -1."), (timeout.Code, timeout.Complained));
    }

    [Fact]
    public async Task A_worker_that_dies_at_its_start_ends_the_host_which_has_shown_what_it_printed()
    {
        var broken = Directory.CreateTempSubdirectory("host-broken-").FullName;
        foreach (var file in Directory.EnumerateFiles(HostProcess.App))
        {
            File.Copy(file, Path.Combine(broken, Path.GetFileName(file)));
        }

        File.Delete(Path.Combine(broken, "Microsoft.Azure.Functions.Worker.dll"));
        var (code, said, complained) = await HostProcess.RunAsync(
            ["--app", broken, "--port", "0"], ("AzureWebJobsStorage", (await AzuriteServer.SharedAsync()).ConnectionString));
        Directory.Delete(broken, recursive: true);

        Assert.Equal((1, "The worker PerfFlow.SemanticsApp ended before it was ready: see what it printed."), (code, complained));
        Assert.Contains("Microsoft.Azure.Functions.Worker", said, StringComparison.Ordinal);
    }
}
