using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Tests;

/// <summary>A reader can rebuild every board row from the ledger alone, whatever has happened.</summary>
[Collection(nameof(StorageCollection))]
public sealed class RebuildTests(StorageFixture storage)
{
    private static readonly YearPlan Plan = new("1", [A.Targets, A.Monitoring, A.SelfEvaluation]);
    private static readonly Panel Panel = new(Quorum.Majority, [A.Chair.Key, A.Member.Key, "third"], [A.Chair.Key]);

    /// <summary>
    /// Targets voted on, completed, adjusted in vain and reopened; a round returned, noted as red, rectified and archived; a score
    /// overridden.
    /// </summary>
    private static readonly ItemCommand[] Roads =
    [
        .. A.Until(A.Targets, ItemState.LeadChecked), A.Undo(A.Targets, 1, A.Lead), new ItemCommand.Check(A.Targets.Id, A.Lead, 1, Panel),
        new ItemCommand.AskPanel(A.Targets.Id, A.Lead, "回避", ["third"], Panel), new ItemCommand.RefusePanel(A.Targets.Id, A.UnitHead, "不必"),
        new ItemCommand.AskPanel(A.Targets.Id, A.Lead, "离任", ["third"], Panel),
        new ItemCommand.ConsentToPanel(A.Targets.Id, A.UnitHead, Panel.Without(key => key == "third")),
        new ItemCommand.Approve(A.Targets.Id, A.Member, 1, ReviewGrade.Good, "补充单位"),
        new ItemCommand.Approve(A.Targets.Id, A.Chair, 1, ReviewGrade.Good, "同意", "2024-3"),
        A.Upload(A.Targets, 2), A.Read(A.Targets, 2), A.Complete(A.Targets, 2), A.Lock(A.Targets),
        A.Adjust(A.Targets), A.Drop(A.Targets), A.AskReopening(A.Targets), A.RefuseReopening(A.Targets),
        A.AskReopening(A.Targets), A.ConsentToReopening(A.Targets),
        A.Upload(A.Monitoring, 1), A.Read(A.Monitoring, 1), A.Attach(A.Monitoring),
        A.Withdraw(A.Monitoring), A.Submit(A.Monitoring, 1), A.Return(A.Monitoring, 1),
        A.Upload(A.Monitoring, 2), A.ReadRed(A.Monitoring, 2), A.Submit(A.Monitoring, 2), A.Check(A.Monitoring, 2), A.Note(A.Monitoring, 2),
        A.Require(A.Monitoring), A.Answer(A.Monitoring), A.Close(A.Monitoring),
        A.Approve(A.Monitoring, 2, A.Chair), A.Lock(A.Monitoring), A.Archive(A.Monitoring),
        .. A.Until(A.SelfEvaluation, ItemState.LeadChecked), A.Override(A.SelfEvaluation, 1),
    ];

    private static readonly ItemCommand[] Schools = [.. A.Until(A.Targets, ItemState.Rejected)];

    private static readonly UnitYearCommand[] Unit =
    [
        new UnitYearCommand.OpenYear(A.Lead, Plan, "std"),
        new UnitYearCommand.RegisterProject(A.Lead, new(Year.Roads, "道路", "工程科")),
        new UnitYearCommand.RegisterProject(A.Lead, new(Year.Schools, "学校", "教育科")),
        new UnitYearCommand.WithdrawProject(A.Lead, Year.Schools, "停建"),
        new UnitYearCommand.UseMembership(new(A.Lead.Key, [Role.Lead], [])),
        new UnitYearCommand.ChangePlan(
            A.Lead, Plan with { Version = "2", Quorum = Quorum.All, Joined = [new(SeparatedDuty.Submit, "科室仅一人")] }, "延期"),
        new UnitYearCommand.ConfirmJoined(A.UnitHead, "2", [new(SeparatedDuty.Submit, "科室仅一人")]),
        new UnitYearCommand.DraftReport(A.Lead, 1, A.Sha(1)),
        new UnitYearCommand.BuildReport(1, ImmutableDictionary<string, string>.Empty.Add("report.md", A.Sha(2))),
        new UnitYearCommand.ApproveReport(A.Chair, 1),
        new UnitYearCommand.SignReport(A.UnitHead, 1),
        new UnitYearCommand.ArchiveProject(Year.Roads, A.Sha(3)),
        new UnitYearCommand.ArchiveProject(Year.Schools, A.Sha(4)),
        new UnitYearCommand.FinishYear(),
    ];

    [Fact]
    public async Task Every_kind_of_event_there_is_leaves_a_row_that_is_rebuilt_from_the_events_alone()
    {
        var unit = StorageFixture.NewUnit();
        var streams = (
            Roads: Streams.Of(unit, Year.Number, Year.Roads),
            Schools: Streams.Of(unit, Year.Number, Year.Schools),
            Unit: Streams.Of(unit, Year.Number));
        await PlayAsync(streams.Roads, Roads, Decide);
        await PlayAsync(streams.Schools, Schools, Decide);
        await PlayAsync(streams.Unit, Unit, (state, command) => Year.Decider(storage.Board, unit, command)(state, A.Opening));

        Assert.Equal(
            All<ItemEvent>(),
            [.. Kinds((await storage.Ledger.ReadAsync(streams.Roads)).Events).Union(
                    Kinds((await storage.Ledger.ReadAsync(streams.Schools)).Events))
                .Order(StringComparer.Ordinal)]);
        Assert.Equal(
            All<UnitYearEvent>(),
            [.. Kinds((await storage.Ledger.ReadAsync(streams.Unit)).Events).Distinct().Order(StringComparer.Ordinal)]);

        var live = await storage.Board.ShowAsync(unit, Year.Number);
        var table = storage.Clients.Tables.GetTableClient("ledger");
        foreach (var row in (string[])["@unit", "roads", "schools"])
        {
            await table.DeleteEntityAsync($"{unit}:{Year.Number}", $"!board:{row}");
        }

        Assert.Equal(3, await storage.Board.RebuildAsync(unit, Year.Number));
        Assert.Equal(Json(live), Json(await storage.Board.ShowAsync(unit, Year.Number)));
        await AssertWholeAsync(unit);
    }

    [Theory]
    [InlineData("@unit:@", "roads:@")]
    [InlineData("@unit:@", "roads:@", "!board:@unit", "!board:roads")]
    public async Task Heads_that_are_gone_are_found_missing_and_folded_again_from_the_events(params string[] gone)
    {
        var unit = await PlayedAsync();
        var (live, heads) = (await storage.Board.ShowAsync(unit, Year.Number), await HeadsAsync(unit));
        await DeleteAsync(unit, gone);

        var checks = await new LedgerCheck(storage.Clients).VerifyAsync(unit, Year.Number);
        Assert.Equal(
            [new(Tampering.HeadMismatch, "@unit", 4), new(Tampering.HeadMismatch, "roads", 5)],
            checks.Select(check => check.Found).OfType<TamperingFound>());
        Assert.Equal(2, await storage.Board.RebuildAsync(unit, Year.Number));

        Assert.Equal((Json(live), heads), (Json(await storage.Board.ShowAsync(unit, Year.Number)), await HeadsAsync(unit)));
        await PlayAsync(Streams.Of(unit, Year.Number, Year.Roads), [A.Upload(A.Monitoring, 1)], Decide);
        await AssertWholeAsync(unit);
        Assert.Equal(0, await storage.Board.RebuildAsync(unit, Year.Number));
    }

    [Fact]
    public async Task Of_many_who_put_back_a_head_at_once_one_does_and_none_overwrites_what_was_appended_since()
    {
        var unit = await PlayedAsync();
        await DeleteAsync(unit, "roads:@");

        var rebuilt = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var mended = await storage.Board.RebuildAsync(unit, Year.Number);
            await storage.Ledger.ExecuteAsync(
                Streams.Of(unit, Year.Number, Year.Roads),
                null,
                (state, _) => Decide(state, A.Upload(A.Monitoring, state.ItemOf(A.Monitoring.Id).NextVersion)));
            return mended;
        }));

        Assert.Equal(1, rebuilt.Sum());
        Assert.Equal(5 + 4, (await storage.Ledger.FindAsync(Streams.Of(unit, Year.Number, Year.Roads))).Version);
        await AssertWholeAsync(unit);
    }

    [Theory]
    [InlineData("roads:e:00000005")]
    [InlineData("roads:e:00000003")]
    [InlineData("roads:e:00000001")]
    public async Task No_head_is_made_of_events_that_are_not_all_there(string missing)
    {
        var unit = await PlayedAsync();
        await DeleteAsync(unit, "roads:@", missing);

        await Assert.ThrowsAsync<DamagedRowException>(() => storage.Board.RebuildAsync(unit, Year.Number));

        Assert.Equal(["@unit", "schools"], (await HeadsAsync(unit)).Split('\n').Select(line => line.Split(':')[0]));
    }

    /// <summary>The unit's stream with four events, one of a project with five, and one with two.</summary>
    private async Task<UnitId> PlayedAsync()
    {
        var unit = StorageFixture.NewUnit();
        await PlayAsync(
            Streams.Of(unit, Year.Number), Unit[..4], (state, command) => Year.Decider(storage.Board, unit, command)(state, A.Opening));
        await PlayAsync(Streams.Of(unit, Year.Number, Year.Roads), Year.UntilApproved, Decide);
        await PlayAsync(Streams.Of(unit, Year.Number, Year.Schools), Year.UntilApproved[..2], Decide);
        return unit;
    }

    private async Task DeleteAsync(UnitId unit, params string[] rows)
    {
        foreach (var row in rows)
        {
            await storage.Clients.Tables.GetTableClient("ledger").DeleteEntityAsync($"{unit}:{Year.Number}", row);
        }
    }

    /// <summary>A line for each stream that has a head, without the mark of a signature.</summary>
    private async Task<string> HeadsAsync(UnitId unit)
        => string.Join('\n', (await new LedgerRows(storage.Clients).LoadAllAsync(unit, Year.Number, default)).Values
            .Select(stream => stream.Head)
            .OfType<TableEntity>()
            .Select(head => $"{head.RowKey} {head["Version"]} {head["Hash"]} {head["Fold"]} {head["State"]}"));

    private async Task AssertWholeAsync(UnitId unit) => Assert.All(
        await new LedgerCheck(storage.Clients).VerifyAsync(unit, Year.Number),
        check => Assert.Equal((null, false), (check.Found, check.Outdated)));

    private async Task PlayAsync<TState, TEvent, TCommand>(
        LedgerStream<TState, TEvent> stream, IEnumerable<TCommand> commands, Func<TState, TCommand, Task<Decision<TEvent>>> decide)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        foreach (var command in commands)
        {
            var answer = await storage.Ledger.ExecuteAsync(stream, null, (state, _) => decide(state, command));
            Assert.True(answer.Done, $"{command}: {answer.Refusal?.Code}");
        }
    }

    private static Task<Decision<ItemEvent>> Decide(ProjectYear state, ItemCommand command)
        => Task.FromResult(state.Decide(Plan.Find(command.Stage)!, command, A.Now));

    private static List<string> All<TEvent>()
        => [.. typeof(TEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
            .Select(kind => (string)kind.TypeDiscriminator!)
            .Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Kinds<TEvent>(IEnumerable<LedgerEntry<TEvent>> events)
        => events.Select(entry => (string)JsonSerializer.SerializeToElement(entry.Event, Wire.Json).GetProperty("type").GetString()!);

    private static string Json<T>(T value) => CanonicalJson.Of(JsonSerializer.SerializeToElement(value, Wire.Json));
}
