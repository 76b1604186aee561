using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using PerfFlow.Azurite;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;

namespace PerfFlow.Functions.Tests.Edge.Access;

/// <summary>Who did what is shown at no price: a request looks once at the unit's people, be it for access, a panel or names.</summary>
public class PeopleLookTests
{
    [Fact]
    public async Task A_request_looks_at_the_members_once_whatever_it_shows_of_them()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var looks = new Looks();
        await using var app = new TestApp(azurite)
        {
            SweepSchedule = "0 0 0 1 1 *",
            ConfigureServices = services => services.AddSingleton(StorageClients.Connect(azurite.ConnectionString, looks)),
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
            looks.Clear();
            var answer = await ask();
            return (int)answer.Status < 300 ? $"{what} {looks.Count}" : $"{what} {answer.Outcome}";
        }
    }

    /// <summary>What was asked of the table of members.</summary>
    private sealed class Looks : HttpPipelineSynchronousPolicy
    {
        private readonly ConcurrentQueue<string> sent = new();

        public int Count => sent.Count;

        public void Clear() => sent.Clear();

        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.Request.Uri.ToString().Contains("/members(", StringComparison.Ordinal))
            {
                sent.Enqueue(message.Request.Uri.ToString());
            }
        }
    }
}
