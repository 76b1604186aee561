using System.Reflection;
using System.Text.RegularExpressions;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Edge.OpenApi;
using PerfFlow.Functions.Items;

namespace PerfFlow.Functions.Tests.Edge.OpenApi;

/// <summary>docs/api.http, held against the routes.</summary>
public partial class ApiHttpTests
{
    [Fact]
    public void Every_request_of_the_walk_has_a_route_and_asks_for_what_it_knows()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Edge", "OpenApi", "api.http"));
        var variables = Variable().Matches(text).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim());
        var requests = Request().Matches(text);
        var strays = new List<string>();
        foreach (Match request in requests)
        {
            var address = Filled(request.Groups[2].Value, variables).Split('?', 2);
            var function = OpenApiDocument.HttpFunctions(typeof(ItemApi).Assembly).FirstOrDefault(known =>
                known.Trigger.Methods!.Contains(request.Groups[1].Value, StringComparer.OrdinalIgnoreCase)
                && Pattern(known.Trigger.Route!).IsMatch(new Uri(address[0]).AbsolutePath));
            var asked = address.Length == 1 ? [] : address[1].Split('&').Select(value => value.Split('=')[0]);
            if (function.Method is null || asked.Except(QueriesOf(function.Method)).Any())
            {
                strays.Add(request.Value);
            }
        }

        Assert.Empty(strays);
        Assert.True(requests.Count > 20, $"Only {requests.Count} requests were found.");
    }

    private static IEnumerable<string> QueriesOf(MethodInfo method) =>
        method.GetCustomAttributes<QueryAttribute>().Select(query => query.Name)
            .Concat(method.IsDefined(typeof(PagedAttribute)) ? ["take", "after"] : []);

    private static Regex Pattern(string route) => new($@"\A/api/{RouteValue().Replace(route, "[^/]+")}\z");

    private static string Filled(string text, Dictionary<string, string> variables)
    {
        while (Use().Match(text) is { Success: true } use)
        {
            text = text.Replace(use.Value, variables[use.Groups[1].Value], StringComparison.Ordinal);
        }

        return text;
    }

    [GeneratedRegex(@"^@(\w+) = (.*)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(GET|PUT|POST|DELETE) (\S+)", RegexOptions.Multiline)]
    private static partial Regex Request();

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Use();

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex RouteValue();
}
