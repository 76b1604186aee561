using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.News;
using PerfFlow.Functions.Reminders;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;
using PerfFlow.Storage.Due;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Notices;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Tests.News;

/// <summary>A unit in storage alone, whose sheet was returned and nobody told. Whoever tells is called by hand.</summary>
internal sealed class ToldUnit(OwnStorage storage)
{
    public static readonly string[] Section = ["t:clerk", "t:head"];

    private static readonly SmtpSettings NoMail = new(null, 0, null, null, null, default);

    public UnitId Id { get; } = UnitId.Parse(TestApp.NewUnit()).Value;

    public static async Task<ToldUnit> OpenAsync(OwnStorage storage)
    {
        var unit = new ToldUnit(storage);
        var clients = storage.Connect();
        await clients.DoAsync(
            unit.Id,
            new UnitYearCommand.OpenYear(A.Lead, new YearPlan("1", [A.Monitoring]), "std"),
            new UnitYearCommand.RegisterProject(A.Lead, new Project(ProjectId.Parse("p1").Value, TestYear.Project, TestYear.Section)));
        var ledger = new MembershipLedger(clients, TimeProvider.System);
        await ledger.FoundAsync(
            unit.Id, new("", "t:admin", "admin", null),
            new("t:admin", "admin", [Role.Admin], []), new("t:unit-head", "unit-head", [Role.UnitHead], []));
        foreach (var (person, role) in Section.Zip([Role.SectionClerk, Role.SectionHead]))
        {
            await ledger.SetAsync(unit.Id, "t:admin", new(person, person, [role], [TestYear.Section]));
        }

        await new Ledger(clients, new FakeTimeProvider(A.Now))
            .DoAsync(unit.Id, "p1", A.Monitoring, [.. A.Until(A.Monitoring, ItemState.Returned)]);
        return unit;
    }

    /// <param name="clients">The storage of the process that it dies with.</param>
    public Task TellAsync(StorageClients? clients = null)
    {
        clients ??= storage.Connect();
        var clock = new FakeTimeProvider(A.Now);
        return new Telling(
            new Board(clients), new Ledger(clients, clock), new Memberships(clients), new UntoldNews(clients), new Inbox(clients),
            new Mailer(new Outbox(clients), NoMail, clock, NullLogger<Mailer>.Instance), NoMail,
            new DueSoon(new DueIndex(clients), new SweepGrace(TimeSpan.FromMinutes(1)), clock), new PublicUrl(Root: null), clock,
            NullLogger<Telling>.Instance).TellAsync(Id, TestYear.Year, CancellationToken.None);
    }

    public async Task<int> HeardAsync(string person) => (await new Inbox(storage.Connect()).ListAsync(Id, person, 10)).Notices.Length;

    public async Task<int> UntoldAsync() => (await new Board(storage.Connect()).ShowAsync(Id, TestYear.Year)).Untold.Length;
}
