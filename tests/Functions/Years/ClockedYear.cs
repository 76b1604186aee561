using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PerfFlow.Azurite;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Notices;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Tests.Years;

/// <summary>
/// A unit's year in the running app, its plan that of the calendar, moved by whole days so that it begins tomorrow. The clock is
/// the test's: it jumps from instant to instant, and creeps while the test waits, so that what is retried is retried.
/// </summary>
internal sealed class ClockedYear : IAsyncDisposable
{
    private const int AtOnce = 6;
    private const int PlannedYear = 2024; // the first that the calendar can date from end to end
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Creep = TimeSpan.FromMilliseconds(200);

    private readonly AzuriteServer azurite;
    private readonly FakeTimeProvider clock;

    private ClockedYear(AzuriteServer azurite, FakeTimeProvider clock, UnitId unit, int projects)
    {
        this.azurite = azurite;
        this.clock = clock;
        Unit = unit;
        Projects = [.. Enumerable.Range(1, projects).Select(i => $"p{i}")];
        Plan = Proposed(clock.Start);
        App = new TestApp(azurite)
        {
            Clock = clock,
            SweepSchedule = "0 0 3 1 * *",
            ConfigureServices = services => services.AddSingleton(StorageClients.Connect(azurite.ConnectionString)),
        };
    }

    public TestApp App { get; }

    public UnitId Unit { get; }

    public YearPlan Plan { get; }

    public IReadOnlyList<string> Projects { get; }

    public string Base => $"units/{Unit}/years/{TestYear.Year}";

    public static async Task<ClockedYear> OpenAsync(string unit, int projects)
    {
        var now = TimeProvider.System.GetUtcNow();
        var clock = new FakeTimeProvider(new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero));
        var year = new ClockedYear(await AzuriteServer.StartAsync(), clock, UnitId.Parse(unit).Value, projects);
        await year.App.InitializeAsync();
        await year.RegisterAsync();
        return year;
    }

    public string Item(string project, StageId stage) => $"{Base}/projects/{project}/stages/{stage}";

    /// <summary>Only ever forward.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant > clock.GetUtcNow())
        {
            clock.SetUtcNow(instant);
        }
    }

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

    public async Task UntilAsync(Func<Task<bool>> holds, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        var waited = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(waited.Elapsed < Deadline, $"Not within {Deadline}: {what}");
            await Task.Delay(Creep);
            clock.Advance(Creep);
        }
    }

    /// <summary>Whether the item of every given project is in the state.</summary>
    public Task UntilAsync(IEnumerable<string> projects, StageId stage, ItemState state) => UntilAsync(
        board => projects.All(project => board.Summary(ProjectId.Parse(project).Value).Items.GetValueOrDefault(stage)?.State == state),
        $"{stage} is {state}");

    /// <summary>Moves the clock to an instant of a stage's ladder and waits until its reminders are out.</summary>
    public async Task ClimbAsync(PlannedStage stage, DateTimeOffset instant)
    {
        MoveTo(instant);
        await UntilAsync(() => App.Get<ReminderRungs>().IsDoneAsync(Unit, TestYear.Year, stage.Id, instant), $"{stage.Id} is reminded of");
    }

    /// <summary>From upload to lock, the given projects at once.</summary>
    public async Task SettleAsync(IReadOnlyCollection<string> projects, PlannedStage stage, int version = 1)
    {
        await SubmitAsync(projects, stage, version);
        await DecideAsync(projects, stage, version);
    }

    public async Task SubmitAsync(IReadOnlyCollection<string> projects, PlannedStage stage, int version = 1)
    {
        await EachAsync(projects, project => App.As("section-clerk").UploadAsync(Item(project, stage.Id), Sheet(project, stage, version)));
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
        Assert.Equal("202", (await App.As("lead").PostAsync($"{Base}/report", null)).Outcome);
        await UntilAsync(board => board.Unit.Report is { State: ReportState.Ready });
        Assert.Equal("200", (await App.As("group-chair").PostAsync($"{Base}/report/approve", """{"version":1}""")).Outcome);
        Assert.Equal("200", (await App.As("unit-head").PostAsync($"{Base}/report/sign", """{"version":1}""")).Outcome);
        await UntilAsync(board => board.Unit.Done);
    }

    public Task<Answer> PostAsync(string person, string project, PlannedStage stage, string verb, int version, string more = "") =>
        App.As(person).PostAsync($"{Item(project, stage.Id)}/{verb}", $$"""{"version":{{version}}{{more}}}""");

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await azurite.DisposeAsync();
    }

    private async Task RestAsync()
    {
        IReadOnlyList<string> busy = [];
        var waited = Stopwatch.StartNew();
        while ((busy = await App.Hub.BusyAsync(clock.GetUtcNow())).Count > 0)
        {
            Assert.True(waited.Elapsed < Deadline, $"Not at rest at {clock.GetUtcNow():O}: {string.Join(", ", busy)}");
            await Task.Delay(Creep);
        }
    }

    private static Task EachAsync(IEnumerable<string> projects, Func<string, Task<Answer>> send) => Parallel.ForEachAsync(
        projects,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (project, _) =>
        {
            var answer = await send(project);
            Assert.True((int)answer.Status < 300, $"{project}: {answer.Outcome} {answer.Text}");
        });

    private static byte[] Sheet(string project, PlannedStage stage, int version) => stage.Kind switch
    {
        StageKind.Targets => TestSheets.Targets(project, TestYear.Year, $"完成全年培训任务 {version}"),
        StageKind.Monitoring => TestSheets.Monitoring(project, TestYear.Year, stage.Month!.Value, spent: (stage.Month.Value * 8) + version),
        _ => TestSheets.SelfEvaluation(project, TestYear.Year),
    };

    private static YearPlan Proposed(DateTimeOffset start)
    {
        var plan = PlanProposal.Propose(PlannedYear, WorkCalendar.Announced).Value;
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

    private async Task RegisterAsync()
    {
        Assert.Equal("201", (await App.As("operator", isOperator: true).PostAsync("units", $$"""{"id":"{{Unit}}","name":"测试单位"}""")).Outcome);
        var memberships = App.Get<Memberships>();
        foreach (var role in Enum.GetValues<Role>())
        {
            await memberships.SetAsync(Unit, new Membership($"t:{JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString())}", role.ToString(), [role], [TestYear.Section]));
        }

        foreach (var project in Projects)
        {
            var body = $$"""{"name":"{{project}}","section":"{{TestYear.Section}}"}""";
            Assert.Equal("201", (await App.As("lead").PutAsync($"{Base}/projects/{project}", body)).Outcome);
        }

        Assert.Equal("202", (await App.As("lead").PutAsync(Base, JsonSerializer.Serialize(new { Plan }, Json.Options))).Outcome);
    }
}
