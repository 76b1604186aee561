using System.Net;
using System.Net.Http.Json;
using PerfFlow.Semantics.Tests.Hosting;
using PerfFlow.SemanticsApp.Http;

namespace PerfFlow.Semantics.Tests.Http;

public sealed class RouteTests : HttpTests
{
    [Theory, EachHost]
    public async Task Route_values_reach_the_request_and_a_parameter_of_the_same_name(HostKind kind) =>
        await AssertJsonAsync(
            kind, "routes/finance/2023/q1?q=%E7%BB%A9%E6%95%88", """{"section":"finance","year":"2023","tail":"q1","query":"绩效"}""");

    [Theory, EachHost]
    public async Task An_optional_route_value_may_be_absent(HostKind kind) =>
        await AssertJsonAsync(kind, "routes/finance/2023", """{"section":"finance","year":"2023","tail":null,"query":""}""");

    [Theory, EachHost]
    public async Task Routes_ignore_case(HostKind kind) =>
        await AssertJsonAsync(kind, "ROUTES/finance/2023", """{"section":"finance","year":"2023","tail":null,"query":""}""");

    [Theory, EachHost]
    public async Task A_function_without_a_route_is_found_by_its_name(HostKind kind)
    {
        using var response = await GetAsync(kind, "Nameless");

        Assert.Equal("by name", await response.Content.ReadAsStringAsync());
    }

    [Theory, EachHost]
    public async Task Route_values_are_bound_as_the_types_of_the_parameters(HostKind kind) => await AssertJsonAsync(
        kind, "typed/7/5f0c8e3a-0000-4000-8000-000000000001", """{"number":7,"id":"5f0c8e3a-0000-4000-8000-000000000001","name":null}""");

    [Theory, EachHost]
    public async Task A_body_is_bound_to_a_parameter(HostKind kind)
    {
        using var response = await (await HostAsync(kind)).Http.PostAsJsonAsync("body", new ResultFunctions.Body("执行率", 98));

        AssertSameJson("""{"name":"执行率","number":98}""", await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
    }

    [Theory, EachHost]
    public async Task A_body_that_cannot_be_read_fails_the_invocation(HostKind kind)
    {
        using var body = new StringContent("{", null, "application/json");
        using var response = await (await HostAsync(kind)).Http.PostAsync("body", body);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Theory]
    [EachHost("GET", "methods", """{"method":"GET"}""")]
    [EachHost("PUT", "methods", """{"method":"PUT"}""")]
    [EachHost("GET", "any-method", "GET")]
    [EachHost("DELETE", "any-method", "DELETE")]
    public async Task A_function_answers_the_methods_it_lists_or_every_one(HostKind kind, string method, string path, string body)
    {
        using var response = await SendAsync(kind, method, path);

        Assert.Equal((HttpStatusCode.OK, body), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Theory]
    [EachHost("DELETE", "methods")] // a method that is not listed: no 405
    [EachHost("HEAD", "methods")]
    [EachHost("GET", "routes/finance/twenty")] // the constraint :int
    [EachHost("GET", "typed/seven/5f0c8e3a-0000-4000-8000-000000000001")]
    [EachHost("GET", "routes/finance/2023/q1/more")]
    [EachHost("GET", "nowhere")]
    [EachHost("GET", "../nowhere")]
    public async Task What_no_function_lists_is_the_hosts_empty_404(HostKind kind, string method, string path)
    {
        using var response = await SendAsync(kind, method, path);

        Assert.Equal((HttpStatusCode.NotFound, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Null(response.Content.Headers.ContentType);
    }

    /// <summary>Not the most specific route: the order of the functions' names decides.</summary>
    [Theory]
    [EachHost("early/one", "EarlyCatchAll one")]
    [EachHost("early/one/more", "EarlyCatchAll one/more")]
    [EachHost("late/one", "LateOne ")]
    [EachHost("late/one/more", "ZLateCatchAll one/more")]
    [EachHost("late", "ZLateCatchAll ")]
    public async Task The_first_function_by_name_whose_route_matches_answers(HostKind kind, string path, string answer)
    {
        using var response = await GetAsync(kind, path);

        Assert.Equal((HttpStatusCode.OK, answer), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Theory]
    [EachHost("PATCH", "", "ZZCatchAll ")]
    [EachHost("PATCH", "no/function/is/here", "ZZCatchAll no/function/is/here")]
    [EachHost("PATCH", "methods", "ZZCatchAll methods")] // another function's path
    [EachHost("OPTIONS", "methods", "ZZCatchAll methods")]
    public async Task A_catch_all_has_every_path_below_the_prefix_that_no_other_function_answers(
        HostKind kind, string method, string path, string answer)
    {
        using var response = await SendAsync(kind, method, path);

        Assert.Equal((HttpStatusCode.OK, answer), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Theory]
    [EachHost("PATCH", "../nowhere")] // outside the prefix
    [EachHost("PROPFIND", "nowhere")] // a method the catch-all does not list
    public async Task What_a_catch_all_does_not_list_is_the_hosts_404(HostKind kind, string method, string path)
    {
        using var response = await SendAsync(kind, method, path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(HostKind kind, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        return await (await HostAsync(kind)).Http.SendAsync(request);
    }
}
