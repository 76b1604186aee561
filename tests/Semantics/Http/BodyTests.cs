using System.Net;
using System.Text;
using PerfFlow.Semantics.Tests.Hosting;

namespace PerfFlow.Semantics.Tests.Http;

/// <summary>When a function begins, seen from a client that stops in the middle of its body.</summary>
public sealed class BodyTests : HttpTests
{
    [Theory, EachHost]
    public async Task A_chunked_body_streams_and_the_function_begins_before_its_end(HostKind kind)
    {
        var host = await HostAsync(kind);
        var body = new HalfBody(length: null);
        var topic = $"body-{Guid.NewGuid():N}";
        var posted = host.Http.PostAsync($"streams/{topic}", body);

        Assert.Equal(["began before the gate"], await host.JournalAsync<string>(topic, count: 1));
        await AssertWholeAsync(host, topic, body, posted);
    }

    [Theory, EachHost]
    public async Task A_body_with_a_length_is_read_before_the_function_begins(HostKind kind)
    {
        var host = await HostAsync(kind);
        var body = new HalfBody(length: HalfBody.Whole.Length);
        var topic = $"body-{Guid.NewGuid():N}";
        var posted = host.Http.PostAsync($"streams/{topic}", body);
        await body.HalfSent;

        // As long as another body needs to go all the way, nothing has begun.
        await PostWholeAsync(host, $"streams/other-{topic}");

        await AssertWholeAsync(host, topic, body, posted);
        Assert.Equal(["began behind the gate"], await host.JournalAsync<string>(topic));
    }

    private static async Task PostWholeAsync(SemanticsHost host, string path)
    {
        using var body = new StringContent(HalfBody.Whole);
        using var response = await host.Http.PostAsync(path, body);
        response.EnsureSuccessStatusCode();
    }

    private static async Task AssertWholeAsync(SemanticsHost host, string topic, HalfBody body, Task<HttpResponseMessage> posted)
    {
        await host.OpenGateAsync(topic);
        body.SendRest();
        using var response = await posted;
        Assert.Equal((HttpStatusCode.OK, HalfBody.Whole), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    /// <summary>Sends its second half when told.</summary>
    private sealed class HalfBody(long? length) : HttpContent
    {
        public const string Whole = "first half, second half";

        private readonly TaskCompletionSource half = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource rest = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task HalfSent => half.Task;

        public void SendRest() => rest.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var bytes = Encoding.ASCII.GetBytes(Whole);
            await stream.WriteAsync(bytes.AsMemory(0, 11));
            await stream.FlushAsync();
            half.TrySetResult();
            await rest.Task;
            await stream.WriteAsync(bytes.AsMemory(11));
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length ?? 0;
            return length is not null;
        }
    }
}
