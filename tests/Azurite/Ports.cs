using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PerfFlow.Azurite;

internal sealed record Ports(int Blob, int Queue, int Table)
{
    public static Ports Free()
    {
        TcpListener[] listeners = [new(IPAddress.Loopback, 0), new(IPAddress.Loopback, 0), new(IPAddress.Loopback, 0)];
        try
        {
            foreach (var listener in listeners)
            {
                listener.Start();
            }

            var ports = Array.ConvertAll(listeners, listener => ((IPEndPoint)listener.LocalEndpoint).Port);
            return new Ports(ports[0], ports[1], ports[2]);
        }
        finally
        {
            Array.ForEach(listeners, listener => listener.Dispose());
        }
    }

    /// <exception cref="InvalidOperationException">The process ended first.</exception>
    /// <exception cref="TimeoutException">The deadline passed first.</exception>
    public static async Task WaitUntilListeningAsync(int port, Process process, TimeSpan deadline)
    {
        var waited = Stopwatch.StartNew();
        while (!await ListensAsync(port))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"exit code {process.ExitCode}");
            }

            if (waited.Elapsed > deadline)
            {
                throw new TimeoutException($"port {port} not listening after {deadline}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private static async Task<bool> ListensAsync(int port)
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
