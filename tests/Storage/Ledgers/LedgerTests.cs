using System.Text.Json;
using Azure.Data.Tables;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Tests;

[Collection(nameof(StorageCollection))]
public sealed class LedgerTests(StorageFixture storage)
{
    [Fact]
    public async Task What_was_appended_is_read_back_as_it_was()
    {
        var stream = Streams.Of(StorageFixture.NewUnit(), Year.Number, Year.Roads);

        var live = await PlayAsync(storage.Ledger, stream, Year.UntilApproved);
        var read = await storage.Ledger.ReadAsync(stream);

        Assert.Equal(ItemState.Approved, read.State.ItemOf(A.Targets.Id).State);
        Assert.Equal((live.Version, live.Hash), (read.Version, read.Hash));
        Assert.Equal(JsonSerializer.Serialize(live.State, Wire.Json), JsonSerializer.Serialize(read.State, Wire.Json));
    }

    [Fact]
    public async Task A_repeated_command_gets_its_first_answer()
    {
        var stream = Streams.Of(StorageFixture.NewUnit(), Year.Number, Year.Roads);
        var first = await storage.Ledger.ExecuteAsync(stream, "key/1#?", Year.Decider(A.Upload(A.Targets, 1)));
        await storage.Ledger.ExecuteAsync(stream, "key/2", Year.Decider(A.Upload(A.Targets, 2)));

        var again = await storage.Ledger.ExecuteAsync(stream, "key/1#?", Year.Decider(A.Upload(A.Targets, 3)));

        Assert.True(again.Repeated);
        Assert.Equal((first.Version, first.Hash), (again.Version, again.Hash));
        Assert.Equal(1, again.State.ItemOf(A.Targets.Id).CurrentVersion);
        Assert.Equal(2, (await storage.Ledger.ReadAsync(stream)).Version);
    }

    [Fact]
    public async Task A_refusal_appends_nothing_and_is_not_remembered()
    {
        var stream = Streams.Of(StorageFixture.NewUnit(), Year.Number, Year.Roads);

        var refused = await storage.Ledger.ExecuteAsync(stream, "submit", Year.Decider(A.Submit(A.Targets, 1)));
        await PlayAsync(storage.Ledger, stream, [A.Upload(A.Targets, 1), A.Read(A.Targets, 1)]);
        var done = await storage.Ledger.ExecuteAsync(stream, "submit", Year.Decider(A.Submit(A.Targets, 1)));

        Assert.Equal((Refusals.NoSuchVersion, 0), (refused.Refusal, refused.Version));
        Assert.Equal((null, false, 3), (done.Refusal, done.Repeated, done.Version));
    }

    [Fact]
    public async Task A_command_costs_two_transactions_and_a_refusal_or_a_repeat_one_more_to_know_it_by()
    {
        var counter = new TransactionCounter();
        var ledger = new Ledger(storage.Connect(counter), TimeProvider.System);
        var stream = Streams.Of(StorageFixture.NewUnit(), Year.Number, Year.Roads);

        await ledger.ExecuteAsync(stream, "upload", Year.Decider(A.Upload(A.Targets, 1)));
        Assert.Equal(2, counter.Take());

        await ledger.ExecuteAsync(stream, "upload", Year.Decider(A.Upload(A.Targets, 1)));
        Assert.Equal(2, counter.Take());

        await ledger.ExecuteAsync(stream, null, Year.Decider(A.Upload(A.Targets, 1)));
        Assert.Equal(1, counter.Take());

        await ledger.ExecuteAsync(stream, "submit", Year.Decider(A.Submit(A.Targets, 1)));
        Assert.Equal(2, counter.Take());

        var head = await ledger.FindAsync(stream);
        await ledger.ExecuteAsync(stream, head, "read", Year.Decider(A.Read(A.Targets, 1)));
        Assert.Equal(2, counter.Take());
    }

    [Fact]
    public async Task A_repeat_that_would_be_decided_otherwise_by_now_gets_its_first_answer()
    {
        var stream = Streams.Of(StorageFixture.NewUnit(), Year.Number, Year.Roads);
        await PlayAsync(storage.Ledger, stream, Year.UntilApproved[..2]);
        await storage.Ledger.ExecuteAsync(stream, "submit", Year.Decider(A.Submit(A.Targets, 1)));
        await PlayAsync(storage.Ledger, stream, Year.UntilApproved[3..]);

        var again = await storage.Ledger.ExecuteAsync(stream, "submit", (_, _) => Refusals.WrongState);

        Assert.Equal((null, true, 3), (again.Refusal, again.Repeated, again.Version));
        Assert.Equal(ItemState.Submitted, again.State.ItemOf(A.Targets.Id).State);
    }

    [Fact]
    public async Task An_id_used_for_other_content_is_refused()
    {
        var stream = Streams.Of(StorageFixture.NewUnit(), Year.Number, Year.Roads);
        await storage.Ledger.ExecuteAsync(stream, new CommandKey("upload", "one"), Year.Decider(A.Upload(A.Targets, 1)));

        var other = await storage.Ledger.ExecuteAsync(stream, new CommandKey("upload", "two"), Year.Decider(A.Upload(A.Targets, 2)));

        Assert.Equal((CommandKey.Reused, 1), (other.Refusal, other.Version));
    }

    [Fact]
    public async Task Who_starts_from_a_stream_that_has_gone_on_since_decides_again()
    {
        var stream = Streams.Of(StorageFixture.NewUnit(), Year.Number, Year.Roads);
        var head = await storage.Ledger.FindAsync(stream);
        await PlayAsync(storage.Ledger, stream, [A.Upload(A.Targets, 1)]);

        var answer = await storage.Ledger.ExecuteAsync(stream, head, null, (year, _) => year.Decide(
            A.Targets, A.Upload(A.Targets, year.ItemOf(A.Targets.Id).NextVersion), A.Opening));

        Assert.Equal((2, 2), (answer.Version, answer.State.ItemOf(A.Targets.Id).CurrentVersion));
    }

    [Fact]
    public async Task A_state_that_another_fold_left_is_folded_again_once()
    {
        var counter = new TransactionCounter();
        var ledger = new Ledger(storage.Connect(counter), TimeProvider.System);
        var unit = StorageFixture.NewUnit();
        var stream = Streams.Of(unit, Year.Number, Year.Roads);
        await PlayAsync(storage.Ledger, stream, Year.UntilApproved);
        var before = await storage.Ledger.FindAsync(stream);
        await storage.Ledger.HoldAsync(unit, Year.Number, [Year.Roads]);
        var table = storage.Clients.Tables.GetTableClient("ledger");
        await table.UpdateEntityAsync(
            new TableEntity($"{unit}:{Year.Number}", "roads:@") { ["Fold"] = 0, ["State"] = "{}" }, Azure.ETag.All, TableUpdateMode.Merge);

        Assert.All(
            await new LedgerCheck(storage.Clients).VerifyAsync(unit, Year.Number),
            check => Assert.Equal((null, true), (check.Found, check.Outdated)));
        var folded = await ledger.FindAsync(stream);
        Assert.Equal(3, counter.Take());
        var again = await ledger.FindAsync(stream);
        Assert.Equal(1, counter.Take());

        Assert.Equal((before.Version, before.Hash), (folded.Version, folded.Hash));
        Assert.Equal(CanonicalJson.Of(before.State), CanonicalJson.Of(folded.State));
        Assert.Equal(CanonicalJson.Of(before.State), CanonicalJson.Of(again.State));
        Assert.True((await table.GetEntityAsync<TableEntity>($"{unit}:{Year.Number}", "roads:@")).Value.GetBoolean("Held"));
        Assert.True((await ledger.ExecuteAsync(stream, folded, null, Year.Decider(A.Lock(A.Targets)))).Done);
    }

    [Fact]
    public async Task A_large_event_lies_in_a_blob_and_reads_the_same()
    {
        var stream = Streams.Of(StorageFixture.NewUnit(), Year.Number, Year.Roads);
        ReturnPoint[] points = [.. Enumerable.Range(1, 5).Select(number => new ReturnPoint($"i0{number}", new string('理', 4000)))];
        await PlayAsync(storage.Ledger, stream, [A.Upload(A.Targets, 1), A.Read(A.Targets, 1), A.Submit(A.Targets, 1)]);

        await storage.Ledger.ExecuteAsync(stream, null, Year.Decider(new ItemCommand.Return(A.Targets.Id, A.Lead, 1, "请补充", [.. points])));

        Assert.Equal(
            points.Select(point => new AnsweredPoint(point.At, point.Text)),
            Year.Story((await storage.Ledger.ReadAsync(stream)).Events).Points);
    }

    [Fact]
    public async Task Writers_at_once_all_get_in_one_after_the_other()
    {
        var stream = Streams.Of(StorageFixture.NewUnit(), Year.Number, Year.Roads);

        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(writer => Task.Run(() => storage.Ledger.ExecuteAsync(
            stream,
            $"upload-{writer}",
            (year, now) =>
            {
                var next = year.ItemOf(A.Targets.Id).NextVersion;
                return year.Decide(A.Targets, A.Upload(A.Targets, next, sha: A.Sha(writer)), now);
            }))));

        var read = await storage.Ledger.ReadAsync(stream);
        Assert.Equal([1, 2, 3, 4, 5, 6], answers.Select(answer => answer.Version).Order());
        Assert.Equal([1, 2, 3, 4, 5, 6], Year.Story(read.Events).Sheets.Keys);
        Assert.Equal(6, Year.Story(read.Events).Sheets.Values.Select(sheet => sheet.Sha256).Distinct().Count());
    }

    [Fact]
    public async Task Of_two_who_approve_and_return_at_once_one_wins_and_both_learn_it()
    {
        var stream = Streams.Of(StorageFixture.NewUnit(), Year.Number, Year.Roads);
        await PlayAsync(storage.Ledger, stream, Year.UntilApproved[..4]);

        var answers = await Task.WhenAll(
            Task.Run(() => storage.Ledger.ExecuteAsync(stream, "approve", Year.Decider(A.Approve(A.Targets, 1)))),
            Task.Run(() => storage.Ledger.ExecuteAsync(
                stream, "return", Year.Decider(new ItemCommand.Return(A.Targets.Id, A.Chair, 1, "数据来源不明", [])))));

        var end = await storage.Ledger.ReadAsync(stream);
        Assert.Equal(5, end.Version);
        Assert.Equal(Refusals.WrongState, Assert.Single(answers, answer => !answer.Done).Refusal);
        Assert.Equal(end.State.ItemOf(A.Targets.Id).State, Assert.Single(answers, answer => answer.Done).State.ItemOf(A.Targets.Id).State);
    }

    internal static async Task<LedgerOutcome<ProjectYear>> PlayAsync(
        Ledger ledger, LedgerStream<ProjectYear, ItemEvent> stream, IEnumerable<ItemCommand> commands)
    {
        LedgerOutcome<ProjectYear>? last = null;
        foreach (var command in commands)
        {
            last = await ledger.ExecuteAsync(stream, null, Year.Decider(command));
            Assert.Null(last.Refusal);
        }

        return last!;
    }
}
