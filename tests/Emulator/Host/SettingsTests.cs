using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PerfFlow.Emulator.Hosting;

namespace PerfFlow.Emulator.Tests.Host;

public sealed class SettingsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("perfflow-settings-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_app_sees_local_settings_beneath_the_environment_and_runs_in_Development()
    {
        await using var app = await RunningApp.StartAsync(settings: ("Extra", "from the test"));
        var configuration = app.Services.GetRequiredService<IConfiguration>();
        Assert.Equal(
            ("from local.settings.json", "kept apart", "from the test", Environment.GetEnvironmentVariable("PATH"), "Development"),
            (configuration["Greeting:Text"], configuration.GetConnectionString("Ledger"), configuration["Extra"], configuration["PATH"],
                app.Services.GetRequiredService<IHostEnvironment>().EnvironmentName));
    }

    [Fact]
    public void Values_connection_strings_and_the_port_are_read_with_comments_and_trailing_commas()
    {
        Write("""
            { // local only
              "Values": { "A__B": "1", "Number": 2, },
              "ConnectionStrings": { "C": "3" },
              "Host": { "LocalHttpPort": 7099 }
            }
            """);
        var settings = LocalSettings.Read(folder.FullName);
        Assert.Equal("A:B=1;ConnectionStrings:C=3;Number=2", string.Join(';', settings.Values.OrderBy(value => value.Key).Select(value => $"{value.Key}={value.Value}")));
        Assert.Equal(7099, settings.Port);
    }

    [Fact]
    public void Without_the_file_there_are_no_settings() => Assert.Empty(LocalSettings.Read(folder.FullName).Values);

    [Theory]
    [InlineData("{", "local.settings.json cannot be read")]
    [InlineData("[]", "local.settings.json cannot be read")]
    [InlineData("""{ "IsEncrypted": true, "Values": {} }""", "local.settings.json is encrypted")]
    public void A_file_that_cannot_be_used_is_refused(string content, string message)
    {
        Write(content);
        Assert.StartsWith(message, Assert.Throws<StartupException>(() => LocalSettings.Read(folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_json_that_is_no_JSON_is_refused()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "host.json"), "{");
        var refusal = Assert.Throws<StartupException>(() => HostJson.Read(folder.FullName, new ConfigurationBuilder().Build()));
        Assert.StartsWith("host.json cannot be read", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_reaches_the_test_that_started_the_app()
    {
        var refusal = await Assert.ThrowsAsync<StartupException>(() => RunningApp.StartAsync(settings: ("TickSchedule", "nonsense")));
        Assert.Contains("Function 'Tick'", refusal.Message, StringComparison.Ordinal);
    }

    private void Write(string content) => File.WriteAllText(Path.Combine(folder.FullName, "local.settings.json"), content);
}
