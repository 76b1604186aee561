using System.Net.Http.Headers;
using PerfFlow.Azurite;
using PerfFlow.Domain.Access;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Sheets;

/// <summary>No caller stalls the others: told by the order of the answers, never by a clock.</summary>
public sealed class FairnessTests
{
    private const int OfUnit = 15; // with a few slots the queue is full
    private const int Wild = 2 * OfUnit;

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task With_thirty_heavy_checks_of_two_units_running_or_sent_away_others_are_served_before_they_are_through()
    {
        var heavy = HeavySheet.Of(19_900);
        await using var azurite = await AzuriteServer.StartAsync(); // its own: no other app may read these uploads
        await using var app = new TestApp(azurite)
        {
            SweepSchedule = TestApp.Never,
            Settings = new Dictionary<string, string?> { ["MaxUploadBytes"] = $"{heavy.Length}" },
        };
        await app.InitializeAsync();
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        foreach (var some in Enumerable.Range(1, Wild).Chunk(OfUnit))
        {
            var wild = new UnitSetup(TestApp.NewUnit())
            {
                People = [.. some.Select(i => new Membership($"t:wild{i}", $"wild{i}", [Role.Auditor], []))],
                Projects = [],
            };
            await wild.SendAsync(app);
        }

        using var through = new CancellationTokenSource();
        var checks = Enumerable.Range(1, Wild).Select(i => CheckAsync(app.Address, $"wild{i}", heavy, through.Token)).ToList();
        while (Ended() == 0)
        {
            await Task.WhenAny(checks.Where(check => !check.IsCompleted));
        }

        // now all slots that they may have are theirs, and the others wait
        var before = Ended();
        var left = checks.Count(check => !check.IsCompleted);

        var template = await year.As("section-clerk").GetAsync($"{year.Item("q1")}/template");
        Assert.Equal("200", template.Outcome);
        Assert.InRange(Ended() - before, 0, 1); // before the second of them has ended

        // somebody else's check is not last in the line
        var calm = await year.As("auditor").SendAsync(
            HttpMethod.Post, "check", new ByteArrayContent(TestSheets.Targets(TestYear.Project, TestYear.Year)));
        Assert.Equal("200", calm.Outcome);
        Assert.InRange(Ended(), before, before + left - 1);

        // and what is uploaded is read meanwhile
        var (_, reading) = await year.UploadAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3));
        Assert.Equal("read", (string?)reading.Json["state"]);
        Assert.InRange(Ended(), before, before + left - 1);
        await through.CancelAsync(); // the rest of them is of no use to anybody

        int Ended() => checks.Count(check => check.IsCompletedSuccessfully && check.Result == 200); // 429 is no turn
    }

    private static async Task<int> CheckAsync(Uri address, string person, byte[] sheet, CancellationToken through)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/api/v1/check"));
        request.Content = new ByteArrayContent(sheet);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TestApp.Token(person));
        using var answer = await Http.SendAsync(request, through);
        return (int)answer.StatusCode;
    }
}
