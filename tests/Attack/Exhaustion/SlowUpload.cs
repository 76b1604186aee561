using System.Net;
using System.Net.Sockets;
using System.Text;
using PerfFlow.Attack.Tests.App;

namespace PerfFlow.Attack.Tests.Exhaustion;

/// <summary>A sender who holds back the end of what is sent until it is told.</summary>
internal sealed class SlowUpload(AttackedApp app, string path, string token) : IDisposable
{
    private const int Held = 1024;

    private readonly TcpClient client = new();

    /// <summary>All but the last bytes.</summary>
    public async Task BeginAsync(ReadOnlyMemory<byte> file)
    {
        await client.ConnectAsync(IPAddress.Loopback, app.Address.Port);
        var head = $"POST {path} HTTP/1.1\r\nHost: {app.Address.Authority}\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n"
            + $"Content-Type: application/octet-stream\r\nContent-Length: {file.Length}\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        await client.GetStream().WriteAsync(file[..^Held]);
    }

    /// <summary>There is something to read: a refusal, or the end.</summary>
    public bool IsAnswered => client.Client.Poll(0, SelectMode.SelectRead);

    /// <returns>The status; null where it was hung up on.</returns>
    public async Task<int?> EndAsync(ReadOnlyMemory<byte> file)
    {
        try
        {
            await client.GetStream().WriteAsync(file[^Held..]);
        }
        catch (IOException)
        {
            // Refused before it was done: the answer may have come all the same.
        }

        try
        {
            using var answer = new StreamReader(client.GetStream());
            return await answer.ReadLineAsync() is { Length: > 12 } line ? int.Parse(line.AsSpan(9, 3), null) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => client.Dispose();
}
