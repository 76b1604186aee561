using PerfFlow.LocalHost.App;

namespace PerfFlow.LocalHost.Tests.App;

/// <summary>A folder that is no built function app is refused with the file that is missing or wrong, and what to do.</summary>
public sealed class FunctionAppTests : IDisposable
{
    private const string Config = """{"description":{"defaultWorkerPath":"App.dll"}}""";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("host-app-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_built_app_is_found_with_its_worker_and_its_host_json()
    {
        Write(
            ("worker.config.json", Config),
            ("App.dll", ""),
            ("host.json", """{ "version": "2.0", /* why */ "extensions": { "http": { "routePrefix": "" } } }"""));

        var app = FunctionApp.In(folder.FullName);

        Assert.Equal((folder.FullName, Path.Combine(folder.FullName, "App.dll"), "App"), (app.Folder, app.Assembly, app.Name));
        Assert.Contains(KeyValuePair.Create("extensions:http:routePrefix", (string?)""), app.HostJson);
    }

    [Theory]
    [InlineData("worker.config.json is missing", null, """{"version":"2.0"}""")]
    [InlineData("host.json is missing", Config, null)]
    [InlineData("App.dll is missing", Config, """{"version":"2.0"}""")]
    [InlineData("names no description.defaultWorkerPath", "{}", """{"version":"2.0"}""")]
    [InlineData("worker.config.json cannot be read", "{", """{"version":"2.0"}""")]
    public void What_is_no_built_app_is_refused(string says, string? config, string? hostJson)
    {
        Write(("worker.config.json", config), ("host.json", hostJson));

        Assert.Contains(says, Assert.Throws<StartupException>(() => FunctionApp.In(folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("must have \"version\": \"2.0\"", """{"version":"1.0"}""")]
    [InlineData("must have \"version\": \"2.0\"", "[]")]
    [InlineData("host.json cannot be read", "{")]
    public void A_host_json_that_is_none_is_refused(string says, string hostJson)
    {
        Write(("worker.config.json", Config), ("App.dll", ""), ("host.json", hostJson));

        Assert.Contains(says, Assert.Throws<StartupException>(() => FunctionApp.In(folder.FullName)).Message, StringComparison.Ordinal);
    }

    private void Write(params (string Name, string? Content)[] files)
    {
        foreach (var (name, content) in files.Where(file => file.Content is not null))
        {
            File.WriteAllText(Path.Combine(folder.FullName, name), content);
        }
    }
}
