using Azure.Data.Tables;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Tests;

/// <summary>What people are to be told of lies beside the board from the batch that decides it until it is told.</summary>
[Collection(nameof(StorageCollection))]
public sealed class UntoldNewsTests(StorageFixture storage)
{
    private readonly Ledger ledger = new(storage.Clients, TimeProvider.System);
    private readonly Board board = new(storage.Clients);
    private readonly UntoldNews untold = new(storage.Clients);

    [Fact]
    public async Task Each_event_that_is_news_leaves_a_note_once_and_nothing_else_does()
    {
        var unit = await SubmittedAsync();
        Assert.Equal("roads 3", await NotesAsync(unit));

        var refused = await DoAsync(unit, A.Return(A.Targets, 1, reason: ""));
        Assert.NotNull(refused.Refusal);
        var key = new CommandKey("once", "");
        await DoAsync(unit, A.Check(A.Targets, 1), key);
        Assert.True((await DoAsync(unit, A.Check(A.Targets, 1), key)).Repeated);

        Assert.Equal("roads 3, roads 4", await NotesAsync(unit));
    }

    [Fact]
    public async Task A_note_ends_whoever_comes_first_and_no_check_takes_one_for_a_stream()
    {
        var unit = await SubmittedAsync();
        await storage.Clients.Tables.GetTableClient("ledger").AddEntityAsync(new TableEntity($"{unit}:{Year.Number}", "!news:by hand"));
        var shown = await board.ShowAsync(unit, Year.Number);
        Assert.Equal(2, shown.Untold.Length);
        Assert.Equal(["roads"], shown.Rows.Select(row => row.Project.Value));
        Assert.All(await new LedgerCheck(storage.Clients).VerifyAsync(unit, Year.Number), check => Assert.True(check.Ok, $"{check}"));
        Assert.Equal(0, await board.RebuildAsync(unit, Year.Number));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => untold.DoneAsync(unit, Year.Number, shown.Untold)));

        Assert.Equal("", await NotesAsync(unit));
    }

    private async Task<UnitId> SubmittedAsync()
    {
        var unit = StorageFixture.NewUnit();
        foreach (var command in A.Until(A.Targets, ItemState.Submitted))
        {
            Assert.Null((await DoAsync(unit, command)).Refusal);
        }

        return unit;
    }

    private Task<LedgerOutcome<ProjectYear>> DoAsync(UnitId unit, ItemCommand command, CommandKey? key = null) =>
        ledger.ExecuteAsync(Streams.Of(unit, Year.Number, Year.Roads), key, Year.Decider(command));

    private async Task<string> NotesAsync(UnitId unit) => string.Join(
        ", ", (await board.ShowAsync(unit, Year.Number)).Untold.Select(note => $"{note.Stream} {note.Version}"));
}
