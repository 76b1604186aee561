using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace PerfFlow.Emulator.Tests.Host;

public sealed class HttpTests : IAsyncLifetime
{
    private RunningApp app = null!;

    public async Task InitializeAsync() => app = await RunningApp.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Route_values_are_bound_by_name_as_the_types_of_the_parameters() =>
        Assert.Equal(
            "7 5f0c8e3a-0000-4000-8000-000000000001 nobody PerfFlow.HostApp.HttpFunctions.Typed",
            await app.Http.GetStringAsync("v1/typed/7/5f0c8e3a-0000-4000-8000-000000000001"));

    [Theory]
    [InlineData("GET", "v1/typed/seven/5f0c8e3a-0000-4000-8000-000000000001")]
    [InlineData("POST", "v1/typed/7/5f0c8e3a-0000-4000-8000-000000000001")]
    [InlineData("GET", "v1/double")]
    [InlineData("GET", "v1/nosuch")]
    [InlineData("GET", "api/nothing")]
    public async Task What_no_function_lists_is_not_found(string method, string path)
    {
        using var answer = await app.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_is_bound_from_JSON_and_an_object_is_returned_as_JSON()
    {
        using var answer = await app.Http.PostAsJsonAsync("v1/double", new { left = 2, right = 21 });
        Assert.Equal("""{"left":4,"right":42}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_function_that_returns_nothing_answers_what_it_set_itself()
    {
        using var answer = await app.Http.DeleteAsync("v1/nothing");
        Assert.Equal((HttpStatusCode.OK, "yes", ""), (answer.StatusCode, answer.Headers.GetValues("x-called").Single(), await answer.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("GET")]
    public async Task An_exception_is_an_empty_500_and_without_methods_every_method_is_served(string method)
    {
        using var answer = await app.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "v1/broken"));
        Assert.Equal((HttpStatusCode.InternalServerError, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_fails_the_invocation()
    {
        using var answer = await app.Http.PostAsync("v1/double", new StringContent("{", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    [Fact]
    public async Task A_callers_invocation_id_does_not_pass_for_the_hosts()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1/correlation") { Headers = { { "x-ms-invocation-id", "forged" } } };
        using var answer = await app.Http.SendAsync(request);
        Assert.Equal("True", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_is_streamed_to_the_function()
    {
        using var answer = await app.Http.PutAsync("v1/length", new ByteArrayContent(new byte[20_000_000]));
        Assert.Equal("20000000", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Middleware_runs_for_every_kind_of_trigger()
    {
        await app.Http.DeleteAsync("v1/nothing");
        await app.UntilJournalAsync("Say", 1);
        Assert.Superset(new HashSet<object> { "Nothing", "Invite", "Greet", "Say" }, app.Journal["middleware"].ToHashSet());
    }

    [Fact]
    public async Task Several_hosts_run_side_by_side()
    {
        await using var other = await RunningApp.StartAsync();
        await other.Http.DeleteAsync("v1/nothing");
        Assert.Contains("Nothing", other.Journal["middleware"]);
        Assert.NotEqual(app.Http.BaseAddress, other.Http.BaseAddress);
    }
}
