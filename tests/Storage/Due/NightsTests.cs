using PerfFlow.Azurite;
using PerfFlow.Storage.Due;

namespace PerfFlow.Storage.Tests;

public sealed class NightsTests
{
    private static readonly DateOnly Night = new(2024, 4, 9);

    [Fact]
    public async Task A_night_goes_through_every_shard_once_in_order_and_the_next_night_begins_anew()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var clients = StorageClients.Connect(azurite.ConnectionString);
        await new StorageSchema(clients).EnsureCreatedAsync();
        var nights = new Nights(clients);

        var done = new List<string>();
        while (await nights.NextAsync(Night) is { } shard)
        {
            Assert.Equal(shard, await new Nights(clients).NextAsync(Night)); // who died over it finds it again
            done.Add(shard);
            await nights.DoneAsync(shard, Night);
        }

        Assert.Equal(Shard.All, done);
        Assert.Equal("0", await nights.NextAsync(Night.AddDays(1)));
    }
}
