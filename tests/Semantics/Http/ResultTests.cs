using System.Net;
using System.Net.Http.Json;
using PerfFlow.Semantics.Tests.Hosting;
using PerfFlow.SemanticsApp.Http;

namespace PerfFlow.Semantics.Tests.Http;

public sealed class ResultTests : HttpTests
{
    [Fact]
    public async Task An_IResult_writes_status_headers_and_body()
    {
        using var response = await (await HostAsync()).Http.PostAsync("results/created", null);

        Assert.Equal(
            (HttpStatusCode.Created, "/elsewhere", "set by the function", "application/json"),
            (response.StatusCode, $"{response.Headers.Location}", response.Headers.GetValues("x-mark").Single(), response.Content.Headers.ContentType?.MediaType));
        AssertSameJson("""{"name":"年度","number":2023}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_IActionResult_writes_status_and_body()
    {
        using var response = await GetAsync("results/action");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        AssertSameJson("""{"name":"nothing","number":0}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_file_has_its_type_and_name()
    {
        using var response = await GetAsync("results/file");

        Assert.Equal(
            ("a,b\n", "text/csv", "报告.csv"),
            (await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentDisposition?.FileNameStar));
    }

    [Fact]
    public async Task A_json_body_is_read_and_written()
    {
        using var response = await (await HostAsync()).Http.PostAsJsonAsync("results/json", new ResultFunctions.Body("执行率", 98));

        AssertSameJson("""{"name":"执行率","number":98}""", await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
    }

    [EmulatorFact("With ASP.NET Core integration the official worker writes nothing for a plain object")]
    public async Task A_plain_object_is_written_as_json() =>
        await AssertJsonAsync("results/plain", """{"name":"plain","number":1}""");
}
