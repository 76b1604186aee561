using System.Runtime.CompilerServices;
using System.Text.Json;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Notices;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Tests.Years;

/// <summary>
/// A unit's year in the running app. The clock is the test's: it jumps from instant to instant, and creeps while the test waits, so that
/// what is retried is retried.
/// </summary>
internal sealed class ClockedYear : IAsyncDisposable
{
    private const int AtOnce = 6;
    private const int PlannedYear = 2024; // the first that the calendar can date from end to end
    private static readonly TimeSpan Creep = TimeSpan.FromMilliseconds(50);

    private readonly ClockedApp clocked;

    private ClockedYear(ClockedApp clocked, UnitSetup unit, YearPlan plan)
    {
        this.clocked = clocked;
        Unit = UnitId.Parse(unit.Unit).Value;
        Projects = [.. unit.Projects.Select(project => project.Id)];
        Plan = plan;
    }

    public TestApp App => clocked.App;

    public UnitId Unit { get; }

    public YearPlan Plan { get; }

    public IReadOnlyList<string> Projects { get; }

    public string Base => $"units/{Unit}/years/{TestYear.Year}";

    /// <summary>With the calendar's plan, moved by whole days so that it begins tomorrow, and somebody for each role.</summary>
    public static async Task<ClockedYear> OpenAsync(string unit, int projects)
    {
        var clocked = await ClockedApp.StartAsync(
            (azurite, clock) => new TestApp(azurite) { Clock = clock, SweepSchedule = TestApp.Never });
        var setup = new UnitSetup(unit) { Projects = [.. Enumerable.Range(1, projects).Select(i => ($"p{i}", $"p{i}", TestYear.Section))] };
        return await OpenAsync(clocked, setup, Proposed(clocked.Clock.Start));
    }

    /// <summary>With a plan, projects and people of the test's own.</summary>
    public static async Task<ClockedYear> OpenAsync(ClockedApp clocked, UnitSetup unit, YearPlan plan)
    {
        await (unit with { Plan = JsonSerializer.Serialize(plan, Json.Options) }).SendAsync(clocked.App);
        return new ClockedYear(clocked, unit, plan);
    }

    public ApiClient As(string person) => App.As(person);

    public string Item(string project, StageId stage) => $"{Base}/projects/{project}/stages/{stage}";

    /// <summary>Only ever forward.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant > clocked.Clock.GetUtcNow())
        {
            clocked.Clock.SetUtcNow(instant);
        }
    }

    public void Advance(TimeSpan span) => clocked.Clock.Advance(span);

    /// <summary>As time goes: through every timer that fires until then, the engine coming to rest at each.</summary>
    public async Task LiveUntilAsync(DateTimeOffset instant)
    {
        await RestAsync();
        while (App.Hub.NextTimer is { } next && next < instant)
        {
            MoveTo(next);
            await RestAsync();
        }

        MoveTo(instant);
        await RestAsync();
    }

    public Task<YearBoard> BoardAsync() => App.Get<Board>().ShowAsync(Unit, TestYear.Year);

    public Task UntilAsync(Func<YearBoard, bool> holds, [CallerArgumentExpression(nameof(holds))] string what = "") =>
        UntilAsync(async () => holds(await BoardAsync()), what);

    public Task UntilAsync(Func<bool> holds, [CallerArgumentExpression(nameof(holds))] string what = "") =>
        UntilAsync(() => Task.FromResult(holds()), what);

    public Task UntilAsync(Func<Task<bool>> holds, [CallerArgumentExpression(nameof(holds))] string what = "") => Eventually.HoldsAsync(
        async () =>
        {
            var held = await holds();
            Advance(held ? TimeSpan.Zero : Creep);
            return held;
        },
        what);

    /// <summary>Whether the item of every given project is in the state.</summary>
    public Task UntilAsync(IEnumerable<string> projects, StageId stage, ItemState state) => UntilAsync(
        board => projects.All(project => board.Summary(ProjectId.Parse(project).Value).Items.GetValueOrDefault(stage)?.State == state),
        $"{stage} is {state}");

    /// <summary>Moves the clock to an instant of a stage's ladder and waits until its reminders are out.</summary>
    public Task ClimbAsync(PlannedStage stage, DateTimeOffset instant)
    {
        MoveTo(instant);
        return UntilAsync(() => IsRemindedAsync(stage, instant), $"{stage.Id} is reminded of");
    }

    public Task<bool> IsRemindedAsync(PlannedStage stage, DateTimeOffset instant) =>
        App.Get<ReminderRungs>().IsDoneAsync(Unit, TestYear.Year, stage.Id, instant);

    /// <summary>From upload to lock, the given projects at once.</summary>
    public async Task SettleAsync(IReadOnlyCollection<string> projects, PlannedStage stage, int version = 1)
    {
        await SubmitAsync(projects, stage, version);
        await DecideAsync(projects, stage, version);
    }

    public async Task SubmitAsync(IReadOnlyCollection<string> projects, PlannedStage stage, int version = 1)
    {
        await EachAsync(projects, project => As("section-clerk").UploadAsync(Item(project, stage.Id), Sheet(project, stage, version)));
        await UntilAsync(
            board => projects.All(project => board.Summary(ProjectId.Parse(project).Value).Items.GetValueOrDefault(stage.Id) is
                { State: ItemState.Draft, Unread.IsEmpty: true }),
            $"{stage.Id} is read");
        await EachAsync(projects, project => PostAsync("section-head", project, stage, "submit", version));
    }

    public Task ReturnAsync(IEnumerable<string> projects, PlannedStage stage, int version = 1) =>
        EachAsync(projects, project => PostAsync("lead", project, stage, "return", version, ""","reason":"未量化" """));

    public async Task DecideAsync(IReadOnlyCollection<string> projects, PlannedStage stage, int version = 1)
    {
        var board = await BoardAsync();
        var group = projects.Where(IsForGroup).ToList();
        await EachAsync(group, project => PostAsync("lead", project, stage, "check", version));
        await EachAsync(group, project => PostAsync("group-chair", project, stage, "approve", version));
        await EachAsync(projects.Except(group), project => PostAsync("lead", project, stage, "approve", version));
        await UntilAsync(projects, stage.Id, ItemState.Locked);

        bool IsForGroup(string project) =>
            stage.Approver == Approver.Group || board.Summary(ProjectId.Parse(project).Value).Items[stage.Id].Figures.Light == "red";
    }

    public async Task ReportAsync()
    {
        Assert.Equal("202", (await As("lead").PostAsync($"{Base}/report", null)).Outcome);
        await UntilAsync(board => board.Unit.Report is { State: ReportState.Ready });
        Assert.Equal("200", (await As("group-chair").PostAsync($"{Base}/report/approve", """{"version":1}""")).Outcome);
        Assert.Equal("200", (await As("unit-head").PostAsync($"{Base}/report/sign", """{"version":1}""")).Outcome);
        await UntilAsync(board => board.Unit.Done);
    }

    public Task<Answer> PostAsync(string person, string project, PlannedStage stage, string verb, int version, string more = "") =>
        As(person).PostAsync($"{Item(project, stage.Id)}/{verb}", $$"""{"version":{{version}}{{more}}}""");

    /// <summary>Where storage is shared, the sweeps of later tests shall not find the year.</summary>
    public async ValueTask DisposeAsync()
    {
        await new Registry(clocked.Clients).DeactivateAsync(Unit, TestYear.Year);
        await clocked.DisposeAsync();
    }

    /// <summary>As if the machine had been down since whenever the app was disposed of.</summary>
    public Task RestartAsync(string sweep) =>
        clocked.RestartAsync((azurite, clock) => new TestApp(azurite) { Clock = clock, SweepSchedule = sweep });

    private async Task RestAsync() => await Eventually.AnswersAsync(
        async () => string.Join(", ", await App.Hub.BusyAsync(clocked.Clock.GetUtcNow())), busy => busy.Length == 0, "nothing is busy");

    private static Task EachAsync(IEnumerable<string> projects, Func<string, Task<Answer>> send) => Parallel.ForEachAsync(
        projects,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (project, _) =>
        {
            var answer = await send(project);
            Assert.True((int)answer.Status < 300, $"{project}: {answer}");
        });

    private static byte[] Sheet(string project, PlannedStage stage, int version) => stage.Kind switch
    {
        StageKind.Targets => TestSheets.Targets(project, TestYear.Year, $"完成全年培训任务 {version}"),
        StageKind.Monitoring => TestSheets.Monitoring(project, TestYear.Year, stage.Month!.Value, spent: (stage.Month.Value * 8) + version),
        _ => TestSheets.SelfEvaluation(project, TestYear.Year),
    };

    private static YearPlan Proposed(DateTimeOffset start)
    {
        var plan = PlanProposal.Propose(PlannedYear, WorkCalendar.Shipped);
        var days = TimeSpan.FromDays(Math.Ceiling((start - plan.Stages[0].OpensAt).TotalDays));
        return new YearPlan(
            "moved",
            [
                .. plan.Stages.Select(stage => stage with
                {
                    OpensAt = stage.OpensAt + days,
                    DueAt = stage.DueAt + days,
                    ReviewDueAt = stage.ReviewDueAt + days,
                    Rungs = [.. stage.Rungs.Select(rung => rung + days)],
                }),
            ],
            Quorum.Chair);
    }
}
