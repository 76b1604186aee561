using Azure.Core;
using Azure.Core.Pipeline;
using PerfFlow.Azurite;
using PerfFlow.Azurite.Faults;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Reminders;
using PerfFlow.Storage;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Notices;

namespace PerfFlow.Functions.Tests.News;

/// <summary>Whoever tells dies before or after any write, or is never woken: each inbox has each notice once.</summary>
[Collection(RemindingCollection.Name)]
public class NewsFaultTests(OwnStorage storage)
{
    private const int Writes = 2; // into the inboxes, and the end of the notes

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task News_whose_telling_dies_at_any_write_reaches_everyone_once(int write, bool afterwards)
    {
        var unit = await ToldUnit.OpenAsync(storage);
        await Assert.ThrowsAsync<InvalidProgramException>(() => unit.TellAsync(storage.Connect(new WriteFault(write, afterwards))));

        await Task.WhenAll(unit.TellAsync(), unit.TellAsync());
        await unit.TellAsync();

        var heard = await Task.WhenAll(ToldUnit.Section.Select(unit.HeardAsync));
        Assert.Equal([1, 1], heard);
        Assert.Equal(0, await unit.UntoldAsync());
    }

    [Fact]
    public async Task A_telling_has_as_many_writes_as_are_failed_above()
    {
        var fault = new WriteFault(Writes + 1, afterwards: false);

        await (await ToldUnit.OpenAsync(storage)).TellAsync(storage.Connect(fault));

        Assert.Equal(Writes, fault.Writes);
    }

    [Fact]
    public async Task A_telling_costs_a_bounded_number_of_transactions_and_one_too_many_a_single_one()
    {
        var (unit, counter) = (await ToldUnit.OpenAsync(storage), new TransactionCounter());

        await unit.TellAsync(storage.Connect(counter));
        Assert.InRange(counter.Take(), 1, Budgets.Of("own transactions: a telling of what was decided on one project"));
        await unit.TellAsync(storage.Connect(counter));
        Assert.Equal(1, counter.Count);
    }

    [Fact]
    public async Task What_nobody_was_woken_for_is_told_by_the_sweep_and_the_ledger_holds_all_the_while()
    {
        await using var year = await LateRound.OpenAsync(storage, TestApp.EverySecond, null, new LostMessages());
        await year.SubmitAsync("p1");
        var returned = await year.As("lead").PostAsync(
            $"{year.Item("p1", StageId.Parse("q1").Value)}/return", """{"version":1,"reason":"未量化"}""");
        Assert.Equal("200", returned.Outcome);
        Assert.All(await year.App.Get<LedgerCheck>().VerifyAsync(year.Unit, TestYear.Year), check => Assert.True(check.Ok, $"{check}"));
        Assert.NotEmpty((await year.BoardAsync()).Untold);

        await year.UntilAsync(async () => (await year.BoardAsync()).Untold.IsEmpty, "the section was told");

        Assert.Equal(["returned"], (await InboxAsync()).Select(found => $"{found.Notice.News!.News}".ToLowerInvariant()));

        async Task<InboxNotice[]> InboxAsync() => [.. (await year.App.Get<Inbox>().ListAsync(year.Unit, "t:clerk-t", 10)).Notices];
    }

    /// <summary>No message reaches the queue.</summary>
    private sealed class LostMessages : StoragePolicy
    {
        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            message.Request.Uri.Path.Contains($"{NewsQueue.Name}/messages", StringComparison.Ordinal)
                ? throw new IOException("lost")
                : ProcessNextAsync(message, pipeline);
    }
}
