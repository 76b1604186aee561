using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Tests;

/// <summary>A reader can rebuild every board row from the ledger alone, whatever has happened.</summary>
[Collection(nameof(StorageCollection))]
public sealed class RebuildTests(StorageFixture storage)
{
    private static readonly Actor Member = new("key-member", [Role.GroupMember]);
    private static readonly Actor UnitHead = new("key-unit-head", [Role.UnitHead]);
    private static readonly PlannedStage Evaluation = Year.TargetStage with { Id = StageId.Parse("self-evaluation").Value, Kind = StageKind.SelfEvaluation, Month = 12 };
    private static readonly YearPlan Plan = new("1", [Year.TargetStage, Year.FirstStage, Evaluation]);
    private static readonly Panel Panel = new(Quorum.Majority, [Year.Chair.Key, Member.Key, "key-third"], [Year.Chair.Key]);

    /// <summary>Targets voted on, completed, adjusted in vain and reopened; a round returned, rectified and archived; a score overridden.</summary>
    private static readonly ItemCommand[] Roads =
    [
        Year.Upload(1), Year.Read(1), Year.Submit(1), Year.Check(1), new ItemCommand.Undo(Year.Targets, Year.Lead, 1), Year.Check(1),
        new ItemCommand.Approve(Year.Targets, Member, 1, ReviewGrade.Good, "补充单位", Panel: Panel),
        new ItemCommand.Approve(Year.Targets, Year.Chair, 1, ReviewGrade.Good, "同意", "2024-3", Panel),
        Year.Upload(2), Year.Read(2), new ItemCommand.Complete(Year.Targets, Year.Lead, 2), new ItemCommand.Lock(Year.Targets, Year.Sha(7)),
        new ItemCommand.AdjustTargets(Year.Targets, Year.Head, "预算调减", "财预9号"), new ItemCommand.DropAdjustment(Year.Targets, Year.Head),
        new ItemCommand.AskReopening(Year.Targets, Year.Lead, "数据有误"), new ItemCommand.RefuseReopening(Year.Targets, Year.Chair, "理由不充分"),
        new ItemCommand.AskReopening(Year.Targets, Year.Lead, "数据有误"), new ItemCommand.ConsentToReopening(Year.Targets, Year.Chair),
        Year.Upload(1, Year.First), Year.Read(1, Year.First),
        new ItemCommand.AttachEvidence(Year.First, Year.Clerk, new("e1", "i01", Year.Sha(8), "验收.pdf", "application/pdf", 10)),
        new ItemCommand.WithdrawEvidence(Year.First, Year.Clerk, "e1", "传错了"),
        new ItemCommand.Submit(Year.First, Year.Head, 1), new ItemCommand.Return(Year.First, Year.Lead, 1, "请量化", [new("q1!F9", "量化")]),
        Year.Upload(2, Year.First), Year.Read(2, Year.First), new ItemCommand.Submit(Year.First, Year.Head, 2, [new("q1!F9", "已量化")]),
        new ItemCommand.RequireRectification(Year.First, Year.Lead, "i01", "加快支付"), new ItemCommand.AnswerRectification(Year.First, Year.Head, 1, "已支付"),
        new ItemCommand.CloseRectification(Year.First, Year.Lead, 1, "到位"),
        new ItemCommand.Approve(Year.First, Year.Lead, 2), new ItemCommand.Lock(Year.First, Year.Sha(9)), new ItemCommand.Archive(Year.First),
        Year.Upload(1, Evaluation.Id), Year.Read(1, Evaluation.Id), new ItemCommand.Submit(Evaluation.Id, Year.Head, 1),
        new ItemCommand.Check(Evaluation.Id, Year.Lead, 1), new ItemCommand.OverrideScore(Evaluation.Id, Year.Chair, 1, 88.5m, "佐证不足"),
    ];

    private static readonly ItemCommand[] Schools = [.. Year.UntilApproved[..4], new ItemCommand.Approve(Year.Targets, Year.Chair, 1, ReviewGrade.Poor, "不符合要求")];

    private static readonly UnitYearCommand[] Unit =
    [
        new UnitYearCommand.OpenYear(Year.Lead, Plan, "std"),
        new UnitYearCommand.RegisterProject(Year.Lead, new(Year.Roads, "道路", "工程科")),
        new UnitYearCommand.RegisterProject(Year.Lead, new(Year.Schools, "学校", "教育科")),
        new UnitYearCommand.WithdrawProject(Year.Lead, Year.Schools, "停建"),
        new UnitYearCommand.UseMembership(new(Year.Lead.Key, [Role.Lead], [])),
        new UnitYearCommand.ChangePlan(Year.Lead, Plan with { Version = "2", Quorum = Quorum.All }, "延期"),
        new UnitYearCommand.DraftReport(Year.Lead, 1, Year.Sha(1)),
        new UnitYearCommand.BuildReport(1, ImmutableDictionary<string, string>.Empty.Add("report.md", Year.Sha(2))),
        new UnitYearCommand.ApproveReport(Year.Chair, 1),
        new UnitYearCommand.SignReport(UnitHead, 1),
        new UnitYearCommand.ArchiveProject(Year.Roads, Year.Sha(3)),
        new UnitYearCommand.ArchiveProject(Year.Schools, Year.Sha(4)),
        new UnitYearCommand.FinishYear(),
    ];

    [Fact]
    public async Task Every_kind_of_event_there_is_leaves_a_row_that_is_rebuilt_from_the_events_alone()
    {
        var unit = StorageFixture.NewUnit();
        var streams = (Roads: Streams.Of(unit, Year.Number, Year.Roads), Schools: Streams.Of(unit, Year.Number, Year.Schools), Unit: Streams.Of(unit, Year.Number));
        await PlayAsync(streams.Roads, Roads, Decide);
        await PlayAsync(streams.Schools, Schools, Decide);
        await PlayAsync(streams.Unit, Unit, (state, command) => Year.Decider(storage.Board, unit, command)(state, Year.Start));

        Assert.Equal(
            All<ItemEvent>(),
            [.. Kinds((await storage.Ledger.ReadAsync(streams.Roads)).Events).Union(Kinds((await storage.Ledger.ReadAsync(streams.Schools)).Events)).Order(StringComparer.Ordinal)]);
        Assert.Equal(All<UnitYearEvent>(), [.. Kinds((await storage.Ledger.ReadAsync(streams.Unit)).Events).Distinct().Order(StringComparer.Ordinal)]);

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
            [new(Tampering.HeadMismatch, "@unit", 4), new(Tampering.HeadMismatch, "roads", 5)], checks.Select(check => check.Found).OfType<TamperingFound>());
        Assert.Equal(2, await storage.Board.RebuildAsync(unit, Year.Number));

        Assert.Equal((Json(live), heads), (Json(await storage.Board.ShowAsync(unit, Year.Number)), await HeadsAsync(unit)));
        await PlayAsync(Streams.Of(unit, Year.Number, Year.Roads), [Year.Upload(1, Year.First)], Decide);
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
                Streams.Of(unit, Year.Number, Year.Roads), null, (state, _) => Decide(state, Year.Upload(state.ItemOf(Year.First).NextVersion, Year.First)));
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

        await Assert.ThrowsAsync<InvalidDataException>(() => storage.Board.RebuildAsync(unit, Year.Number));

        Assert.Equal(["@unit", "schools"], (await HeadsAsync(unit)).Split('\n').Select(line => line.Split(':')[0]));
    }

    /// <summary>The unit's stream with four events, one of a project with five, and one with two.</summary>
    private async Task<UnitId> PlayedAsync()
    {
        var unit = StorageFixture.NewUnit();
        await PlayAsync(Streams.Of(unit, Year.Number), Unit[..4], (state, command) => Year.Decider(storage.Board, unit, command)(state, Year.Start));
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
    private async Task<string> HeadsAsync(UnitId unit) => string.Join('\n', (await new LedgerRows(storage.Clients).LoadAllAsync(unit, Year.Number, default)).Values
        .Select(stream => stream.Head)
        .OfType<TableEntity>()
        .Select(head => $"{head.RowKey} {head["Version"]} {head["Hash"]} {head["Fold"]} {head["State"]}"));

    private async Task AssertWholeAsync(UnitId unit) => Assert.All(
        await new LedgerCheck(storage.Clients).VerifyAsync(unit, Year.Number), check => Assert.Equal((null, false), (check.Found, check.Outdated)));

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
        => Task.FromResult(state.Decide(Plan.Find(command.Stage)!, command, Year.Start.AddHours(1)));

    private static List<string> All<TEvent>()
        => [.. typeof(TEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => (string)kind.TypeDiscriminator!).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Kinds<TEvent>(IEnumerable<LedgerEntry<TEvent>> events)
        => events.Select(entry => (string)JsonSerializer.SerializeToElement(entry.Event, Wire.Json).GetProperty("type").GetString()!);

    private static string Json<T>(T value) => CanonicalJson.Of(JsonSerializer.SerializeToElement(value, Wire.Json));
}
