using Azure.Data.Tables;
using PerfFlow.Attack.Tests.App;

namespace PerfFlow.Attack.Tests.Tampering;

/// <summary>A year in its middle and one that is over, anchored, in an app and a storage of their own.</summary>
public sealed class TamperedYears : IAsyncLifetime
{
    private const int Points = 10;
    private const int Length = 4000;
    private const int Slices = 16;

    internal AttackedApp App { get; } = new();

    internal AttackUnit Amid { get; private set; } = null!;

    internal AttackUnit Signed { get; private set; } = null!;

    /// <summary>Of the round that is a draft.</summary>
    internal string Evidence { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await App.InitializeAsync();
        await Eventually.HoldsAsync(async () => (await NightsAsync()).Count == Slices); // a year is anchored once a day, and not too early
        (Amid, Evidence) = await Play.AmidAsync(App, "amid");
        Signed = await Play.SignedAsync(App, "signed");
        await ReturnAtLengthAsync();
        await AnchoredAsync();
    }

    public Task DisposeAsync() => App.DisposeAsync().AsTask();

    private TableClient Due => App.Tables.GetTableClient("due");

    /// <summary>What of all units this night has looked through.</summary>
    private async Task<List<TableEntity>> NightsAsync()
    {
        var done = new List<TableEntity>();
        await foreach (var slice in Due.QueryAsync<TableEntity>(row => row.PartitionKey == "@nights"))
        {
            done.Add(slice);
        }

        return done;
    }

    /// <summary>An event too large for its row.</summary>
    private async Task ReturnAtLengthAsync()
    {
        var points = string.Join(',', Enumerable.Range(1, Points).Select(point =>
            $$"""{"at":"B{{point}}","text":"{{new string('改', Length)}}"}"""));
        AttackUnit.Expect("200", await Amid.As("lead").PostAsync(
            $"{Amid.Item("targets", "p2")}/return", $$"""{"version":1,"reason":"目标偏低","points":[{{points}}]}"""));
    }

    /// <summary>Has the night come once more: it anchors every year that has no anchor of today.</summary>
    private async Task AnchoredAsync()
    {
        foreach (var slice in await NightsAsync())
        {
            await Due.DeleteEntityAsync(slice.PartitionKey, slice.RowKey);
        }

        await Eventually.HoldsAsync(async () => (await Amid.As("auditor").GetAsync($"{Amid.Base}/ledger/verification"))
            .Json["anchors"]!.AsArray().Count > 0);
    }
}
