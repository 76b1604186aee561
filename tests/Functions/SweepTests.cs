using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using DurableTask.Core.History;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;
using PerfFlow.Storage.Board;
using PerfFlow.Storage.Ledger;
using PerfFlow.Storage.Registry;
using PerfFlow.Storage.Uploads;

namespace PerfFlow.Functions.Tests;

/// <summary>Requests that die after the ledger was written and before anyone was woken.</summary>
[Collection(AppCollection.Name)]
public class SweepTests(TestApp app)
{
    private static readonly Actor Lead = new("t:lead", "lead", [Role.Lead]);

    [Fact]
    public async Task An_approval_whose_wake_up_was_lost_is_locked_by_the_sweep()
    {
        var year = await TestYear.OpenAsync(app);
        var (version, _) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        Assert.Equal("200", (await year.DecideAsync("section-head", "targets", "submit", version)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("lead", "targets", "check", version)).Outcome);

        var unit = UnitId.Parse(year.Unit).Value;
        var stage = (await app.Get<Board>().UnitYearAsync(unit, TestYear.Year)).Plan!.Find(StageId.Parse("targets").Value)!;
        var member = new Actor("t:group-member", "member", [Role.GroupMember]);
        var answer = await app.Get<Ledger>().ExecuteAsync(
            Streams.Of(unit, TestYear.Year, ProjectId.Parse("p1").Value),
            null,
            (state, now) => state.Decide(stage, new ItemCommand.Approve(stage.Id, member, version), now));
        Assert.Equal(ItemState.Approved, answer.State.ItemOf(stage.Id).State);

        await year.StateAsync("targets", "locked");
    }

    [Fact]
    public async Task A_year_whose_cycle_was_never_started_is_started_by_the_sweep()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var unit = UnitId.Parse(year.Unit).Value;
        var plan = JsonSerializer.Deserialize<YearPlan>(TestYear.Plan(), Http.Json.Options)!;
        await app.Get<Ledger>().ExecuteAsync(
            Streams.Of(unit, TestYear.Year), null, (state, now) => UnitYearDecider.Decide(state, new UnitYearCommand.OpenYear(Lead, plan, "std"), now));
        await app.Get<Registry>().ActivateAsync(unit, TestYear.Year);

        // Only a stage's instance locks, and only the cycle or the sweep starts one.
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
    }

    [Fact]
    public async Task A_return_that_was_undone_keeps_no_item_from_its_lock()
    {
        var year = await TestYear.OpenAsync(app);
        var (version, _) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        Assert.Equal("200", (await year.DecideAsync("section-head", "targets", "submit", version)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("lead", "targets", "return", version, ""","reason":"指标值未量化" """)).Outcome);
        var instance = Instances.Of(new StageKey(year.Unit, TestYear.Year, "targets", "p1", 1));
        await Eventually.HoldsAsync(async () => (await app.Hub.StateOfAsync(instance))?.Status?.StartsWith("\"Returned:2:", StringComparison.Ordinal) == true); // and waits in the second round

        Assert.Equal("200", (await year.DecideAsync("lead", "targets", "undo", version)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("lead", "targets", "check", version)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("group-chair", "targets", "approve", version)).Outcome);

        await year.StateAsync("targets", "locked");
    }

    [Fact]
    public async Task Stages_that_a_plan_opens_all_at_once_are_found_by_the_sweep_when_the_cycle_was_not_woken()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var plan = JsonSerializer.Deserialize<YearPlan>(TestYear.Plan(), Http.Json.Options)!;
        var later = plan with { Stages = [.. plan.Stages.Select(stage => stage with { OpensAt = stage.OpensAt.AddMinutes(30) })] };
        Assert.Equal("202", (await year.As("lead").PutAsync(year.Base, $$"""{"plan":{{JsonSerializer.Serialize(later, Http.Json.Options)}}}""")).Outcome);
        var cycle = Instances.Of(new CycleKey(year.Unit, TestYear.Year));
        await Eventually.HoldsAsync(() => Task.FromResult(app.Hub.HistoryOf(cycle)?.OfType<TimerCreatedEvent>().Any() == true));

        await ExecuteAsync(year, new UnitYearCommand.ChangePlan(Lead, plan with { Version = "2" }, "提前"));

        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
    }

    [Fact]
    public async Task A_year_that_ended_and_was_not_closed_gets_its_last_anchor_from_the_sweep()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var unit = UnitId.Parse(year.Unit).Value;
        foreach (var command in (UnitYearCommand[])
        [
            new UnitYearCommand.OpenYear(Lead, JsonSerializer.Deserialize<YearPlan>(TestYear.Plan(), Http.Json.Options)!, "std"),
            new UnitYearCommand.WithdrawProject(Lead, ProjectId.Parse("p1").Value, "并入一期"),
            new UnitYearCommand.DraftReport(Lead, 1, "head"),
            new UnitYearCommand.BuildReport(1, ImmutableDictionary<string, string>.Empty),
            new UnitYearCommand.ApproveReport(new Actor("t:group-chair", "chair", [Role.GroupChair]), 1),
            new UnitYearCommand.SignReport(new Actor("t:unit-head", "head", [Role.UnitHead]), 1),
            new UnitYearCommand.ArchiveProject(ProjectId.Parse("p1").Value, new string('a', 64)),
            new UnitYearCommand.FinishYear(),
        ])
        {
            await ExecuteAsync(year, command);
        }

        var registry = app.Get<Registry>();
        await registry.ActivateAsync(unit, TestYear.Year);
        await Eventually.HoldsAsync(async () => (await registry.FindAsync(unit))!.ActiveYears.IsEmpty);

        Assert.True(await app.Get<StorageClients>().Blobs.GetBlobContainerClient("anchors").GetBlobClient($"{unit}/{TestYear.Year}/closed.json").ExistsAsync());
    }

    [Fact]
    public async Task An_upload_nobody_read_before_its_project_was_withdrawn_leaves_the_inbox_and_is_read_when_it_is_registered_again()
    {
        var year = await TestYear.OpenAsync(app);
        var unit = UnitId.Parse(year.Unit).Value;
        Assert.Equal("200", (await year.As("lead").PostAsync($"{year.Base}/projects/p1/withdraw", """{"reason":"并入一期"}""")).Outcome);
        var (project, stage) = (ProjectId.Parse("p1").Value, (await app.Get<Board>().UnitYearAsync(unit, TestYear.Year)).Plan!.Find(StageId.Parse("q1").Value)!);
        var sheet = TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3);
        var name = UploadName.Of(unit, TestYear.Year, stage.Id, project, 1, Convert.ToHexStringLower(SHA256.HashData(sheet)));
        await app.Get<Uploads>().KeepAsync(name, BinaryData.FromBytes(sheet), new UploadInfo("表.xlsx", "t:section-clerk"));
        var clerk = new Actor("t:section-clerk", "clerk", [Role.SectionClerk]);
        await app.Get<Ledger>().ExecuteAsync(
            Streams.Of(unit, TestYear.Year, project),
            null,
            (state, now) => state.Decide(stage, new ItemCommand.Upload(stage.Id, clerk, 1, name.Sha256, "表.xlsx"), now));

        await Eventually.HoldsAsync(async () => !await app.Get<Uploads>().WaitingAsync(unit).GetAsyncEnumerator().MoveNextAsync());

        Assert.NotNull(await app.Get<Uploads>().FindAsync(name));
        Assert.Equal("201", (await year.As("lead").PutAsync($"{year.Base}/projects/p1", $$"""{"name":"{{TestYear.Project}}","section":"{{TestYear.Section}}"}""")).Outcome);
        await Eventually.HoldsAsync(async () => (await app.Get<Ledger>().ReadAsync(Streams.Of(unit, TestYear.Year, project))).State.ItemOf(stage.Id).Current?.Reading is not null);
    }

    private async Task ExecuteAsync(TestYear year, UnitYearCommand command)
    {
        var done = await app.Get<Ledger>().ExecuteAsync(
            Streams.Of(UnitId.Parse(year.Unit).Value, TestYear.Year), null, (state, now) => UnitYearDecider.Decide(state, command, now));
        Assert.Null(done.Refusal);
    }
}
