using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Edge.OpenApi;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.OpenApi;

/// <summary>docs/api.http: held against the routes, and sent from top to bottom.</summary>
[Collection(AppCollection.Name)]
public partial class ApiHttpTests(TestApp app)
{
    private const string Project = "培训项目";

    private static readonly HttpFile Walk = HttpFile.Read(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Edge", "OpenApi", "api.http")));

    [Fact]
    public void Every_request_of_the_walk_has_a_route_and_asks_for_what_it_knows()
    {
        var strays = new List<string>();
        foreach (var request in Walk.Requests)
        {
            var address = HttpFile.Filled(request.Address, use => Walk.Variables.GetValueOrDefault(use, "1")).Split('?', 2);
            var function = OpenApiDocument.HttpFunctions(typeof(ItemApi).Assembly).FirstOrDefault(known =>
                known.Trigger.Methods!.Contains(request.Method, StringComparer.OrdinalIgnoreCase)
                && Pattern(known.Trigger.Route!).IsMatch(new Uri(address[0]).AbsolutePath));
            var asked = address.Length == 1 ? [] : address[1].Split('&').Select(value => value.Split('=')[0]);
            if (function.Method is null || asked.Except(QueriesOf(function.Method)).Any())
            {
                strays.Add($"{request.Method} {request.Address}");
            }
        }

        Assert.Empty(strays);
        Assert.True(Walk.Requests.Count > 60, $"Only {Walk.Requests.Count} requests were found.");
    }

    /// <summary>Side by side: it mostly waits for sheets to be read.</summary>
    [Fact]
    public Task The_walk_goes_through_from_top_to_bottom_in_each_year_from_2023_to_2028() =>
        Task.WhenAll(Enumerable.Range(2023, 6).Select(WalkAsync));

    private async Task WalkAsync(int year)
    {
        var variables = new Dictionary<string, string>(Walk.Variables)
        {
            ["host"] = "",
            ["unit"] = TestApp.NewUnit(),
            ["year"] = $"{year}",
        };
        var answers = new Dictionary<string, JsonNode>();
        foreach (var request in Walk.Requests)
        {
            var answer = await SendAsync(request);
            while (answer.Code == "BUSY") // six at once want what few slots give
            {
                answer = await SendAsync(request);
            }

            Assert.True((int)answer.Status is >= 200 and < 300, $"{year}, {request.Title}: {request.Method} {request.Address} is {answer}");
            if (request.Name is { } name)
            {
                answers[name] = answer.Json;
            }

            await WaitAsync(request, answer);
        }

        string ValueOf(string use) =>
            use.EndsWith("Token", StringComparison.Ordinal) ? TokenOf(use)
            : use.Split(".response.body.$.") is [var name, var path] ? (string)answers[name][path]!
            : variables[use];

        Task<Answer> SendAsync(WrittenRequest request)
        {
            var headers = request.Headers.Select(header => (header.Name, HttpFile.Filled(header.Value, ValueOf))).ToList();
            var type = headers.Find(header => header.Name == "Content-Type").Item2;
            return app.WithToken(null).SendAsync(
                new HttpMethod(request.Method),
                HttpFile.Filled(request.Address, ValueOf),
                request.File is { } file ? new ByteArrayContent(FileOf(file, year))
                    : request.Body is { } body ? new StringContent(HttpFile.Filled(body, ValueOf), Encoding.UTF8, type)
                    : null,
                [.. headers.Where(header => header.Name != "Content-Type")]);
        }

        // As its first lines tell people to.
        async Task WaitAsync(WrittenRequest request, Answer answer)
        {
            if (request.Address.Contains("/uploads?fileName", StringComparison.Ordinal))
            {
                await Eventually.HoldsAsync(async () => (string)(await LookAsync(
                    $"{answer.Headers.Location}", "clerkToken"))["state"]! == "read");
                var read = await LookAsync($"{answer.Headers.Location}", "clerkToken");
                Assert.True((bool)read["ok"]!, read.ToJsonString());
            }
            else if (request is { Method: "POST", Address: "{{budget}}/report" })
            {
                await Eventually.HoldsAsync(async () => (string)(await LookAsync(
                    HttpFile.Filled(request.Address, ValueOf), "leadToken"))["state"]! == "ready");
            }
        }

        async Task<JsonNode> LookAsync(string path, string token) => (await app.WithToken(TokenOf(token)).GetAsync(path)).Json;
    }

    /// <summary>headToken is <c>t:head</c>, unitHeadToken <c>t:unit-head</c>.</summary>
    private static string TokenOf(string variable)
    {
        var person = Upper().Replace(variable[..^"Token".Length], match => $"-{match.Value.ToLowerInvariant()}");
        return TestApp.Token(person, isOperator: person == "operator", account: person == "zhang" ? "zhang@example.org" : null);
    }

    private static byte[] FileOf(string name, int year) => name switch
    {
        "targets.xlsx" => TestSheets.Targets(Project, year),
        "q1.xlsx" => TestSheets.Monitoring(Project, year, 3),
        "q2.xlsx" => TestSheets.Monitoring(Project, year, 6, spent: 30, trained: 60),
        "q3.xlsx" => TestSheets.Monitoring(Project, year, 9, spent: 85, trained: 80),
        "q4.xlsx" => TestSheets.Monitoring(Project, year, 12, spent: 90, trained: 100),
        "self-evaluation.xlsx" => TestSheets.SelfEvaluation(Project, year),
        _ => [.. "%PDF-1.7 满意度调查"u8],
    };

    private static IEnumerable<string> QueriesOf(MethodInfo method) =>
        method.GetCustomAttributes<QueryAttribute>().Select(query => query.Name)
            .Concat(method.IsDefined(typeof(PagedAttribute)) ? ["take", "after"] : []);

    private static Regex Pattern(string route) => new($@"\A/api/{RouteValue().Replace(route, "[^/]+")}\z");

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex RouteValue();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Upper();
}
