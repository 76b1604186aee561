using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Reminders;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;
using PerfFlow.Storage.Due;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Notices;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Tests.Reminders;

/// <summary>
/// A unit in storage alone: one project, the one rung of its round, and two clerks who owe it. Who reminds them is called by hand.
/// </summary>
internal sealed class RemindedUnit(OwnStorage storage, SmtpSettings mail)
{
    public static readonly DateTimeOffset Rung = new(2024, 4, 2, 1, 0, 0, TimeSpan.Zero);
    public static readonly string[] People = ["t:clerk", "t:other-clerk"];

    private static readonly PlannedStage Stage = new(
        StageId.Parse("q1").Value, StageKind.Monitoring, 3, StageScope.Project, Approver.Lead, Rung.AddDays(-1), Rung.AddDays(1), [Rung]);

    public UnitId Id { get; } = UnitId.Parse(TestApp.NewUnit()).Value;

    public static async Task<RemindedUnit> OpenAsync(OwnStorage storage, SmtpSettings? mail = null)
    {
        var unit = new RemindedUnit(storage, mail ?? new(null, 0, null, null, null, default));
        var lead = new Actor("lead", [Role.Lead]);
        await storage.Connect().DoAsync(
            unit.Id,
            new UnitYearCommand.OpenYear(lead, new YearPlan("1", [Stage]), "std"),
            new UnitYearCommand.RegisterProject(lead, new Project(ProjectId.Parse("p1").Value, TestYear.Project, TestYear.Section)));
        var ledger = new MembershipLedger(storage.Connect(), TimeProvider.System);
        await ledger.FoundAsync(
            unit.Id, new("", "t:admin", "admin", null),
            new("t:admin", "admin", [Role.Admin], []), new("t:head", "head", [Role.UnitHead], []));
        foreach (var person in People)
        {
            await ledger.SetAsync(
                unit.Id, "t:admin", new(person, person, [Role.SectionClerk], [TestYear.Section], $"{person[2..]}@example.org"));
        }

        return unit;
    }

    /// <summary>What an instance of the stage does at the rung.</summary>
    /// <param name="clients">The storage of the process that it dies with.</param>
    public async Task<bool> RemindAsync(StorageClients? clients = null, string holder = "p1") =>
        await Reminder(clients ?? storage.Connect(), Rung)
            .RemindAsync(Id, TestYear.Year, await BoardAsync(), Stage, Rung, holder, CancellationToken.None);

    /// <summary>What the sweep does.</summary>
    public async Task SweepAsync(DateTimeOffset now)
    {
        await Reminder(storage.Connect(), now).HealAsync(
            Id, TestYear.Year, await BoardAsync(), TimeSpan.FromMinutes(1), CancellationToken.None);
        await Mailer(storage.Connect(), now).SendAsync(Id, CancellationToken.None);
    }

    public async Task<IReadOnlyList<Notice>> NoticesAsync(string person) =>
        [.. (await new Inbox(storage.Connect()).ListAsync(Id, person, 10)).Notices.Select(found => found.Notice)];

    public async Task<ReminderRung> RungAsync() =>
        Assert.Single(await new ReminderRungs(storage.Connect()).ListAsync(Id, TestYear.Year, Stage.Id));

    private Task<YearBoard> BoardAsync() => new Board(storage.Connect()).ShowAsync(Id, TestYear.Year);

    private Reminder Reminder(StorageClients clients, DateTimeOffset now)
    {
        var clock = new FakeTimeProvider(now);
        var due = new DueSoon(new DueIndex(clients), new SweepGrace(TimeSpan.FromMinutes(1)), clock);
        return new(
            new Memberships(clients), new Inbox(clients), new ReminderRungs(clients),
            Mailer(clients, now), mail, due, clock, NullLogger<Reminder>.Instance);
    }

    private Mailer Mailer(StorageClients clients, DateTimeOffset now) =>
        new(new Outbox(clients), mail, new FakeTimeProvider(now), NullLogger<Mailer>.Instance);
}
