using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>What the server does with one request. Null: it breaks the connection.</summary>
public sealed record Reply(string? Text)
{
    public static Reply Reset { get; } = new((string?)null);

    public static Reply HalfAnAnswer { get; } = new("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 14\r\n\r\n{\"noti");

    public static Reply Of(HttpStatusCode status, string body = "", string? media = null)
        => new(
            $"HTTP/1.1 {(int)status} {status}\r\nConnection: close\r\n"
            + $"{(media is null ? "" : $"Content-Type: {media}\r\n")}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public override string ToString() => Text?.ReplaceLineEndings(" ") ?? "reset";
}

/// <summary>Answers each request on loopback with the next reply, down to broken connections, which no web server sends.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private static readonly LingerOption AtOnce = new(enable: true, seconds: 0);

    private readonly TcpListener listener;
    private readonly Task serving;

    public ScriptedServer(params Reply[] replies)
        : this(0, replies)
    {
    }

    public ScriptedServer(int port, params Reply[] replies)
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        serving = ServeAsync(replies);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Each request whole: line, headers and body.</summary>
    public List<string> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        try
        {
            await serving;
        }
        catch (SocketException)
        {
            // Nobody asked for the rest.
        }
    }

    private async Task ServeAsync(Reply[] replies)
    {
        foreach (var reply in replies)
        {
            using var client = await listener.AcceptTcpClientAsync();
            Requests.Add(await ReadAsync(client.GetStream()));
            if (reply.Text is null)
            {
                client.LingerState = AtOnce;
            }
            else
            {
                await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(reply.Text));
            }
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var buffer = new byte[64 * 1024];
        var request = "";
        while (!IsWhole(request))
        {
            var read = await stream.ReadAsync(buffer);
            request += read > 0 ? Encoding.UTF8.GetString(buffer, 0, read) : throw new EndOfStreamException(request);
        }

        return request;
    }

    // The only bodies here are chunked.
    private static bool IsWhole(string request)
        => request.Contains("\r\n\r\n", StringComparison.Ordinal)
            && (!request.Contains("Transfer-Encoding: chunked", StringComparison.Ordinal)
                || request.EndsWith("0\r\n\r\n", StringComparison.Ordinal));
}
