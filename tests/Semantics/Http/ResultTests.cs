using System.Net;
using System.Net.Http.Json;
using PerfFlow.Semantics.Tests.Hosting;
using PerfFlow.SemanticsApp.Http;

namespace PerfFlow.Semantics.Tests.Http;

public sealed class ResultTests : HttpTests
{
    [Theory, EachHost]
    public async Task An_IResult_writes_status_headers_and_body(HostKind kind)
    {
        using var response = await (await HostAsync(kind)).Http.PostAsync("results/created", null);

        Assert.Equal(
            (HttpStatusCode.Created, "/elsewhere", "set by the function", "application/json"),
            (response.StatusCode, $"{response.Headers.Location}", response.Headers.GetValues("x-mark").Single(),
                response.Content.Headers.ContentType?.MediaType));
        AssertSameJson("""{"name":"年度","number":2023}""", await response.Content.ReadAsStringAsync());
    }

    [Theory, EachHost]
    public async Task An_IActionResult_writes_status_and_body(HostKind kind)
    {
        using var response = await GetAsync(kind, "results/action");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        AssertSameJson("""{"name":"nothing","number":0}""", await response.Content.ReadAsStringAsync());
    }

    [Theory, EachHost]
    public async Task A_file_has_its_type_and_name(HostKind kind)
    {
        using var response = await GetAsync(kind, "results/file");

        Assert.Equal(
            ("a,b\n", "text/csv", "报告.csv"),
            (await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType,
                response.Content.Headers.ContentDisposition?.FileNameStar));
    }

    [Theory, EachHost]
    public async Task A_json_body_is_read_and_written(HostKind kind)
    {
        using var response = await (await HostAsync(kind)).Http.PostAsJsonAsync("results/json", new ResultFunctions.Body("执行率", 98));

        AssertSameJson("""{"name":"执行率","number":98}""", await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
    }

    /// <summary>With ASP.NET Core integration the official worker writes IResult and IActionResult alone.</summary>
    [Theory, EachHost]
    public async Task A_plain_object_is_no_result_and_the_answer_is_empty(HostKind kind)
    {
        using var response = await GetAsync(kind, "results/plain");

        Assert.Equal((HttpStatusCode.OK, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Theory, EachHost]
    public async Task A_function_that_returns_nothing_answers_what_it_set_itself(HostKind kind)
    {
        using var response = await GetAsync(kind, "results/none");

        Assert.Equal(
            (HttpStatusCode.OK, "set by the function", ""),
            (response.StatusCode, response.Headers.GetValues("x-mark").Single(), await response.Content.ReadAsStringAsync()));
    }

    [Theory, EachHost]
    public async Task An_exception_that_no_middleware_answers_is_an_empty_500(HostKind kind)
    {
        using var response = await GetAsync(kind, "results/thrown", ("x-raw", "yes"));

        Assert.Equal((HttpStatusCode.InternalServerError, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    /// <summary>It is written outside the app's middleware, which cannot answer for it any more.</summary>
    [Theory, EachHost]
    public async Task A_result_that_fails_before_it_writes_is_an_empty_500(HostKind kind)
    {
        using var response = await GetAsync(kind, "results/failing/nothing");

        Assert.Equal((HttpStatusCode.InternalServerError, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    /// <summary>A function that wants its client to notice a cut must say the length.</summary>
    [Theory, EachHost]
    public async Task A_result_that_fails_after_its_first_part_ends_there_and_looks_whole(HostKind kind)
    {
        using var response = await GetAsync(kind, "results/failing/part");

        Assert.Equal((HttpStatusCode.OK, "part"), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }
}
