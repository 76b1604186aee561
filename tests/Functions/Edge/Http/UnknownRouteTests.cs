using PerfFlow.Functions.Edge.OpenApi;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Edge.Access;

namespace PerfFlow.Functions.Tests.Edge.Http;

/// <summary>What no function answers is answered by one, as everything else is: a problem with the headers of all.</summary>
[Collection(AppCollection.Name)]
public class UnknownRouteTests(TestApp app)
{
    private static readonly string[] Verbs = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "PROPFIND", "QUERY"];

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/api/v1")]
    [InlineData("/api/v1/units/u/years/2023/nothing")]
    [InlineData("/api/v1/units//years")]
    [InlineData("/api/%E4%BB%80%E4%B9%88")]
    public async Task There_is_nothing_there_for_anyone_with_any_method(string path)
    {
        foreach (var client in new[] { app.WithToken(null), app.WithToken("nonsense"), app.As("stranger") })
        {
            foreach (var verb in Verbs)
            {
                var answer = await client.SendAsync(new HttpMethod(verb), path, null);

                Assert.Equal((verb, 404), (verb, (int)answer.Status));
                Assert.Equal(verb == "HEAD" ? "" : "NOT_FOUND", verb == "HEAD" ? answer.Text : answer.Code);
                Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
                Assert.Equal("application/problem+json", answer.ContentHeaders.ContentType?.MediaType);
            }
        }
    }

    [Fact]
    public async Task A_known_route_names_its_methods_when_it_is_asked_with_another()
    {
        var wrong = new List<string>();
        foreach (var route in OpenApiDocument.HttpFunctions(typeof(ItemApi).Assembly).GroupBy(function => function.Trigger.Route!))
        {
            var methods = route.SelectMany(function => function.Trigger.Methods!).Select(verb => verb.ToUpperInvariant());
            var allow = string.Join(", ", methods.Order(StringComparer.Ordinal));
            foreach (var verb in Verbs.Except(allow.Split(", ")))
            {
                var answer = await app.WithToken(null)
                    .SendAsync(new HttpMethod(verb), "/api/" + AccessMatrixTests.PathOf(route.Key, "u"), null);
                var said = $"{(int)answer.Status} {string.Join(", ", answer.ContentHeaders.Allow)} {(verb == "HEAD" ? "" : answer.Code)}";
                if (said != $"405 {allow} {(verb == "HEAD" ? "" : "METHOD_NOT_ALLOWED")}"
                    || !answer.Headers.Contains("Content-Security-Policy"))
                {
                    wrong.Add($"{verb} {route.Key}: {said}, not {allow}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task It_is_counted_by_address_like_all_who_have_not_signed_in()
    {
        await using var limited = new TestApp(await Azurite.AzuriteServer.SharedAsync())
        {
            Settings = new Dictionary<string, string?> { ["RateLimit:AnonymousPerMinute"] = "1", ["RateLimit:AnonymousBurst"] = "3" },
        };
        await limited.InitializeAsync();

        var answers = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            answers.Add((await limited.As($"stranger-{i}").GetAsync("/api/nothing")).Outcome);
        }

        Assert.Equal(
            ["404 NOT_FOUND", "404 NOT_FOUND", "404 NOT_FOUND", "429 TOO_MANY_REQUESTS", "429 TOO_MANY_REQUESTS"], answers);
    }
}
