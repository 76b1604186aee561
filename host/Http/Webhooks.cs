using System.Collections.Concurrent;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Description;
using Microsoft.Azure.WebJobs.Host.Config;

namespace PerfFlow.LocalHost.Http;

/// <summary>The endpoints that extensions answer themselves: Event Grid's events of blobs, Durable Functions' management.</summary>
/// <param name="port">Where the host will serve: extensions ask before it does.</param>
#pragma warning disable CS0618 // IWebHookProvider is marked as not for the public: extensions have no other way to learn their address
internal sealed class Webhooks(int port) : IWebHookProvider
#pragma warning restore CS0618
{
    private readonly ConcurrentDictionary<string, IAsyncConverter<HttpRequestMessage, HttpResponseMessage>> handlers = new(
        StringComparer.OrdinalIgnoreCase);

    public Uri GetUrl(IExtensionConfigProvider extension)
    {
        var attribute = (ExtensionAttribute?)Attribute.GetCustomAttribute(extension.GetType(), typeof(ExtensionAttribute));
        var name = (attribute?.ConfigurationSection ?? extension.GetType().Name).ToLowerInvariant();
        if (extension is IAsyncConverter<HttpRequestMessage, HttpResponseMessage> handler)
        {
            handlers[name] = handler;
        }

        return new($"http://127.0.0.1:{port}/runtime/webhooks/{name}");
    }

    public Task<HttpResponseMessage> SendAsync(string extension, HttpRequestMessage request, CancellationToken cancellation) =>
        handlers[extension].ConvertAsync(request, cancellation);

    public async Task AnswerAsync(HttpContext context)
    {
        var extension = (string)context.Request.RouteValues["extension"]!;
        if (!handlers.ContainsKey(extension))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var request = new HttpRequestMessage(
            new(context.Request.Method),
            $"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}{context.Request.QueryString}")
        {
            Content = new StreamContent(context.Request.Body),
        };
        foreach (var (name, values) in context.Request.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        using var response = await SendAsync(extension, request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers)
        {
            context.Response.Headers[name] = values.ToArray();
        }

        if (response.Content is { } content)
        {
            context.Response.ContentType = content.Headers.ContentType?.ToString();
            await content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }
}
