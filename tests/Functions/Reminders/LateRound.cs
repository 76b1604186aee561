using System.Text.Json;
using Azure.Core.Pipeline;
using DurableTask.Core.History;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Notices;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Tests.Reminders;

/// <summary>
/// A year in the running app with a clock of its own: a monitoring round due on the eighth day with the whole ladder around
/// it, and then the report. 培训科 has p1 and p2, 就业科 has p3.
/// </summary>
internal sealed class LateYear(OwnStorage storage, FakeTimeProvider clock, string unit) : IAsyncDisposable
{
    public const string Training = "培训科";
    public const string Jobs = "就业科";
    public const string Never = "0 0 0 1 1 *";

    /// <summary>By the machine's clock, as all schedules: the year's own does not move it.</summary>
    public const string Often = "* * * * * *";

    private static readonly StageId Round = StageId.Parse("q1").Value;

    private readonly DateTimeOffset due = clock.Start.AddDays(8);

    public TestApp App { get; private set; } = null!;

    public UnitId Unit { get; } = UnitId.Parse(unit).Value;

    public string Base => $"units/{unit}/years/{TestYear.Year}";

    /// <summary>T−7, T−3, T−1, T0, T+1, T+3, T+7.</summary>
    public IReadOnlyList<DateTimeOffset> Rungs => [.. new[] { -7, -3, -1, -0.5, 1, 3, 7 }.Select(day => due.AddDays(day))];

    public IReadOnlyList<DateTimeOffset> ReportRungs => [due.AddDays(20), due.AddDays(22)];

    public YearPlan Plan => new(
        "test",
        [
            new(Round, StageKind.Monitoring, 3, StageScope.Project, Approver.Lead, clock.Start.AddMinutes(-1), due, [.. Rungs]),
            new(StageId.Parse("report").Value, StageKind.Report, null, StageScope.Unit, Approver.Group, due.AddDays(10), due.AddDays(21), [.. ReportRungs]),
        ]);

    /// <param name="settings">Further settings of the app.</param>
    public static async Task<LateYear> OpenAsync(
        OwnStorage storage, string sweep = Never, IReadOnlyDictionary<string, string?>? settings = null, params HttpPipelinePolicy[] policies)
    {
        var now = TimeProvider.System.GetUtcNow();
        var year = new LateYear(storage, new FakeTimeProvider(new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero)), TestApp.NewUnit());
        await year.StartAsync(sweep, settings, policies);
        Assert.Equal("201", (await year.App.As("operator", isOperator: true).PostAsync("units", $$"""{"id":"{{year.Unit}}","name":"测试单位"}""")).Outcome);
        await year.JoinAsync("clerk-t", Role.SectionClerk, Training);
        await year.JoinAsync("head-t", Role.SectionHead, Training);
        await year.JoinAsync("clerk-j", Role.SectionClerk, Jobs);
        await year.JoinAsync("head-j", Role.SectionHead, Jobs);
        await year.JoinAsync("lead", Role.Lead);
        await year.JoinAsync("chair", Role.GroupChair);
        foreach (var (project, section) in new[] { ("p1", Training), ("p2", Training), ("p3", Jobs) })
        {
            Assert.Equal("201", (await year.As("lead").PutAsync($"{year.Base}/projects/{project}", $$"""{"name":"项目{{project}}","section":"{{section}}"}""")).Outcome);
        }

        Assert.Equal("202", (await year.As("lead").PutAsync(year.Base, JsonSerializer.Serialize(new { year.Plan }, Json.Options))).Outcome);
        return year;
    }

    public async Task StartAsync(string sweep, IReadOnlyDictionary<string, string?>? settings = null, params HttpPipelinePolicy[] policies)
    {
        App = new TestApp(storage.Azurite)
        {
            SweepSchedule = sweep,
            Clock = clock,
            Settings = settings ?? new Dictionary<string, string?>(),
            ConfigureServices = services => services.AddSingleton(StorageClients.Connect(storage.Azurite.ConnectionString, policies)),
        };
        await App.InitializeAsync();
    }

    public ApiClient As(string person) => App.As(person);

    public Task JoinAsync(string person, Role role, string? section = null, string? email = null, string? name = null) => new Memberships(StorageClients.Connect(storage.Azurite.ConnectionString)).SetAsync(
        Unit, new Membership($"t:{person}", name ?? person, [role], section is null ? [] : [section], email));

    /// <summary>Moves the clock to a rung and waits until its reminders are out.</summary>
    public async Task ClimbAsync(DateTimeOffset rung, string stage = "q1")
    {
        clock.SetUtcNow(rung);
        await SentAsync(rung, stage);
    }

    public Task<Answer> SentAsync(DateTimeOffset rung, string stage = "q1") => Eventually.AnswersAsync(
        () => As("lead").GetAsync($"{Base}/reminders?stage={stage}"),
        answer => answer.Json["stages"]![0]!["sent"]!.AsArray().Any(sent => sent!["sentAt"] is not null && (DateTimeOffset)sent["rung"]! == rung));

    /// <summary>How often the round has looked, as far as its history goes back.</summary>
    public int Looks => App.Hub.HistoryOf(Instances.Of(new RoundKey(unit, TestYear.Year, Round.Value)))?
        .OfType<TaskCompletedEvent>().Count() ?? 0;

    public void MoveTo(DateTimeOffset instant) => clock.SetUtcNow(instant);

    public void Advance(TimeSpan span) => clock.Advance(span);

    /// <summary>Rung by rung, first to last, who got which kind of notice.</summary>
    public async Task<IReadOnlyList<string>> DeliveredAsync()
    {
        var inbox = new Inbox(StorageClients.Connect(storage.Azurite.ConnectionString));
        return
        [
            .. (await inbox.OfStageAsync(Unit, TestYear.Year, Round))
                .OrderBy(found => found.Notice.Rung)
                .ThenBy(found => found.Notice.Person, StringComparer.Ordinal)
                .Select(found => $"{Rungs.ToList().IndexOf(found.Notice.Rung)} {found.Notice.Person[2..]} {found.Notice.Kind} "
                    + string.Join('+', found.Notice.Sections.SelectMany(section => section.Projects).Select(project => project.Project.Value))),
        ];
    }

    /// <summary>A section submits its project: three events of the ledger, whose wake-ups are lost.</summary>
    public async Task SubmitAsync(string project)
    {
        var clerk = new Actor("clerk", [Role.SectionHead]);
        await DoAsync(project, new ItemCommand.Upload(Round, clerk, 1, new string('a', 64), "表.xlsx"));
        await DoAsync(project, new ItemCommand.Read(Round, 1, new ReadingSummary($"reading-{project}", 0, 0, SheetFigures.None)));
        await DoAsync(project, new ItemCommand.Submit(Round, clerk, 1));
    }

    public Task ReturnAsync(string project) =>
        DoAsync(project, new ItemCommand.Return(Round, new Actor("lead", [Role.Lead]), 1, "指标值未量化", []));

    /// <summary>The sweeps of later tests shall not find the year.</summary>
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await new Registry(StorageClients.Connect(storage.Azurite.ConnectionString)).DeactivateAsync(Unit, TestYear.Year);
    }

    private async Task DoAsync(string project, ItemCommand command)
    {
        var answer = await App.Get<Ledger>().ExecuteAsync(
            Streams.Of(Unit, TestYear.Year, ProjectId.Parse(project).Value),
            null,
            (state, now) => state.Decide(Plan.Find(Round)!, command, now));
        Assert.Null(answer.Refusal);
    }
}
