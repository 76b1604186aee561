using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PerfFlow.Semantics.Tests.Hosting;

namespace PerfFlow.Semantics.Tests.Http;

/// <summary>What a middleware has of a function's result, and what of that reaches the client. The function answers JSON.</summary>
public sealed class MiddlewareResultTests : HttpTests
{
    [Theory, EachHost]
    public async Task A_result_taken_before_the_function_ran_stays_empty_and_one_taken_after_it_is_the_functions(HostKind kind)
    {
        var topic = $"trace-{Guid.NewGuid():N}";
        using var response = await AskAsync(kind, "read", topic);

        Assert.Equal(
            ["before nothing", "after JsonHttpResult`1"],
            (await TraceAsync(kind, topic)).Where(step => step.Split(' ')[0] is "before" or "after"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty(await response.Content.ReadAsStringAsync());
    }

    [Theory, EachHost]
    public async Task To_write_back_what_was_taken_before_takes_the_answer_from_the_client(HostKind kind)
    {
        using var response = await AskAsync(kind, "write what was there before");

        Assert.Equal((HttpStatusCode.OK, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Theory, EachHost]
    public async Task A_result_set_after_the_function_ran_is_what_the_client_gets(HostKind kind)
    {
        using var response = await AskAsync(kind, "replace");

        Assert.Equal((HttpStatusCode.OK, "replaced"), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Theory, EachHost]
    public async Task To_take_the_result_for_another_type_throws(HostKind kind)
    {
        using var response = await AskAsync(kind, "take for a text");

        Assert.Equal(
            (HttpStatusCode.InternalServerError, typeof(InvalidOperationException).FullName),
            (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString()));
    }

    /// <summary>The host's own functions are around orchestrators, activities and timers as well.</summary>
    [Theory]
    [EachHost("Chain")]
    [EachHost("Double")]
    [EachHost("Tick")]
    [EachHost("ReadJournal")]
    public async Task Middleware_runs_around_functions_of_every_trigger(HostKind kind, string function)
    {
        await (await Instance.StartAsync(kind, "Chain", 1)).EndAsync();

        Assert.Contains("seen", await (await HostAsync(kind)).JournalAsync<string>($"witness-{function}", count: 1));
    }

    private static Task<HttpResponseMessage> AskAsync(HostKind kind, string result, string topic = "nothing") =>
        GetAsync(kind, "invocation", ("x-result", result), ("x-trace", topic));

    private static async Task<string[]> TraceAsync(HostKind kind, string topic) =>
        await (await HostAsync(kind)).JournalAsync<string>(topic, count: 7);
}
