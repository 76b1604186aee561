using PerfFlow.LocalHost.App;

namespace PerfFlow.LocalHost.Tests.App;

/// <summary>Which value of a setting holds, as under Core Tools: the caller's, else the environment's, else the file's.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("host-settings-");
    private readonly string variable = $"HOST_TEST_{Guid.NewGuid():N}";

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(variable, null);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void The_environment_goes_before_the_file_and_the_caller_before_both()
    {
        Environment.SetEnvironmentVariable(variable, "environment");

        Assert.Equal("environment", Of(file: Values(variable, "file"))[variable]);
        Assert.Equal("file", Of(file: Values($"{variable}_2", "file"))[$"{variable}_2"]);
        Assert.Equal("caller", Of(file: Values(variable, "file"), given: Values(variable, "caller"))[variable]);
    }

    [Fact]
    public void Sections_are_written_with_underscores_for_the_worker_and_with_colons_here()
    {
        var settings = Of(file: Values("Smtp:Host", "mail"), given: Values("Entra__Audience", "app"));

        Assert.Equal(("mail", "app"), (settings["Smtp:Host"], settings["Entra:Audience"]));
        Assert.Equal(("mail", "app"), (settings.ForWorker()["Smtp__Host"], settings.ForWorker()["Entra__Audience"]));
    }

    [Fact]
    public void A_setting_of_the_job_host_changes_host_json()
    {
        Assert.Equal("api", Of().HostJson("extensions:http:routePrefix"));
        Assert.Equal(
            "v2", Of(given: Values("AzureFunctionsJobHost__extensions__http__routePrefix", "v2")).HostJson("extensions:http:routePrefix"));
        Assert.Equal(
            "", Of(given: Values("AzureFunctionsJobHost__extensions__http__routePrefix", "")).HostJson("extensions:http:routePrefix"));
    }

    [Fact]
    public void A_worker_is_isolated_and_in_development_unless_it_is_said_otherwise()
    {
        var worker = Of().ForWorker();
        var given = Of(given: Values("AZURE_FUNCTIONS_ENVIRONMENT", "Staging")).ForWorker();

        Assert.Equal(
            ("dotnet-isolated", "Development", ""),
            (worker["FUNCTIONS_WORKER_RUNTIME"], worker["AZURE_FUNCTIONS_ENVIRONMENT"], worker["CONTAINER_NAME"]));
        Assert.Equal("Staging", given["AZURE_FUNCTIONS_ENVIRONMENT"]);
    }

    [Fact]
    public void The_settings_that_a_text_names_and_that_are_empty_or_not_there_are_missing()
    {
        var settings = Of(file: new Dictionary<string, string?> { ["There"] = "x", ["Empty"] = "" });

        Assert.Equal(["Empty", "Gone"], settings.MissingIn("a%There%/%Empty%b%Gone%"));
    }

    [Fact]
    public void The_file_may_have_comments_a_port_connection_strings_and_values_that_are_no_text()
    {
        var read = Read("""
            {
              // of this machine
              "Values": { "A": "x", "B__C": 5, "D": true, },
              "ConnectionStrings": { "Db": "y" },
              "Host": { "LocalHttpPort": 7099 }
            }
            """);

        Assert.Equal(7099, read.Port);
        Assert.Equal(
            [("A", "x"), ("B:C", "5"), ("ConnectionStrings:Db", "y"), ("D", "true")],
            read.Values.Select(value => (value.Key, value.Value)).Order());
    }

    [Theory]
    [InlineData("""{ "IsEncrypted": true, "Values": {} }""", "is encrypted")]
    [InlineData("[1]", "cannot be read")]
    [InlineData("{", "cannot be read")]
    [InlineData("""{ "Values": 1 }""", "cannot be read")]
    [InlineData("""{ "Host": { "LocalHttpPort": "x" } }""", "cannot be read")]
    public void A_file_that_cannot_be_used_is_refused(string content, string says)
        => Assert.Contains(says, Assert.Throws<StartupException>(() => Read(content)).Message, StringComparison.Ordinal);

    [Fact]
    public void Without_a_file_there_are_no_values() => Assert.Empty(LocalSettings.Read(folder.FullName).Values);

    private static Dictionary<string, string?> Values(string name, string value) => new() { [name] = value };

    private static AppSettings Of(IReadOnlyDictionary<string, string?>? file = null, IReadOnlyDictionary<string, string?>? given = null)
        => AppSettings.Of(
            new FunctionApp("/app", "/app/App.dll", [KeyValuePair.Create("extensions:http:routePrefix", (string?)"api")]),
            file ?? new Dictionary<string, string?>(),
            given ?? new Dictionary<string, string?>());

    private LocalSettings Read(string content)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "local.settings.json"), content);
        return LocalSettings.Read(folder.FullName);
    }
}
