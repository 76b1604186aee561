using Microsoft.Extensions.DependencyInjection;
using PerfFlow.Azurite;
using PerfFlow.Functions.Ingest;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests;

public class FaultTests
{
    [Fact]
    public async Task What_is_thrown_unexpectedly_reaches_the_client_as_a_problem_without_its_text()
    {
        await using var app = new TestApp(await AzuriteServer.SharedAsync())
        {
            ConfigureServices = services => services.AddSingleton<UploadLimit>(_ => throw new InvalidOperationException("internal secret")),
        };
        await app.InitializeAsync();
        var year = await TestYear.OpenAsync(app);

        var answer = await year.As("section-clerk").UploadAsync(year.Item("targets"), TestSheets.Targets(TestYear.Project, TestYear.Year));

        Assert.Equal("500 UNEXPECTED", answer.Outcome);
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_storage_the_app_says_so()
    {
        var azurite = await AzuriteServer.StartAsync();
        await using var app = new TestApp(azurite);
        await app.InitializeAsync();
        Assert.Equal("200", (await app.WithToken(null).GetAsync("/api/health/ready")).Outcome);
        await azurite.DisposeAsync();

        Assert.Equal("200", (await app.WithToken(null).GetAsync("/api/health/live")).Outcome);
        Assert.Equal("503 STORAGE_UNAVAILABLE", (await app.WithToken(null).GetAsync("/api/health/ready")).Outcome);
        Assert.Equal("503 STORAGE_UNAVAILABLE", (await app.As("lead").GetAsync("units/any")).Outcome);
    }
}
