using System.Collections.Immutable;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Tests;

/// <summary>
/// What people do to a project and the signature of the report are written to two streams, and come one after the other all the same.
/// </summary>
[Collection(nameof(StorageCollection))]
public sealed class SignatureTests(StorageFixture storage)
{
    private static readonly ImmutableArray<UnitYearCommand> UntilApproved =
    [
        new UnitYearCommand.OpenYear(A.Lead, Year.Plan, "std"),
        new UnitYearCommand.RegisterProject(A.Lead, new(Year.Roads, "道路", "工程科")),
        new UnitYearCommand.DraftReport(A.Lead, 1, A.Sha(1)),
        new UnitYearCommand.BuildReport(1, ImmutableDictionary<string, string>.Empty.Add("report.md", A.Sha(2))),
        new UnitYearCommand.ApproveReport(A.Chair, 1),
    ];

    private readonly UnitId unit = StorageFixture.NewUnit();
    private readonly List<string> written = [];

    private LedgerStream<ProjectYear, ItemEvent> Roads => Streams.Of(unit, Year.Number, Year.Roads).AsUntilSigned();

    [Fact]
    public async Task An_upload_that_was_decided_before_the_signature_is_refused_after_it()
    {
        await PrepareAsync();

        var refused = await UploadAsync(meanwhile: () => SignAsync());

        Assert.Equal((Refusals.ReportSigned, 5), (refused.Refusal, refused.Version));
        Assert.Equal(["signed"], written);
        await AssertNothingIsWrongAsync();
    }

    [Fact]
    public async Task A_signature_that_was_decided_before_an_upload_looks_at_the_board_again()
    {
        await PrepareAsync();

        var signed = await SignAsync(meanwhile: () => UploadAsync());

        Assert.Equal(["uploaded", "refused REPORT_OUTDATED"], written);
        Assert.Equal(Refusals.ReportOutdated, signed.Refusal);
        await AssertNothingIsWrongAsync();
    }

    [Fact]
    public async Task A_second_upload_after_a_signature_that_never_came_costs_what_it_always_did()
    {
        await PrepareAsync();
        await storage.Ledger.HoldAsync(unit, Year.Number, [Year.Roads]);
        await UploadAsync();

        var counter = new TransactionCounter();
        await new Ledger(storage.Connect(counter), TimeProvider.System).ExecuteAsync(Roads, null, Year.Decider(A.Upload(A.Monitoring, 2)));

        Assert.Equal(2, counter.Count);
        await AssertNothingIsWrongAsync();
    }

    [Fact]
    public async Task What_archiving_adds_after_the_signature_does_not_let_an_upload_pass()
    {
        await PrepareAsync();
        await SignAsync();

        var locked = await storage.Ledger.ExecuteAsync(
            Streams.Of(unit, Year.Number, Year.Roads), null, Year.Decider(A.Lock(A.Targets)));
        var refused = await UploadAsync();

        Assert.Equal((true, 6), (locked.Done, locked.Version));
        Assert.Equal((Refusals.ReportSigned, 6), (refused.Refusal, refused.Version));
        await AssertNothingIsWrongAsync();
    }

    [Fact]
    public async Task A_head_that_was_lost_after_the_signature_and_put_back_does_not_let_an_upload_pass()
    {
        await PrepareAsync();
        await SignAsync();
        await storage.Clients.Tables.GetTableClient("ledger").DeleteEntityAsync($"{unit}:{Year.Number}", "roads:@");

        Assert.Equal(1, await storage.Board.RebuildAsync(unit, Year.Number));
        var refused = await UploadAsync();

        Assert.Equal((Refusals.ReportSigned, 5), (refused.Refusal, refused.Version));
        await AssertNothingIsWrongAsync();
    }

    private async Task PrepareAsync()
    {
        foreach (var command in Year.UntilApproved)
        {
            Assert.True((await storage.Ledger.ExecuteAsync(Roads, null, Year.Decider(command))).Done);
        }

        foreach (var command in UntilApproved)
        {
            Assert.True((await storage.Ledger.ExecuteAsync(
                Streams.Of(unit, Year.Number), null, Year.Decider(storage.Board, unit, command))).Done);
        }
    }

    /// <param name="meanwhile">Between the decision and the append, the first time.</param>
    private async Task<LedgerOutcome<ProjectYear>> UploadAsync(Func<Task>? meanwhile = null)
    {
        var answer = await storage.Ledger.ExecuteAsync(Roads, null, async (state, _) =>
        {
            var decision = Year.Decider(A.Upload(A.Monitoring, 1))(state, A.Opening);
            await OnceAsync(ref meanwhile);
            return decision;
        });
        written.AddRange(answer.Done ? ["uploaded"] : []);
        return answer;
    }

    /// <summary>The report is bound to the project's five events.</summary>
    private async Task<LedgerOutcome<UnitYearState>> SignAsync(Func<Task>? meanwhile = null)
    {
        var answer = await storage.Ledger.ExecuteAsync(Streams.Of(unit, Year.Number), null, async (state, _) =>
        {
            await storage.Ledger.HoldAsync(unit, Year.Number, [Year.Roads]);
            var board = await storage.Board.ShowAsync(unit, Year.Number);
            var decision = UnitYearDecider.Decide(
                state, new UnitYearCommand.SignReport(A.UnitHead, 1, board.Rows.Single().Version == 5 ? A.Sha(1) : A.Sha(9)), A.Now);
            await OnceAsync(ref meanwhile);
            return decision;
        });
        written.Add(answer.Refusal is { } refusal ? $"refused {refusal.Code}" : "signed");
        return answer;
    }

    private static Task OnceAsync(ref Func<Task>? something) => Interlocked.Exchange(ref something, null)?.Invoke() ?? Task.CompletedTask;

    private async Task AssertNothingIsWrongAsync() =>
        Assert.All(await new LedgerCheck(storage.Clients).VerifyAsync(unit, Year.Number), check => Assert.Null(check.Found));
}
