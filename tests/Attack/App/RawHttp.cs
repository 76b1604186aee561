using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PerfFlow.Attack.Tests.App;

/// <summary>Requests that no client library would send, byte by byte, each on a connection of its own.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    /// <param name="head">The request's first line, without its version.</param>
    /// <param name="headers">As they are sent, one a line.</param>
    /// <param name="token">Null: none is sent.</param>
    /// <param name="hangsUp">Says when it has sent all: what was promised beyond it will not come.</param>
    public static Task<Answer?> SendAsync(
        AttackedApp app,
        string head,
        string? token,
        IEnumerable<string>? headers = null,
        ReadOnlyMemory<byte> body = default,
        bool hangsUp = false)
    {
        string[] lines =
        [
            $"{head} HTTP/1.1",
            $"Host: {app.Address.Authority}",
            "Connection: close",
            .. token is null ? [] : new[] { $"Authorization: Bearer {token}" },
            .. headers ?? [],
        ];
        return SendAsync(app, [.. Encoding.Latin1.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"), .. body.Span], hangsUp);
    }

    /// <summary>Sends and reads until the other side has said all it has to say.</summary>
    /// <returns>Null where it hangs up without a word.</returns>
    public static async Task<Answer?> SendAsync(AttackedApp app, byte[] request, bool hangsUp)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, app.Address.Port, deadline.Token);
        using var answer = new MemoryStream();
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(request, deadline.Token);
            if (hangsUp)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (IOException)
        {
            // It has heard enough, and may have answered all the same.
        }

        try
        {
            await stream.CopyToAsync(answer, deadline.Token);
        }
        catch (IOException)
        {
            // It hung up.
        }

        return answer.Length == 0 ? null : Parse(answer.ToArray());
    }

    private static Answer Parse(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        var head = Encoding.Latin1.GetString(bytes.AsSpan(0, end < 0 ? bytes.Length : end)).Split("\r\n");
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in head.Skip(1).Select(line => line.Split(':', 2)).Where(line => line.Length == 2))
        {
            headers[line[0].ToLowerInvariant()] = line[1].Trim();
        }

        var body = end < 0 ? [] : bytes[(end + 4)..];
        return new(
            int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture),
            headers,
            headers.GetValueOrDefault("transfer-encoding") == "chunked" ? Unchunked(body) : body);
    }

    private static byte[] Unchunked(byte[] body)
    {
        var whole = new List<byte>();
        for (var at = 0; body.AsSpan(at).IndexOf("\r\n"u8) is > 0 and var line;)
        {
            var length = int.Parse(Encoding.ASCII.GetString(body, at, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at += line + 2;
            if (length == 0 || at + length > body.Length)
            {
                break;
            }

            whole.AddRange(body[at..(at + length)]);
            at += length + 2;
        }

        return [.. whole];
    }
}
