using PerfFlow.Azurite;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.Http;

public class RateLimitTests
{
    [Fact]
    public async Task Who_floods_is_told_when_to_ask_again_and_disturbs_nobody_else()
    {
        await using var app = await StartAsync(("RateLimit:PerMinute", "1"), ("RateLimit:Burst", "3"));

        var answers = new List<Answer>();
        for (var i = 0; i < 4; i++)
        {
            answers.Add(await app.As("wild").GetAsync("units/none"));
        }

        Assert.Equal(
            ["404 NOT_FOUND", "404 NOT_FOUND", "404 NOT_FOUND", "429 TOO_MANY_REQUESTS"], answers.Select(answer => answer.Outcome));
        Assert.InRange(answers[3].Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Equal("404 NOT_FOUND", (await app.As("calm").GetAsync("units/none")).Outcome);
    }

    [Fact]
    public async Task Strangers_have_a_bucket_by_address_that_stands_in_nobodys_way()
    {
        await using var app = await StartAsync(("RateLimit:AnonymousPerMinute", "1"), ("RateLimit:AnonymousBurst", "3"));
        var forged = app.WithToken(TestApp.Token("calm", key: "another-key-of-thirty-two-bytes-or-more"));

        string[] strangers =
        [
            (await app.WithToken(null).GetAsync("units/none")).Outcome,
            (await app.WithToken("no.such.token").GetAsync("units/none")).Outcome,
            (await forged.GetAsync("units/none")).Outcome,
            (await forged.GetAsync("units/none")).Outcome,
            (await app.WithToken(null).GetAsync("units/none", ("X-Forwarded-For", "203.0.113.7"))).Outcome, // nobody's proxy says so
        ];
        Assert.Equal(
            ["401 UNAUTHENTICATED", "401 UNAUTHENTICATED", "401 UNAUTHENTICATED", "429 TOO_MANY_REQUESTS", "429 TOO_MANY_REQUESTS"],
            strangers);

        string[] others =
        [
            (await app.WithToken(null).GetAsync("/api/health/live")).Outcome,
            (await app.WithToken(null).GetAsync("/api/health/ready")).Outcome,
            (await app.WithToken(null).GetAsync("/api/openapi.json")).Outcome,
            (await app.As("calm").GetAsync("units/none")).Outcome, // whom the forged token named
        ];
        Assert.Equal(["200", "200", "200", "404 NOT_FOUND"], others);
    }

    [Fact]
    public async Task Behind_a_proxy_of_ours_each_address_that_it_names_has_its_own()
    {
        await using var app = await StartAsync(
            ("RateLimit:AnonymousPerMinute", "1"), ("RateLimit:AnonymousBurst", "1"),
            ("TrustedProxies", "127.0.0.1, 10.0.0.0/8"), ("ClientAddressHeader", "X-Real-IP"));

        string[] outcomes =
        [
            await FromAsync("203.0.113.7"),
            await FromAsync("203.0.113.8"),
            await FromAsync("203.0.113.7"),
            await FromAsync("198.51.100.1, 203.0.113.7"), // what the client itself wrote stands to the left
            await FromAsync("203.0.113.7:4711, 10.1.2.3"),
            await FromAsync("2001:db8::1"),
            await FromAsync("2001:db8:0:0:ffff::2"), // of the same line
            await FromAsync("2001:db8:0:1::1"),
        ];

        const string Refused = "429 TOO_MANY_REQUESTS";
        const string Asked = "401 UNAUTHENTICATED";
        Assert.Equal([Asked, Asked, Refused, Refused, Refused, Asked, Refused, Asked], outcomes);

        async Task<string> FromAsync(string client) => (await app.WithToken(null).GetAsync("units/none", ("X-Real-IP", client))).Outcome;
    }

    private static async Task<TestApp> StartAsync(params (string Name, string Value)[] settings)
    {
        var app = new TestApp(await AzuriteServer.SharedAsync())
        {
            Settings = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value),
        };
        await app.InitializeAsync();
        return app;
    }
}
