using System.Net;
using System.Net.Sockets;

namespace PerfFlow.LocalHost.Azurite;

/// <summary>The three ports of an Azurite, on 127.0.0.1.</summary>
public sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    /// <summary>Where <c>UseDevelopmentStorage=true</c> looks.</summary>
    public static AzuritePorts Default { get; } = new(10000, 10001, 10002);

    /// <summary>Ports that are free now.</summary>
    public static AzuritePorts Free() => new(LoopbackPort.Free(), LoopbackPort.Free(), LoopbackPort.Free());

    internal int[] All() => [Blob, Queue, Table];

    /// <summary>Whether somebody takes connections there.</summary>
    public static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
