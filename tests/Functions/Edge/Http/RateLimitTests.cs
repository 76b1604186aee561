using PerfFlow.Azurite;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.Http;

public class RateLimitTests
{
    [Fact]
    public async Task Who_floods_is_told_when_to_ask_again_and_disturbs_nobody_else()
    {
        await using var app = new TestApp(await AzuriteServer.SharedAsync())
        {
            Settings = new Dictionary<string, string?> { ["RateLimit:PerMinute"] = "1", ["RateLimit:Burst"] = "3" },
        };
        await app.InitializeAsync();

        var answers = new List<Answer>();
        for (var i = 0; i < 4; i++)
        {
            answers.Add(await app.As("wild").GetAsync("units/none"));
        }

        Assert.Equal(
            ["404 NOT_FOUND", "404 NOT_FOUND", "404 NOT_FOUND", "429 TOO_MANY_REQUESTS"], answers.Select(answer => answer.Outcome));
        Assert.InRange(answers[3].Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Equal("404 NOT_FOUND", (await app.As("calm").GetAsync("units/none")).Outcome);

        string[] strangers =
        [
            (await app.WithToken(null).GetAsync("units/none")).Outcome,
            (await app.WithToken("no.such.token").GetAsync("units/none")).Outcome,
            (await app.WithToken(TestApp.Token("wild", key: "another-key-of-thirty-two-bytes-or-more")).GetAsync("units/none")).Outcome,
            (await app.WithToken(null).GetAsync("/api/openapi.json")).Outcome,
        ];
        Assert.Equal(["401 UNAUTHENTICATED", "401 UNAUTHENTICATED", "401 UNAUTHENTICATED", "429 TOO_MANY_REQUESTS"], strangers);
    }
}
