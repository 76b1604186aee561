using Yarp.ReverseProxy.Forwarder;

namespace PerfFlow.LocalHost.Http;

/// <summary>A request as the real host hands it on: the worker's server sees its own address, and the caller's beside it.</summary>
internal sealed class ForwardedRequest : HttpTransformer
{
    public static readonly ForwardedRequest Instance = new();

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        Set("X-Forwarded-For", $"{httpContext.Connection.RemoteIpAddress}");
        Set("X-Forwarded-Host", httpContext.Request.Host.Value ?? "");
        Set("X-Forwarded-Proto", httpContext.Request.Scheme);

        void Set(string name, string value)
        {
            proxyRequest.Headers.Remove(name);
            proxyRequest.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
