using PerfFlow.Azurite;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.Access;

/// <summary>Who did what is shown at no price: a request looks once at the unit's people, be it for access, a panel or names.</summary>
public class PeopleLookTests
{
    [Fact]
    public async Task A_request_looks_at_the_members_once_whatever_it_shows_of_them()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var sent = new Requests();
        await using var app = new TestApp(azurite)
        {
            SweepSchedule = TestApp.Never,
            Settings = new Dictionary<string, string?> { ["AzureWebJobs.TellNews.Disabled"] = "true" }, // it looks for itself
            Policies = [sent],
        };
        await app.InitializeAsync();
        var year = await TestYear.OpenAsync(app);
        var item = year.Item("targets");
        var sheet = TestSheets.Targets(TestYear.Project, TestYear.Year);

        Assert.Equal("upload 1", await OneAsync("upload", () => year.As("section-clerk").UploadAsync(item, sheet)));
        var (version, _) = await year.UploadAsync("targets", sheet);
        Assert.Equal("submit 1", await OneAsync("submit", () => year.DecideAsync("section-head", "targets", "submit", version)));
        Assert.Equal("check 1", await OneAsync("check", () => year.DecideAsync("lead", "targets", "check", version)));
        Assert.Equal("vote 1", await OneAsync("vote", () => year.DecideAsync("group-member", "targets", "approve", version)));
        Assert.Equal("approve 1", await OneAsync("approve", () => year.DecideAsync("group-chair", "targets", "approve", version)));
        Assert.Equal("item 1", await OneAsync("item", () => year.As("lead").GetAsync(item)));
        Assert.Equal("uploads 1", await OneAsync("uploads", () => year.As("lead").GetAsync($"{item}/uploads")));
        Assert.Equal("ledger 1", await OneAsync("ledger", () => year.As("lead").GetAsync($"{year.Base}/ledger?project=p1")));
        Assert.Equal("tasks 1", await OneAsync("tasks", () => year.As("lead").GetAsync($"units/{year.Unit}/tasks")));
        Assert.Equal("members 1", await OneAsync("members", () => year.As("lead").GetAsync($"units/{year.Unit}/members")));

        async Task<string> OneAsync(string what, Func<Task<Answer>> ask)
        {
            sent.Clear();
            var answer = await ask();
            return (int)answer.Status < 300
                ? $"{what} {sent.Sent.Count(request => request.Contains("/members(", StringComparison.Ordinal))}"
                : $"{what} {answer.Outcome}";
        }
    }
}
