using Microsoft.AspNetCore.Http;
using PerfFlow.LocalHost.Http;

namespace PerfFlow.LocalHost.Tests.Http;

public sealed class RequestBodyTests
{
    [Fact]
    public async Task A_body_of_known_length_is_in_memory_before_the_function_runs()
    {
        var context = Request([1, 2, 3], length: 3);

        Assert.True(await RequestBody.TryBufferAsync(context, 3));
        Assert.Equal([1, 2, 3], Assert.IsType<MemoryStream>(context.Request.Body).ToArray());
        Assert.NotSame(Sent(context), context.Request.Body);
    }

    [Fact]
    public async Task One_that_is_too_long_is_not_even_read()
    {
        var context = Request([1, 2, 3], length: 3);

        Assert.False(await RequestBody.TryBufferAsync(context, 2));
        Assert.Equal(0, Sent(context).Position);
    }

    [Fact]
    public async Task A_body_without_a_length_is_streamed()
    {
        var context = Request([1, 2, 3], length: null);

        Assert.True(await RequestBody.TryBufferAsync(context, 2));
        Assert.Same(Sent(context), context.Request.Body);
        Assert.Equal(0, Sent(context).Position);
    }

    private static DefaultHttpContext Request(byte[] body, long? length)
    {
        var sent = new MemoryStream(body);
        return new() { Items = { ["sent"] = sent }, Request = { Body = sent, ContentLength = length } };
    }

    private static MemoryStream Sent(DefaultHttpContext context) => (MemoryStream)context.Items["sent"]!;
}
