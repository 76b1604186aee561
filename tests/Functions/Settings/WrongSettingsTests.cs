using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PerfFlow.Azurite;
using PerfFlow.Functions.Edge.Health;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Settings;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;

namespace PerfFlow.Functions.Tests.Settings;

/// <summary>Settings are looked at before anything else, all of them, by the app's own Program.</summary>
public class WrongSettingsTests
{
    [Fact]
    public async Task All_that_are_wrong_are_named_at_once_and_nothing_is_started()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        await using var app = new TestApp(azurite)
        {
            Settings = new Dictionary<string, string?>
            {
                ["DevelopmentKey"] = "a-secret-too-short",
                ["Entra:Authority"] = "nowhere",
                ["Evidence:MaxBytes"] = "20 MB",
                ["Evidence:Types"] = "pdf,exe",
                ["MaxUploadBytes"] = "-1",
                ["NightlySchedule"] = "0 */15 17-25 * * *",
                ["PurgeAfter"] = "a week",
                ["PublicUrl"] = "perfflow.example.org",
                ["PurgeSchedule"] = "every night",
                ["RateLimit:Burst"] = "0",
                ["RateLimit:PerMinute"] = "many",
                ["Smtp:Host"] = "mail.example.org",
                ["Smtp:Port"] = "70000",
                ["Smtp:Security"] = "perhaps",
                ["Storage:PerRequest"] = "00:10:00",
                ["Storage:PerTry"] = "-00:00:01",
                ["SweepGrace"] = "soon",
                ["SweepSchedule"] = "61 * * * * *",
                ["TellAfter"] = "00:01:00",
            },
        };

        var said = (await Assert.ThrowsAnyAsync<Exception>(app.InitializeAsync)).ToString();

        Assert.Equal(
            [
                "DevelopmentKey", "Entra:Authority", "Evidence:MaxBytes", "Evidence:Types", "MaxUploadBytes", "NightlySchedule",
                "PublicUrl", "PurgeAfter", "PurgeSchedule", "RateLimit:Burst", "RateLimit:PerMinute", "Smtp:From", "Smtp:Port",
                "Smtp:Security",
                "Storage:PerRequest", "Storage:PerTry", "SweepGrace", "SweepSchedule", "TellAfter",
            ],
            said.Split('\n')
                .Where(line => line.StartsWith("- ", StringComparison.Ordinal))
                .Select(line => line[2..].Split(' ')[0].TrimEnd(':'))
                .Distinct());
        Assert.DoesNotContain("a-secret-too-short", said, StringComparison.Ordinal);
        Assert.Contains("程序没有启动", said, StringComparison.Ordinal);
        await foreach (var table in StorageClients.Connect(azurite.ConnectionString).Tables.QueryAsync())
        {
            Assert.Fail($"{table.Name} was made.");
        }
    }

    [Theory]
    [InlineData("AccountName=a;AccountKey=a-secret")]
    [InlineData("a-secret")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a secret that is no base64;EndpointSuffix=core.windows.net")]
    public void A_connection_string_that_is_none_is_named_and_not_shown(string connection)
    {
        var said = Wrong(new() { ["AzureWebJobsStorage"] = connection, ["SweepGrace"] = "300" });

        Assert.Equal(
            [
                "AzureWebJobsStorage is no connection string of a storage account.",
                "SweepGrace is no span of time, such as 00:05:00: \"300\".",
            ],
            said);
    }

    [Theory]
    [InlineData("*/2 * * * * *")]
    [InlineData("0 30 9-17/2 1,15 Jan-Jun Mon-Fri")]
    [InlineData("30 19 * * *")]
    [InlineData("0 0 0 * * 0,6")]
    [InlineData("00:05:00")]
    [InlineData("")]
    public void What_the_host_takes_for_a_schedule_is_one(string schedule) =>
        Assert.Empty(Wrong(new() { ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true", ["SweepSchedule"] = schedule }));

    [Theory]
    [InlineData("* * *")]
    [InlineData("60 * * * * *")]
    [InlineData("0 0 24 * * *")]
    [InlineData("0 0 0 0 * *")]
    [InlineData("0 0 0 * Foo *")]
    [InlineData("0 */0 * * * *")]
    [InlineData("0 0 0 * * 7")]
    [InlineData("5")]
    [InlineData("0 1- * * * *")]
    [InlineData("soon")]
    [InlineData("-00:05:00")]
    public void What_the_host_takes_for_none_is_none(string schedule) => Assert.StartsWith(
        "SweepSchedule is no schedule",
        Assert.Single(Wrong(new() { ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true", ["SweepSchedule"] = schedule })),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("RateLimit:PerMinute")]
    [InlineData("RateLimit:Burst")]
    [InlineData("RateLimit:AnonymousPerMinute")]
    [InlineData("RateLimit:AnonymousBurst")]
    public void More_requests_than_a_bucket_can_count_are_refused_at_the_start(string setting)
    {
        Assert.Equal([$"{setting} must be a number from 1 to 1000000."], Wrong(Of(1_000_001)));
        Assert.Empty(Wrong(Of(1_000_000)));

        Dictionary<string, string?> Of(int value) =>
            new() { ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true", [setting] = value.ToString(CultureInfo.InvariantCulture) };
    }

    [Fact]
    public async Task What_is_set_and_nobody_reads_is_said_with_what_may_have_been_meant()
    {
        using var journal = new Journal(LogLevel.Warning);
        await using var app = new TestApp(await AzuriteServer.SharedAsync())
        {
            Settings = new Dictionary<string, string?>
            {
                ["RateLimit:PerMinut"] = "10",
                ["Entra:Audiences"] = "a",
                ["SweepGrase"] = "00:01:00",
            },
            ConfigureServices = services => services.AddSingleton<ILoggerProvider>(journal),
        };

        await app.InitializeAsync();

        await Eventually.HoldsAsync(() => journal.Errors.Count(IsUnknown) >= 3);
        Assert.Equal(
            [
                "The setting Entra:Audiences is set, and nothing reads it. Was Entra:Audience meant?",
                "The setting RateLimit:PerMinut is set, and nothing reads it. Was RateLimit:PerMinute meant?",
                "The setting SweepGrase is set, and nothing reads it. Was SweepGrace meant?",
            ],
            journal.Errors.Where(IsUnknown));

        static bool IsUnknown(string line) => line.Contains("nothing reads it", StringComparison.Ordinal);
    }

    private static List<string> Wrong(Dictionary<string, string?> settings)
    {
        var gathered = new GatheredSettings(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        gathered.Read(configuration => StorageConnection.From(configuration, null));
        gathered.Read(SweepGrace.From);
        gathered.Read(RateLimit.From)?.Dispose();
        gathered.Read(configuration => Schedules.From(configuration, NeededSettings.Named));
        return Record.Exception(gathered.RequireAllRight) is not { } fault ? []
            : [.. fault.Message.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..])];
    }
}
