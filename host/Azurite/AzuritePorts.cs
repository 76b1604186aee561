using System.Net;
using System.Net.Sockets;

namespace PerfFlow.LocalHost.Azurite;

/// <summary>The three ports of an Azurite, on 127.0.0.1.</summary>
public sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    /// <summary>Where <c>UseDevelopmentStorage=true</c> looks.</summary>
    public static AzuritePorts Default { get; } = new(10000, 10001, 10002);

    /// <summary>Ports that are free now.</summary>
    public static AzuritePorts Free()
    {
        using var blob = new TcpListener(IPAddress.Loopback, 0);
        using var queue = new TcpListener(IPAddress.Loopback, 0);
        using var table = new TcpListener(IPAddress.Loopback, 0);
        return new AzuritePorts(Taken(blob), Taken(queue), Taken(table));

        static int Taken(TcpListener listener)
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }

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
