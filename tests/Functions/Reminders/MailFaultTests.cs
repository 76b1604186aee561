using MailKit.Security;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Reminders;
using PerfFlow.Functions.Tests.Faults;
using PerfFlow.Storage;
using PerfFlow.Storage.Due;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Notices;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Tests.Reminders;

/// <summary>
/// A reminder with its mails, dying before and after each of its writes, tried again and swept: one notice in each inbox, and
/// every mail with the Message-ID of its notice, however often it comes.
/// </summary>
[Collection(RemindingCollection.Name)]
public class MailFaultTests(OwnStorage storage)
{
    private const int Year = 2023;
    private const int Writes = 7; // claim, the word to the sweep, notices with their mails, done, mails taken, and a mark for each of two
    private const int Notices = 4; // the first of them; what fails after these is the sweep's
    private const int FirstUnit = 900; // of those that no other test counts the writes of

    private static readonly DateTimeOffset Rung = new(2024, 4, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Rung + ReminderRungs.Patience + Outbox.PauseAfter(2);
    private static readonly string[] People = ["t:clerk", "t:other-clerk"];

    private static readonly PlannedStage Stage = new(
        StageId.Parse("q1").Value, StageKind.Monitoring, 3, StageScope.Project, Approver.Lead, Rung.AddDays(-1), Rung.AddDays(1), [Rung]);

    [SmtpFact]
    public async Task Whatever_write_of_a_reminder_is_the_last_no_inbox_has_it_twice_and_no_mail_comes_under_a_new_id()
    {
        await using var smtp = await SmtpProcess.StartAsync();
        for (var write = 1; write <= Writes + 1; write++)
        {
            foreach (var afterwards in new[] { false, true })
            {
                var unit = await UnitAsync(FirstUnit + (2 * write) + (afterwards ? 1 : 0));
                var (faults, writes) = (new UnitFaults(), new Writes(write, afterwards));
                faults.Begin(unit.Value, writes);
                var dying = StorageClients.Connect(storage.Azurite.ConnectionString, faults);

                var death = await Record.ExceptionAsync(() => RemindAsync(unit, dying, Rung, smtp.Port));
                await RemindAsync(unit, Connect(), Rung, smtp.Port);
                await SweepAsync(unit, Later, smtp.Port);
                await SweepAsync(unit, Later + Outbox.PauseAfter(2), smtp.Port);

                Assert.Equal((write <= Notices, Math.Min(write, Writes)), (death is InvalidProgramException, writes.Count));
                await AssertOnceAsync(unit, smtp);
            }
        }
    }

    private async Task AssertOnceAsync(UnitId unit, SmtpProcess smtp)
    {
        var expected = new List<string>();
        foreach (var person in People)
        {
            var notice = Assert.Single((await new Inbox(Connect()).ListAsync(unit, person, 10)).Notices).Notice;
            expected.Add($"{notice.Id}@{unit}.perfflow");
        }

        var came = smtp.Accepted.Select(mail => mail.Message.MessageId).OfType<string>().Where(id => id.EndsWith($"@{unit}.perfflow", StringComparison.Ordinal)).ToList();
        Assert.Equal(expected.Order(StringComparer.Ordinal), came.Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(came.Count, People.Length, People.Length + 1);
        Assert.Empty(await new Outbox(Connect()).TakeAsync(unit, 10, Later.AddDays(30)));
    }

    private async Task<UnitId> UnitAsync(int number)
    {
        var unit = UnitId.Parse($"fault{number}").Value;
        var lead = new Actor("lead", [Role.Lead]);
        var ledger = new Ledger(Connect(), TimeProvider.System);
        foreach (var command in new UnitYearCommand[]
        {
            new UnitYearCommand.OpenYear(lead, new YearPlan("1", [Stage]), "std"),
            new UnitYearCommand.RegisterProject(lead, new Project(ProjectId.Parse("p1").Value, "项目", "培训科")),
        })
        {
            Assert.Null((await ledger.ExecuteAsync(Streams.Of(unit, Year), null, (state, now) => UnitYearDecider.Decide(state, command, now))).Refusal);
        }

        foreach (var person in People)
        {
            await new Memberships(Connect()).SetAsync(unit, new(person, person, [Role.SectionClerk], ["培训科"], $"{person[2..]}@example.org"));
        }

        return unit;
    }

    /// <summary>What the stage's instance does at a rung.</summary>
    private async Task RemindAsync(UnitId unit, StorageClients clients, DateTimeOffset now, int port) => await Reminder(clients, now, port)
        .RemindAsync(unit, Year, await new Board(Connect()).ShowAsync(unit, Year), Stage, Rung, "p1", CancellationToken.None);

    private async Task SweepAsync(UnitId unit, DateTimeOffset now, int port)
    {
        var board = await new Board(Connect()).ShowAsync(unit, Year);
        await Reminder(Connect(), now, port).HealAsync(unit, Year, board, TimeSpan.FromMinutes(1), CancellationToken.None);
        await Mailer(Connect(), now, port).SendAsync(unit, CancellationToken.None);
    }

    private static Reminder Reminder(StorageClients clients, DateTimeOffset now, int port) => new(
        new Memberships(clients),
        new Inbox(clients),
        new ReminderRungs(clients),
        Mailer(clients, now, port),
        Settings(port),
        new DueSoon(new DueIndex(clients), new SweepGrace(TimeSpan.FromMinutes(1)), new FakeTimeProvider(now)),
        new FakeTimeProvider(now),
        NullLogger<Reminder>.Instance);

    private static Mailer Mailer(StorageClients clients, DateTimeOffset now, int port) =>
        new(new Outbox(clients), Settings(port), new FakeTimeProvider(now), NullLogger<Mailer>.Instance);

    private static SmtpSettings Settings(int port) =>
        new("127.0.0.1", port, null, null, new MailboxAddress("PerfFlow", "perfflow@example.org"), SecureSocketOptions.None);

    private StorageClients Connect() => StorageClients.Connect(storage.Azurite.ConnectionString);
}
