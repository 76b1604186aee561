using System.Diagnostics;
using PerfFlow.Azurite;
using PerfFlow.Basics;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>The demo's program from start to end, when what it needs is not there, and when somebody presses Ctrl-C.</summary>
public sealed class LaunchTests : IDisposable
{
    private const string Nowhere =
        "DefaultEndpointsProtocol=http;AccountName=nobody;AccountKey=bm9ib2R5;BlobEndpoint=http://127.0.0.1:1/nobody;"
        + "QueueEndpoint=http://127.0.0.1:1/nobody;TableEndpoint=http://127.0.0.1:1/nobody;";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("perfflow-launch-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Without_dotnet_on_the_path_it_says_what_to_install()
    {
        var (code, said) = await DemoProgram.RunAsync(Args(), environment: ("PATH", folder.FullName));

        Assert.Equal(1, code);
        Assert.StartsWith("There is no dotnet on the PATH", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_app_it_says_to_build()
    {
        var clone = Directory.CreateDirectory(Path.Combine(folder.FullName, "demo", "bin", "Debug", "net10.0"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "PerfFlow.sln"), "");
        Copy(new DirectoryInfo(DemoProgram.Folder), clone);

        var (code, said) = await DemoProgram.RunAsync(Args(), clone.FullName);

        Assert.Equal((1, "The app or its host is not built: run dotnet build in the repository's folder."), (code, said.Trim()));
    }

    [Fact]
    public async Task Without_storage_it_repeats_what_the_host_says_about_it()
    {
        var (code, said) = await DemoProgram.RunAsync(Args(), environment: ("AzureWebJobsStorage", Nowhere));

        Assert.Equal(1, code);
        Assert.StartsWith("The host did not start the app (it ended by itself). It printed:", said, StringComparison.Ordinal);
        Assert.Contains("AzureWebJobsStorage", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_demo_its_host_and_the_worker()
    {
        var azurite = await AzuriteServer.SharedAsync();
        using var demo = DemoProgram.Start(Args(), environment: ("AzureWebJobsStorage", azurite.ConnectionString));
        var host = await ChildAsync(demo.Id, "PerfFlow.LocalHost.dll");
        var worker = await ChildAsync(host.Id, "--functions-worker-id");

        using var interrupt = Process.Start("kill", ["-s", "INT", $"{demo.Id}"]);
        var (code, said) = await DemoProgram.EndAsync(demo);

        Assert.Equal((130, "Stopped. Continue with --resume."), (code, said.Trim()));
        Assert.All([host, worker], process => Assert.True(process.HasExited));
        host.Dispose();
        worker.Dispose();
    }

    private IEnumerable<string> Args() => ["--port", "0", "--key", new string('k', 32), "--out", Path.Combine(folder.FullName, "out")];

    private static async Task<Process> ChildAsync(int parent, string command) => Process.GetProcessById(
        (await Eventually.AnswersAsync(() => ChildProcesses.OfAsync(parent, command), children => children is [_], command))[0]);

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        to.Create();
        foreach (var file in from.GetFiles())
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        }

        foreach (var inner in from.GetDirectories())
        {
            Copy(inner, new DirectoryInfo(Path.Combine(to.FullName, inner.Name)));
        }
    }
}
