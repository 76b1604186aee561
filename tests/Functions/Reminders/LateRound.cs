using Azure.Core.Pipeline;
using DurableTask.Core.History;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Years;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Notices;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Tests.Reminders;

/// <summary>
/// A year with a monitoring round due on the eighth day, the whole ladder around it, and then the report. 培训科 has p1 and p2,
/// 就业科 has p3. Its clock stands still unless the test moves it.
/// </summary>
internal static class LateRound
{
    public const string Training = "培训科";
    public const string Jobs = "就业科";

    private static readonly StageId Round = StageId.Parse("q1").Value;

    /// <param name="settings">Further settings of the app.</param>
    public static async Task<ClockedYear> OpenAsync(
        OwnStorage storage,
        string sweep = TestApp.Never,
        IReadOnlyDictionary<string, string?>? settings = null,
        params HttpPipelinePolicy[] policies)
    {
        var clocked = await ClockedApp.StartAsync(
            (azurite, clock) => new TestApp(azurite)
            {
                Clock = clock,
                SweepSchedule = sweep,
                Settings = settings ?? new Dictionary<string, string?>(),
                Policies = policies,
            },
            storage);
        var unit = new UnitSetup(TestApp.NewUnit())
        {
            People =
            [
                Person("clerk-t", Role.SectionClerk, Training), Person("head-t", Role.SectionHead, Training),
                Person("clerk-j", Role.SectionClerk, Jobs), Person("head-j", Role.SectionHead, Jobs),
                Person("lead", Role.Lead), Person("chair", Role.GroupChair),
            ],
            Projects = [("p1", "项目p1", Training), ("p2", "项目p2", Training), ("p3", "项目p3", Jobs)],
        };
        return await ClockedYear.OpenAsync(clocked, unit, PlanFrom(clocked.Clock.Start));
    }

    /// <summary>T−7, T−3, T−1, T0, T+1, T+3, T+7.</summary>
    public static IReadOnlyList<DateTimeOffset> Rungs(this ClockedYear year) => year.Plan.Stages[0].Rungs;

    public static IReadOnlyList<DateTimeOffset> ReportRungs(this ClockedYear year) => year.Plan.Stages[1].Rungs;

    /// <param name="role">That decides nothing.</param>
    public static async Task JoinAsync(
        this ClockedYear year, string person, Role role, string section, string? email = null, string? name = null) =>
        Assert.NotNull((await year.App.Get<MembershipLedger>().SetAsync(
            year.Unit, "t:operator", Person(person, role, section) with { Name = name ?? person, Email = email })).Membership);

    /// <summary>Moves the clock to a rung and waits until its reminders are out.</summary>
    public static Task ClimbAsync(this ClockedYear year, DateTimeOffset rung, string stage = "q1")
    {
        year.MoveTo(rung);
        return Eventually.HoldsAsync(() => year.IsRemindedAsync(year.Plan.Find(StageId.Parse(stage).Value)!, rung));
    }

    /// <summary>How often the round has looked, as far as its history goes back.</summary>
    public static int Looks(this ClockedYear year) =>
        year.App.Hub.HistoryOf(Instances.Of(new RoundKey(year.Unit.Value, TestYear.Year, Round.Value)))?
            .OfType<TaskCompletedEvent>().Count() ?? 0;

    /// <summary>Rung by rung, first to last, who got which kind of notice.</summary>
    public static async Task<IReadOnlyList<string>> DeliveredAsync(this ClockedYear year) =>
    [
        .. (await year.App.Get<Inbox>().OfStageAsync(year.Unit, TestYear.Year, Round))
            .OrderBy(found => found.Notice.Rung)
            .ThenBy(found => found.Notice.Person, StringComparer.Ordinal)
            .Select(found => $"{year.Rungs().ToList().IndexOf(found.Notice.Rung)} {found.Notice.Person[2..]} {found.Notice.Kind} "
                + string.Join('+', found.Notice.Sections.SelectMany(section => section.Projects).Select(project => project.Project.Value))),
    ];

    /// <summary>A section submits its project: three events of the ledger, whose wake-ups are lost.</summary>
    public static Task SubmitAsync(this ClockedYear year, string project, int version = 1)
    {
        var round = year.Plan.Stages[0];
        return year.DoAsync(project, A.Upload(round, version), A.Read(round, version), A.Submit(round, version));
    }

    public static Task ReturnAsync(this ClockedYear year, string project, int version = 1) =>
        year.DoAsync(project, A.Return(year.Plan.Stages[0], version));

    private static Task DoAsync(this ClockedYear year, string project, params ItemCommand[] commands) =>
        year.App.Get<Ledger>().DoAsync(year.Unit, project, year.Plan.Stages[0], commands);

    private static Membership Person(string name, Role role, params string[] sections) => new($"t:{name}", name, [role], [.. sections]);

    private static YearPlan PlanFrom(DateTimeOffset start)
    {
        var due = start.AddDays(8);
        return new(
            "test",
            [
                new(
                    Round, StageKind.Monitoring, 3, StageScope.Project, Approver.Lead, start.AddMinutes(-1), due,
                    [.. new[] { -7, -3, -1, -0.5, 1, 3, 7 }.Select(day => due.AddDays(day))]),
                new(
                    StageId.Parse("report").Value, StageKind.Report, null,
                    StageScope.Unit, Approver.Group, due.AddDays(10), due.AddDays(21),
                    [due.AddDays(20), due.AddDays(22)]),
            ]);
    }
}
