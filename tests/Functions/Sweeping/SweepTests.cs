using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using PerfFlow.Azurite;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Tests.Sweeping;

/// <summary>Requests that die after the ledger was written and before anyone was woken.</summary>
[Collection(AppCollection.Name)]
public class SweepTests(TestApp app)
{
    private static readonly Actor Lead = new("lead", [Role.Lead]);

    [Fact]
    public async Task An_approval_whose_wake_up_was_lost_is_locked_by_the_sweep()
    {
        var year = await TestYear.OpenAsync(app);
        var (version, _) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        Assert.Equal("200", (await year.DecideAsync("section-head", "targets", "submit", version)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("lead", "targets", "check", version)).Outcome);

        var unit = UnitId.Parse(year.Unit).Value;
        var stage = (await app.Get<Board>().UnitYearAsync(unit, TestYear.Year)).Plan!.Find(StageId.Parse("targets").Value)!;
        var chair = new Actor((await app.Get<Memberships>().PeopleAsync(unit)).MembershipOf("t:group-chair")!.Key, [Role.GroupChair]);
        var answer = await app.Get<DueLedger>().ExecuteAsync(
            Streams.Of(unit, TestYear.Year, ProjectId.Parse("p1").Value),
            null,
            (state, now) => state.Decide(stage, new ItemCommand.Approve(stage.Id, chair, version), now),
            CancellationToken.None);
        Assert.Equal(ItemState.Approved, answer.State.ItemOf(stage.Id).State);

        await year.StateAsync("targets", "locked");
    }

    [Fact]
    public async Task A_year_whose_cycle_was_never_started_is_started_by_the_sweep()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        await using var own = new TestApp(azurite);
        await own.InitializeAsync();
        var year = await TestYear.OpenAsync(own, open: false);
        await own.Get<Registry>().ActivateAsync(UnitId.Parse(year.Unit).Value, TestYear.Year);

        await ExecuteAsync(
            own, year, new UnitYearCommand.OpenYear(Lead, JsonSerializer.Deserialize<YearPlan>(TestYear.Plan(), Json.Options)!, "std"));

        await Eventually.HoldsAsync(
            async () => await own.Hub.StateOfAsync(Instances.Of(new CycleKey(year.Unit, TestYear.Year))) is not null);
    }

    [Fact]
    public async Task A_return_that_was_undone_keeps_no_item_from_its_lock()
    {
        var year = await TestYear.OpenAsync(app);
        var (version, _) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        Assert.Equal("200", (await year.DecideAsync("section-head", "targets", "submit", version)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("lead", "targets", "return", version, ""","reason":"指标值未量化" """)).Outcome);
        await Eventually.HoldsAsync(
            async () => (await app.Hub.InstancesAsync()).Any(id => id.Contains($":review:{year.Unit}:", StringComparison.Ordinal))
                // its review is over
                && !(await app.Hub.RunningAsync()).Any(id => id.Contains($":review:{year.Unit}:", StringComparison.Ordinal)));

        Assert.Equal("200", (await year.DecideAsync("lead", "targets", "undo", version)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("lead", "targets", "check", version)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("group-chair", "targets", "approve", version)).Outcome);

        await year.StateAsync("targets", "locked");
    }

    [Fact]
    public async Task Rounds_of_stages_that_a_plan_opens_all_at_once_are_started_by_the_sweep_when_nobody_was_woken()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        await using var own = new TestApp(azurite);
        await own.InitializeAsync();
        var year = await TestYear.OpenAsync(own, open: false);
        var plan = JsonSerializer.Deserialize<YearPlan>(TestYear.Plan(), Json.Options)!;
        var later = plan with { Stages = [.. plan.Stages.Select(stage => stage with { OpensAt = stage.OpensAt.AddMinutes(30) })] };
        Assert.Equal(
            "202", (await year.As("lead").PutAsync(year.Base, $$"""{"plan":{{JsonSerializer.Serialize(later, Json.Options)}}}""")).Outcome);
        var now = TimeProvider.System.GetUtcNow();
        var begun = plan with
        {
            Version = "2",
            Stages = [.. plan.Stages.Select(
                stage => stage with { OpensAt = now.AddHours(-1), Rungs = [now.AddMinutes(-1), now.AddHours(1)] })],
        };
        await ExecuteAsync(own, year, new UnitYearCommand.ChangePlan(Lead, begun, "提前"));

        await Eventually.HoldsAsync(
            async () => (await own.Hub.RunningAsync()).Contains(Instances.Of(new RoundKey(year.Unit, TestYear.Year, "targets"))));
    }

    [Fact]
    public async Task A_year_that_ended_and_was_not_closed_gets_its_last_anchor_from_the_sweep()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var unit = UnitId.Parse(year.Unit).Value;
        var registry = app.Get<Registry>();
        await registry.ActivateAsync(unit, TestYear.Year);
        foreach (var command in (UnitYearCommand[])
        [
            new UnitYearCommand.OpenYear(Lead, JsonSerializer.Deserialize<YearPlan>(TestYear.Plan(), Json.Options)!, "std"),
            new UnitYearCommand.WithdrawProject(Lead, ProjectId.Parse("p1").Value, "并入一期"),
            new UnitYearCommand.DraftReport(Lead, 1, "head"),
            new UnitYearCommand.BuildReport(1, ImmutableDictionary<string, string>.Empty),
            new UnitYearCommand.ApproveReport(new Actor("group-chair", [Role.GroupChair]), 1),
            new UnitYearCommand.SignReport(new Actor("unit-head", [Role.UnitHead]), 1),
            new UnitYearCommand.ArchiveProject(ProjectId.Parse("p1").Value, new string('a', 64)),
            new UnitYearCommand.FinishYear(),
        ])
        {
            await ExecuteAsync(app, year, command);
        }

        await Eventually.HoldsAsync(async () => (await registry.FindAsync(unit))!.ActiveYears.IsEmpty);

        Assert.True(await app.Get<StorageClients>()
            .Blobs.GetBlobContainerClient("anchors")
            .GetBlobClient($"{unit}/{TestYear.Year}/closed.json")
            .ExistsAsync());
    }

    [Fact]
    public async Task An_upload_nobody_read_before_its_project_was_withdrawn_leaves_the_inbox_and_is_read_when_it_is_registered_again()
    {
        var year = await TestYear.OpenAsync(app);
        var unit = UnitId.Parse(year.Unit).Value;
        Assert.Equal("200", (await year.As("lead").PostAsync($"{year.Base}/projects/p1/withdraw", """{"reason":"并入一期"}""")).Outcome);
        var (project, stage) = (
            ProjectId.Parse("p1").Value,
            (await app.Get<Board>().UnitYearAsync(unit, TestYear.Year)).Plan!.Find(StageId.Parse("q1").Value)!);
        var sheet = TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3);
        var name = UploadName.Of(unit, TestYear.Year, stage.Id, project, 1, Convert.ToHexStringLower(SHA256.HashData(sheet)));
        await app.Get<Uploads>().KeepAsync(name, new MemoryStream(sheet), new UploadInfo("表.xlsx", "section-clerk"));
        await app.Get<Ledger>().DoAsync(unit, "p1", stage, A.Upload(stage, 1, sha: name.Sha256));

        await Eventually.HoldsAsync(async () => !await app.Get<Uploads>().WaitingAsync(unit).GetAsyncEnumerator().MoveNextAsync());

        Assert.NotNull(await app.Get<Uploads>().FindAsync(name));
        Assert.Equal(
            "201",
            (await year.As("lead")
                .PutAsync($"{year.Base}/projects/p1", $$"""{"name":"{{TestYear.Project}}","section":"{{TestYear.Section}}"}""")).Outcome);
        await Eventually.HoldsAsync(async () =>
        {
            await year.NightAsync();
            return (await app.Get<Ledger>().ReadAsync(Streams.Of(unit, TestYear.Year, project))).State.ItemOf(stage.Id).Current?.Reading
                is not null;
        });
    }

    private static async Task ExecuteAsync(TestApp app, TestYear year, UnitYearCommand command)
    {
        var unit = UnitId.Parse(year.Unit).Value;
        var done = await app.Get<DueLedger>().ExecuteAsync(
            Streams.Of(unit, TestYear.Year),
            null,
            async (state, now) => UnitYearDecider.Decide(
                state, command, now, await app.Get<Board>().RegistrationAsync(unit, TestYear.Year, ProjectId.Parse("p1").Value)),
            CancellationToken.None);
        Assert.Null(done.Refusal);
    }
}
