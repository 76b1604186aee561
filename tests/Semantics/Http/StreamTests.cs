using System.Security.Cryptography;
using System.Text;
using PerfFlow.Semantics.Tests.Hosting;

namespace PerfFlow.Semantics.Tests.Http;

public sealed class StreamTests : HttpTests
{
    [Theory, EachHost]
    public async Task A_body_of_many_megabytes_arrives_whole(HostKind kind)
    {
        var body = new byte[8_000_000];
        new Random(20230701).NextBytes(body);
        using var content = new ByteArrayContent(body);
        using var response = await (await HostAsync(kind)).Http.PostAsync("streams", content);

        AssertSameJson(
            $$"""{"length":8000000,"sha256":"{{Convert.ToHexStringLower(SHA256.HashData(body))}}"}""",
            await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
    }

    [Theory, EachHost]
    public async Task A_response_reaches_the_client_while_the_function_still_writes(HostKind kind)
    {
        var host = await HostAsync(kind);
        var gate = $"gate-{Guid.NewGuid():N}";
        using var response = await host.Http.GetAsync($"streams/{gate}", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();

        var first = new byte[5];
        await stream.ReadExactlyAsync(first);
        Assert.Equal("first", Encoding.ASCII.GetString(first));
        await host.OpenGateAsync(gate);
        using var rest = new StreamReader(stream);
        Assert.Equal("second", await rest.ReadToEndAsync());
    }
}
