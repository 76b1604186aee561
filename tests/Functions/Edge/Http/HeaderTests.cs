using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using PerfFlow.Azurite;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Edge.OpenApi;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Edge.Access;

namespace PerfFlow.Functions.Tests.Edge.Http;

[Collection(AppCollection.Name)]
public class HeaderTests(TestApp app)
{
    private const string Expected = "nosniff | default-src 'none'; frame-ancestors 'none' | no-referrer | same-origin | no-store | ";

    [Fact]
    public async Task Every_route_answers_with_the_security_headers_and_without_the_servers_name_errors_included()
    {
        var year = await TestYear.OpenAsync(app);
        var wrong = new List<string>();
        foreach (var (_, trigger) in OpenApiDocument.HttpFunctions(typeof(ItemApi).Assembly))
        {
            var path = "/api/" + AccessMatrixTests.PathOf(trigger.Route!, year.Unit);
            foreach (var verb in trigger.Methods!)
            {
                foreach (var (caller, client) in new[]
                {
                    ("nobody", app.WithToken(null)),
                    ("lead", year.As("lead")),
                    ("stranger", app.As("stranger")),
                })
                {
                    var answer = await client.SendAsync(new HttpMethod(verb), path, null);
                    if (Headers(answer.Headers) != Expected)
                    {
                        wrong.Add($"{verb} {path} for {caller}: {answer.Outcome} {Headers(answer.Headers)}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/admin/nothing")]
    [InlineData("GET", "/runtime/webhooks/nothing")]
    public async Task What_the_host_itself_answers_does_not_name_the_server_either(string verb, string path)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri(app.Address, path));
        using var response = await http.SendAsync(request);

        Assert.False(response.IsSuccessStatusCode);
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Browsers_are_told_to_insist_on_https_though_the_front_end_asks_us_without_it(bool isDevelopment, bool told)
    {
        await using var deployed = new TestApp(await AzuriteServer.SharedAsync())
        {
            ConfigureServices = services => services.AddSingleton(new PlainHttp(isDevelopment)), // the process has one environment
        };
        await deployed.InitializeAsync();

        foreach (var path in (string[])["/api/health/live", "/api/v1/units/none", "/api/nothing"])
        {
            var answer = await deployed.WithToken(null).GetAsync(path);
            Assert.Equal(
                told ? "max-age=31536000" : "",
                answer.Headers.TryGetValues("Strict-Transport-Security", out var sent) ? sent.Single() : "");
        }
    }

    private static string Headers(HttpResponseHeaders headers) => string.Join(" | ",
        from name in new[]
        {
            "X-Content-Type-Options", "Content-Security-Policy", "Referrer-Policy",
            "Cross-Origin-Resource-Policy", "Cache-Control", "Server",
        }
        select headers.TryGetValues(name, out var values) ? string.Join(',', values) : "");
}
