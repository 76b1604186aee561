using System.Net.Sockets;
using System.Text;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Files;

namespace PerfFlow.Functions.Tests.Edge.Http;

[Collection(AppCollection.Name)]
public class SlowBodyTests(TestApp app)
{
    private const int Sent = 2048; // the more has come, the longer the rest is waited for: 240 bytes a second are asked for
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_body_that_stops_half_way_ends_the_connection_stores_nothing_and_keeps_nobody_waiting()
    {
        var year = await TestYear.OpenAsync(app);
        using var client = await HalfSentAsync(year);

        // Others are served while it hangs.
        Assert.Equal("200", (await year.As("lead").GetAsync(year.Base)).Outcome);

        using var waiting = new CancellationTokenSource(Deadline);
        var answer = await ReadToEndAsync(client.GetStream(), waiting.Token);
        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), answer);
        await NothingStoredAsync(year);
    }

    [Fact]
    public async Task A_client_that_goes_away_half_way_leaves_nothing_behind()
    {
        var year = await TestYear.OpenAsync(app);
        var client = await HalfSentAsync(year);
        client.Client.LingerState = new LingerOption(true, 0); // a reset, as when a cable is pulled
        client.Dispose();

        await NothingStoredAsync(year);
        var (version, reading) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        Assert.Equal((1, true), (version, (bool)reading.Json["ok"]!));
    }

    private async Task<TcpClient> HalfSentAsync(TestYear year)
    {
        var sheet = TestSheets.Targets(TestYear.Project, TestYear.Year);
        var client = new TcpClient();
        await client.ConnectAsync(app.Address.Host, app.Address.Port);
        var head = $"POST /api/v1/{year.Item("targets")}/uploads HTTP/1.1\r\nHost: {app.Address.Authority}\r\n"
            + $"Authorization: Bearer {TestApp.Token("section-clerk")}\r\nContent-Length: {sheet.Length}\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        await client.GetStream().WriteAsync(sheet.AsMemory(0, Sent));
        await client.GetStream().FlushAsync();
        return client;
    }

    private async Task NothingStoredAsync(TestYear year)
    {
        var item = (await year.As("lead").GetAsync(year.Item("targets"))).Json;
        Assert.Equal(("not-started", 0), ((string?)item["state"], (int)item["version"]!));
        Assert.Empty(app.Get<Uploads>().WaitingAsync(UnitId.Parse(year.Unit).Value).ToBlockingEnumerable());
    }

    /// <summary>Until the server has ended the connection.</summary>
    private static async Task<string> ReadToEndAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var chunk = new byte[4096];
        try
        {
            while (await stream.ReadAsync(chunk, cancellation) is > 0 and var read)
            {
                text.Append(Encoding.UTF8.GetString(chunk, 0, read));
            }
        }
        catch (IOException)
        {
            // reset: ended as well
        }

        return text.ToString();
    }
}
