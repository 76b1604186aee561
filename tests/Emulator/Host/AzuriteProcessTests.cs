using Azure.Storage.Blobs;

namespace PerfFlow.Emulator.Tests.Host;

public sealed class AzuriteProcessTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("perfflow-azurite-process-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_written_just_before_the_stop_is_there_at_the_next_start()
    {
        await using (var first = await AzuriteProcess.StartAsync(folder.FullName))
        {
            var container = new BlobContainerClient(first.ConnectionString, "kept");
            await container.CreateAsync();
            await container.UploadBlobAsync("name", BinaryData.FromString("content"));
        }

        await using var second = await AzuriteProcess.StartAsync(folder.FullName);
        var blob = new BlobContainerClient(second.ConnectionString, "kept").GetBlobClient("name");
        Assert.Equal("content", (await blob.DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task A_port_that_is_taken_is_a_refusal_with_a_remedy()
    {
        await using var first = await AzuriteProcess.StartAsync(Path.Combine(folder.FullName, "first"), AzuritePorts.Free());
        var taken = new Uri(first.ConnectionString.Split("TableEndpoint=")[1].TrimEnd(';')).Port;
        var refusal = await Assert.ThrowsAsync<StartupException>(() =>
            AzuriteProcess.StartAsync(Path.Combine(folder.FullName, "second"), AzuritePorts.Free() with { Table = taken }));
        Assert.StartsWith($"Port {taken} is taken", refusal.Message, StringComparison.Ordinal);
    }
}
