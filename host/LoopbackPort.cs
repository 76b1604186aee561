using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace PerfFlow.LocalHost;

/// <summary>Ports of 127.0.0.1 that are free now, and are likely to be so when somebody comes to listen there.</summary>
public static class LoopbackPort
{
    /// <summary>Below those that systems give to outgoing connections: none of those takes it between choosing and listening.</summary>
    private const int First = 20_000;

    private const int Count = 12_000;

    /// <summary>Processes that choose at the same time begin apart, and each goes through all before it chooses one again.</summary>
    private static int next = RandomNumberGenerator.GetInt32(Count);

    /// <exception cref="InvalidOperationException">All are taken.</exception>
    public static int Free()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + ((Interlocked.Increment(ref next) & int.MaxValue) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"No port of {First} to {First + Count - 1} is free.");
    }

    private static bool IsFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
