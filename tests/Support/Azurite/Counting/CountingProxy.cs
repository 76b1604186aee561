using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using PerfFlow.LocalHost.Azurite;
using Yarp.ReverseProxy.Forwarder;

namespace PerfFlow.Azurite.Counting;

/// <summary>
/// Stands in front of an Azurite and counts what everybody asks of it, whichever client it is: the app's, the engine's, the host's.
/// It answers on ports of its own; signatures hold, since they cover the path and not the port.
/// </summary>
public sealed class CountingProxy : IAsyncDisposable
{
    private readonly ConcurrentQueue<StorageRequest> requests = new();
    private readonly Owners owners;
    private Trouble trouble = Trouble.None;
    private int healthy;
    private int troubled;
    private readonly WebApplication front;
    private readonly HttpMessageInvoker azurite = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ActivityHeadersPropagator = null,
    });

    private CountingProxy(string connectionString, string hub, string triggered)
    {
        owners = new(hub, triggered);
        var ports = AzuritePorts.Free();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore().AddHttpForwarder();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.AddServerHeader = false;
            foreach (var port in new[] { ports.Blob, ports.Queue, ports.Table })
            {
                kestrel.Listen(IPAddress.Loopback, port);
            }
        });
        front = builder.Build();
        var services = new Dictionary<int, (string Name, string Address)>();
        ConnectionString = string.Join(';', connectionString.Split(';').Select(part => part.Split('=', 2) switch
        {
            ["BlobEndpoint", var endpoint] => $"BlobEndpoint={Moved("blob", endpoint, ports.Blob)}",
            ["QueueEndpoint", var endpoint] => $"QueueEndpoint={Moved("queue", endpoint, ports.Queue)}",
            ["TableEndpoint", var endpoint] => $"TableEndpoint={Moved("table", endpoint, ports.Table)}",
            _ => part,
        }));
        var forwarder = front.Services.GetRequiredService<IHttpForwarder>();
        front.Run(context => ForwardAsync(forwarder, services[context.Connection.LocalPort], context));

        Uri Moved(string name, string endpoint, int port)
        {
            var address = new Uri(endpoint);
            services[port] = (name, address.GetLeftPart(UriPartial.Authority));
            return new UriBuilder(address) { Port = port }.Uri;
        }
    }

    /// <summary>For the app instead of the Azurite's own.</summary>
    public string ConnectionString { get; }

    /// <summary>What was asked so far, in the order of the answers.</summary>
    public IReadOnlyCollection<StorageRequest> Requests => requests;

    /// <summary>Those that did something for somebody; without the idle ones.</summary>
    public int CountOf(Owner owner) => requests.Count(request => request.Owner == owner && !request.IsIdle);

    /// <param name="connectionString">Of the Azurite, with its three endpoints.</param>
    /// <param name="hub">Name of the app's task hub, as its host.json has it.</param>
    /// <param name="triggered">The container whose blobs call the app.</param>
    public static async Task<CountingProxy> StartAsync(string connectionString, string hub = "PerfFlow", string triggered = "uploads")
    {
        var proxy = new CountingProxy(connectionString, hub, triggered);
        await proxy.front.StartAsync();
        return proxy;
    }

    /// <summary>How many requests met the trouble.</summary>
    public int Troubled => Volatile.Read(ref troubled);

    /// <summary>From now on, but for the next few requests.</summary>
    /// <param name="after">So many are answered as ever.</param>
    public void Begin(Trouble trouble, int after = 0)
    {
        Volatile.Write(ref healthy, after);
        Volatile.Write(ref troubled, 0);
        this.trouble = trouble;
    }

    /// <summary>Forgets what was asked so far.</summary>
    public void Clear() => requests.Clear();

    /// <summary>How often each was asked, the most frequent first: for a failure's message.</summary>
    public string Table(Owner owner) => string.Join('\n', requests
        .Where(request => request.Owner == owner && !request.IsIdle)
        .GroupBy(request => $"{request.Service} {request.Resource} {request.Operation}")
        .OrderByDescending(group => group.Count())
        .Select(group => $"{group.Count(),6}  {group.Key}"));

    public async ValueTask DisposeAsync()
    {
        await front.DisposeAsync();
        azurite.Dispose();
    }

    private async Task ForwardAsync(IHttpForwarder forwarder, (string Name, string Address) service, HttpContext context)
    {
        if (trouble != Trouble.None && Interlocked.Decrement(ref healthy) < 0)
        {
            Interlocked.Increment(ref troubled);
            await (trouble == Trouble.Hangs ? HungUpAsync(context.RequestAborted) : Task.CompletedTask);
            context.Abort();
            return;
        }

        var body = Operations.NeedBody(service.Name, context.Request) ? await BodyAsync(context.Request) : "";
        var (operation, resource) = Operations.Of(service.Name, context.Request, body);
        var answer = new Beginning(context.Response.Body);
        context.Response.Body = answer;
        await forwarder.SendAsync(context, service.Address, azurite, ForwarderRequestConfig.Empty, AsSent.Transformer);
        var idle = operation switch
        {
            "GetMessages" => !answer.Text.Contains("<QueueMessage>", StringComparison.Ordinal),
            "RenewLease" => true,
            _ => resource.EndsWith("Partitions", StringComparison.Ordinal), // the engine's leases on its queues are rows there
        };
        requests.Enqueue(new(service.Name, operation, resource, owners.Of(resource, operation), idle, context.Response.StatusCode));
    }

    private static async Task HungUpAsync(CancellationToken hungUp)
    {
        var end = new TaskCompletionSource();
        await using var registration = hungUp.Register(end.SetResult);
        await end.Task;
    }

    private static async Task<string> BodyAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, Encoding.UTF8, leaveOpen: true);
        var text = await reader.ReadToEndAsync();
        request.Body.Position = 0;
        return text;
    }

    /// <summary>The address byte for byte as it came: the signature is made of it.</summary>
    private sealed class AsSent : HttpTransformer
    {
        public static readonly AsSent Transformer = new();

        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            proxyRequest.RequestUri = new Uri(
                destinationPrefix + httpContext.Features.Get<IHttpRequestFeature>()!.RawTarget,
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        }
    }
}
