using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PerfFlow.Azurite;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.Health;

/// <summary>Without the setting that its trigger names, a function is disabled, and the host starts.</summary>
public class MissingSettingTests
{
    [Fact]
    public async Task A_schedule_that_is_missing_is_said_at_the_start_and_by_readiness()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        using var journal = new Journal();
        await using var app = new TestApp(azurite)
        {
            Settings = new Dictionary<string, string?> { ["SweepSchedule"] = null },
            ConfigureServices = services => services.AddSingleton<ILoggerProvider>(journal),
        };

        await app.InitializeAsync();
        var ready = await app.WithToken(null).GetAsync("/api/health/ready", ("Accept-Language", "en"));

        Assert.Equal(
            ("503 SETTING_MISSING", "SweepSchedule", "The application setting SweepSchedule is missing."),
            (ready.Outcome, (string?)ready.Json["field"], (string?)ready.Json["title"]));
        await Eventually.HoldsAsync(() => journal.Errors.Any()); // it is said beside the start, not before it
        Assert.Equal(["The setting SweepSchedule is missing: what it is for does not run."], journal.Errors);
        Assert.Equal("200", (await app.WithToken(null).GetAsync("/api/health/live")).Outcome);
    }

    [Fact]
    public async Task Without_the_schedule_of_the_purge_the_app_is_ready_and_says_so_at_the_start()
    {
        using var journal = new Journal();
        await using var app = new TestApp
        {
            Settings = new Dictionary<string, string?> { ["PurgeSchedule"] = null },
            ConfigureServices = services => services.AddSingleton<ILoggerProvider>(journal),
        };

        await app.InitializeAsync();

        Assert.Equal("200", (await app.WithToken(null).GetAsync("/api/health/ready")).Outcome);
        await Eventually.HoldsAsync(() => journal.Errors.Any());
        Assert.Equal(["The setting PurgeSchedule is missing: what it is for does not run."], journal.Errors);
    }
}
