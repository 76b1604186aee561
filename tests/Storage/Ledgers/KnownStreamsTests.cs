using System.Text.Json;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Tests;

/// <summary>Two processes on one storage, each of which remembers the streams it has seen.</summary>
[Collection(nameof(StorageCollection))]
public sealed class KnownStreamsTests(StorageFixture storage)
{
    private readonly LedgerStream<ProjectYear, ItemEvent> stream = Streams.Of(StorageFixture.NewUnit(), Year.Number, Year.Roads);

    [Fact]
    public async Task Who_wrote_to_a_stream_reads_nothing_to_write_to_it_again_and_to_show_it()
    {
        var counter = new TransactionCounter();
        var ledger = Process(counter);
        await DoAsync(ledger, A.Upload(A.Targets, 1));
        counter.Take();

        await DoAsync(ledger, A.Read(A.Targets, 1), A.Submit(A.Targets, 1));
        var shown = await ledger.ReadKnownAsync(stream);

        Assert.Equal(2, counter.Take());
        Assert.Equal((true, 3), (shown.Head.IsKnown, shown.Events.Length));
        await AssertWholeAsync(ledger);
    }

    [Fact]
    public async Task What_another_process_wrote_costs_a_read_more_and_is_what_is_appended_to()
    {
        var counter = new TransactionCounter();
        var (here, there) = (Process(counter), Process());
        await DoAsync(here, A.Upload(A.Targets, 1));
        await DoAsync(there, A.Read(A.Targets, 1));
        counter.Take();

        var answer = await DoAsync(here, A.Upload(A.Targets, 2));

        Assert.Equal((3, 3), (counter.Take(), answer.Version)); // refused by the table, read, appended
        await AssertWholeAsync(here);
    }

    [Fact]
    public async Task Nothing_is_refused_on_what_is_at_hand_alone()
    {
        var (here, there) = (Process(), Process());
        await DoAsync(here, A.Upload(A.Targets, 1));
        await DoAsync(there, A.Read(A.Targets, 1)); // without it the submission would be refused

        var done = await DoAsync(here, A.Submit(A.Targets, 1));
        Assert.Equal((null, 3), (done.Refusal, done.Version));

        await DoAsync(there, A.Check(A.Targets, 1), A.Approve(A.Targets, 1));
        Assert.Equal(Refusals.ItemLocked, (await DoAsync(here, A.Upload(A.Targets, 2))).Refusal); // what is at hand would have it
        await AssertWholeAsync(here);
    }

    [Fact]
    public async Task A_repeat_gets_its_first_answer_whoever_did_it_and_whatever_is_at_hand()
    {
        var (here, there) = (Process(), Process());
        await DoAsync(here, A.Upload(A.Targets, 1));
        await there.ExecuteAsync(stream, "second", Year.Decider(A.Upload(A.Targets, 2)));

        var known = await here.FindKnownAsync(stream);
        var again = await here.ExecuteAsync(stream, known, "second", Year.Decider(A.Upload(A.Targets, 2)));

        Assert.Equal((true, true, 2), (known.IsKnown, again.Repeated, again.Version));
        await AssertWholeAsync(here);
    }

    [Fact]
    public async Task A_read_that_ends_after_a_later_append_does_not_put_it_back()
    {
        var known = new KnownStreams();
        var ledger = new Ledger(storage.Clients, TimeProvider.System, known);
        await DoAsync(ledger, A.Upload(A.Targets, 1));
        var earlier = await storage.Ledger.FindAsync(stream);
        await DoAsync(ledger, A.Read(A.Targets, 1));

        known.Keep(stream, earlier);

        Assert.Equal(2, (await ledger.FindKnownAsync(stream)).Version);
        await AssertWholeAsync(ledger);
    }

    [Fact]
    public async Task A_mark_of_the_signature_is_met_also_by_who_knows_the_head_from_before_it()
    {
        var ledger = Process();
        await DoAsync(ledger, A.Upload(A.Targets, 1));
        await storage.Ledger.ExecuteAsync(
            Streams.Of(stream.Unit, Year.Number),
            null,
            (year, now) => UnitYearDecider.Decide(year, new UnitYearCommand.OpenYear(A.Lead, Year.Plan, "std"), now));
        await storage.Ledger.HoldAsync(stream.Unit, Year.Number, [Year.Roads]);
        var unitHead = await HeadTagAsync();

        await ledger.ExecuteAsync(stream.AsUntilSigned(), await ledger.FindKnownAsync(stream), null, Year.Decider(A.Upload(A.Targets, 2)));

        Assert.NotEqual(unitHead, await HeadTagAsync()); // touched: the signature looks again
        await AssertWholeAsync(ledger);
    }

    [Fact]
    public void Whoever_writes_what_in_which_order_all_remember_what_the_table_holds()
        => Gen.Select(Gen.Bool, Gen.Int[0, 5]).Array[1, 12].Sample(
            steps => PlayAsync(Streams.Of(StorageFixture.NewUnit(), Year.Number, Year.Roads), steps).GetAwaiter().GetResult(),
            iter: 20,
            threads: 1);

    private async Task PlayAsync(LedgerStream<ProjectYear, ItemEvent> played, (bool Here, int Step)[] steps)
    {
        var (here, there) = (Process(), Process());
        foreach (var (isHere, step) in steps)
        {
            var ledger = isHere ? here : there;
            var current = (await ledger.FindKnownAsync(played)).State.ItemOf(A.Targets.Id);
            var command = step switch
            {
                0 => A.Upload(A.Targets, current.NextVersion),
                1 => A.Read(A.Targets, Math.Max(1, current.CurrentVersion)),
                2 => A.Submit(A.Targets, Math.Max(1, current.CurrentVersion)),
                3 => (ItemCommand)A.Check(A.Targets, Math.Max(1, current.CurrentVersion)),
                4 => A.Approve(A.Targets, Math.Max(1, current.CurrentVersion)),
                _ => null,
            };
            if (command is null)
            {
                await ledger.ReadAsync(played);
            }
            else
            {
                await ledger.ExecuteAsync(played, await ledger.FindKnownAsync(played), null, Year.Decider(command));
            }
        }

        var held = await storage.Ledger.ReadAsync(played);
        foreach (var ledger in (Ledger[])[here, there])
        {
            var known = await ledger.ReadKnownAsync(played);
            Assert.Equal(held.Events.Take(known.Version).Select(Text), known.Events.Select(Text));
            Assert.Equal(
                CanonicalJson.Of(known.Events.Aggregate(ProjectYear.Empty, (state, entry) => state.Apply(entry.Event))),
                CanonicalJson.Of(known.State));
        }
    }

    private static string Text(LedgerEntry<ItemEvent> entry)
        => $"{entry.Version} {entry.Hash} {JsonSerializer.Serialize(entry.Event, Wire.Json)}";

    private Ledger Process(params ReadOnlySpan<Azure.Core.Pipeline.HttpPipelinePolicy> policies)
        => new(storage.Connect(policies), TimeProvider.System, new KnownStreams());

    private async Task<LedgerOutcome<ProjectYear>> DoAsync(Ledger ledger, params IEnumerable<ItemCommand> commands)
    {
        LedgerOutcome<ProjectYear>? answer = null;
        foreach (var command in commands)
        {
            answer = await ledger.ExecuteAsync(stream, await ledger.FindKnownAsync(stream), null, Year.Decider(command));
        }

        return answer!;
    }

    private async Task<Azure.ETag> HeadTagAsync()
        => (await storage.Clients.Tables.GetTableClient("ledger")
            .GetEntityAsync<Azure.Data.Tables.TableEntity>($"{stream.Unit}:{Year.Number}", "@unit:@")).Value.ETag;

    /// <summary>What is at hand now is what the table holds, and the chain is whole.</summary>
    private async Task AssertWholeAsync(Ledger ledger)
    {
        await ledger.FindAsync(stream);
        var (known, held) = (await ledger.ReadKnownAsync(stream), await storage.Ledger.ReadAsync(stream));
        Assert.Equal((held.Version, held.Hash, CanonicalJson.Of(held.State)), (known.Version, known.Hash, CanonicalJson.Of(known.State)));
        Assert.Equal(held.Events.Select(Text), known.Events.Select(Text));
        Assert.All(
            await new LedgerCheck(storage.Clients).VerifyAsync(stream.Unit, Year.Number, [], default),
            checkedStream => Assert.True(checkedStream.Ok));
    }
}
