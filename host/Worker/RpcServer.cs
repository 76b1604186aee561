using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PerfFlow.LocalHost.Rpc;

namespace PerfFlow.LocalHost.Worker;

/// <summary>
/// Where workers call: a gRPC server on a free port of loopback, open to the workers this host has started and to nobody else.
/// </summary>
internal sealed class RpcServer : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly ConcurrentDictionary<string, WorkerChannel> expected;

    private RpcServer(WebApplication server, ConcurrentDictionary<string, WorkerChannel> expected)
    {
        this.server = server;
        this.expected = expected;
    }

    public Uri Address => new(server.Urls.First());

    public static async Task<RpcServer> StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Limits.MaxRequestBodySize = null; // a stream that lives as long as its worker
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
        builder.Services.AddRouting();
        builder.Services.AddGrpc(static grpc => grpc.MaxReceiveMessageSize = grpc.MaxSendMessageSize = int.MaxValue);
        var expected = new ConcurrentDictionary<string, WorkerChannel>();
        builder.Services.AddSingleton(expected);
        var server = builder.Build();
        server.MapGrpcService<Service>();
        await server.StartAsync(cancellation);
        return new(server, expected);
    }

    public void Expect(WorkerChannel channel) => expected[channel.WorkerId] = channel;

    public void Forget(WorkerChannel channel) => expected.TryRemove(channel.WorkerId, out _);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private sealed class Service(ConcurrentDictionary<string, WorkerChannel> expected) : FunctionRpc.FunctionRpcBase
    {
        public override async Task EventStream(
            IAsyncStreamReader<StreamingMessage> requestStream,
            IServerStreamWriter<StreamingMessage> responseStream,
            ServerCallContext context)
        {
            if (await requestStream.MoveNext(context.CancellationToken)
                && requestStream.Current.StartStream is { } start
                && expected.TryGetValue(start.WorkerId, out var channel))
            {
                await channel.ServeAsync(requestStream, responseStream, context.CancellationToken);
            }
        }
    }
}
