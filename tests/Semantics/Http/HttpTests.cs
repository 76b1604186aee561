using System.Text.Json.Nodes;
using PerfFlow.Semantics.Tests.Hosting;

namespace PerfFlow.Semantics.Tests.Http;

public abstract class HttpTests
{
    internal static Task<SemanticsHost> HostAsync(HostKind kind) => SemanticsHost.GetAsync(kind);

    internal static async Task<HttpResponseMessage> GetAsync(HostKind kind, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await (await HostAsync(kind)).Http.SendAsync(request);
    }

    internal static async Task AssertJsonAsync(HostKind kind, string path, string expected)
    {
        using var response = await GetAsync(kind, path);
        AssertSameJson(expected, await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
    }

    internal static void AssertSameJson(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);
}
