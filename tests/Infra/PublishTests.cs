using System.Diagnostics;

namespace PerfFlow.Infra.Tests;

/// <summary>What is deployed is what was built: a worker and what tells a host of it, and nothing of this machine.</summary>
public sealed class PublishTests : IAsyncLifetime
{
    private readonly DirectoryInfo output = Directory.CreateTempSubdirectory("perfflow-publish-");
    private IReadOnlyList<string> files = [];

    public async Task InitializeAsync()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory); // …/bin/{configuration}/{framework}/
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet",
            ["publish", Repository.File("functions"), "--no-build", "--configuration", here.Parent!.Name, "--output", output.FullName])
        {
            RedirectStandardOutput = true,
        })!;
        var printed = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, printed);
        files = [.. Directory.EnumerateFiles(output.FullName, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(output.FullName, file).Replace('\\', '/'))];
    }

    public Task DisposeAsync()
    {
        output.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public void It_has_the_worker_its_functions_and_the_extensions_of_the_host()
    {
        string[] needed =
        [
            "PerfFlow.Functions.dll", "PerfFlow.Functions.runtimeconfig.json",
            "host.json", "functions.metadata", "worker.config.json", "extensions.json",
            ".azurefunctions/Microsoft.Azure.WebJobs.Extensions.DurableTask.dll",
            ".azurefunctions/Microsoft.Azure.WebJobs.Extensions.Storage.Blobs.dll",
        ];

        Assert.Empty(needed.Except(files));
        Assert.Contains("\"IngestSheet\"", Content("functions.metadata"), StringComparison.Ordinal);
        Assert.Contains("\"EventGrid\"", Content("functions.metadata"), StringComparison.Ordinal);
        Assert.Contains("\"PerfFlow.Functions.dll\"", Content("worker.config.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_has_no_local_settings_no_key_and_no_host_of_ours()
    {
        Assert.DoesNotContain(files, file => file.Contains("local.settings", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => file.Contains("LocalHost", StringComparison.Ordinal));
        Assert.DoesNotContain(
            files.Where(file => file.EndsWith(".json", StringComparison.Ordinal)),
            file => Content(file).Contains("DevelopmentKey", StringComparison.Ordinal));
    }

    private string Content(string file) => File.ReadAllText(Path.Combine(output.FullName, file));
}
