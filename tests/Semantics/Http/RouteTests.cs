using System.Net;

namespace PerfFlow.Semantics.Tests.Http;

public sealed class RouteTests : HttpTests
{
    [Fact]
    public async Task Route_values_reach_the_request_and_a_parameter_of_the_same_name() =>
        await AssertJsonAsync("routes/finance/2023/q1?q=%E7%BB%A9%E6%95%88", """{"section":"finance","year":"2023","tail":"q1","query":"绩效"}""");

    [Fact]
    public async Task An_optional_route_value_may_be_absent() =>
        await AssertJsonAsync("routes/finance/2023", """{"section":"finance","year":"2023","tail":null,"query":""}""");

    [Fact]
    public async Task Routes_ignore_case() =>
        await AssertJsonAsync("ROUTES/finance/2023", """{"section":"finance","year":"2023","tail":null,"query":""}""");

    [Fact]
    public async Task A_function_without_a_route_is_found_by_its_name()
    {
        using var response = await GetAsync("Nameless");

        Assert.Equal("by name", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET", "methods", HttpStatusCode.OK)]
    [InlineData("PUT", "methods", HttpStatusCode.OK)]
    [InlineData("DELETE", "methods", HttpStatusCode.NotFound)] // a method that is not listed: as the official host answers
    [InlineData("GET", "routes/finance/twenty", HttpStatusCode.NotFound)] // the constraint :int
    [InlineData("GET", "routes/finance/2023/q1/more", HttpStatusCode.NotFound)]
    [InlineData("GET", "nowhere", HttpStatusCode.NotFound)]
    public async Task Only_a_listed_method_on_a_matching_route_runs_a_function(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await (await HostAsync()).Http.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
        if (status == HttpStatusCode.OK)
        {
            Assert.Equal($$"""{"method":"{{method}}"}""", await response.Content.ReadAsStringAsync());
        }
    }
}
