using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Reminders;
using PerfFlow.Storage;
using PerfFlow.Storage.Due;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Notices;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Tests.Reminders;

/// <summary>An activity that runs many times at once, or dies before or after any of its writes: each inbox has each notice once.</summary>
[Collection(RemindingCollection.Name)]
public class ReminderFaultTests(OwnStorage storage)
{
    private const int Year = 2023;
    private const int Writes = 3; // claim, notices, done

    private static readonly DateTimeOffset Start = new(2024, 4, 1, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Rung = Start.AddDays(1);

    private static readonly PlannedStage Stage = new(
        StageId.Parse("q1").Value, StageKind.Monitoring, 3, StageScope.Project, Approver.Lead, Start, Start.AddDays(2), [Rung]);

    private static int units;

    public static TheoryData<int, bool> Faults
    {
        get
        {
            var faults = new TheoryData<int, bool>();
            for (var write = 1; write <= Writes; write++)
            {
                faults.Add(write, false);
                faults.Add(write, true);
            }

            return faults;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_reminder_that_dies_at_any_write_and_is_tried_again_reaches_everyone_once(int write, bool afterwards)
    {
        var unit = await UnitAsync();
        var fault = new DyingPolicy(write, afterwards);

        await Assert.ThrowsAsync<InvalidProgramException>(() => RemindAsync(unit, "p1", Connect(fault)));
        await RemindAsync(unit, "p1");
        await RemindAsync(unit, "p1");

        await AssertOnceAsync(unit);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_reminder_whose_instance_died_for_good_is_sent_by_the_sweep(int write, bool afterwards)
    {
        var unit = await UnitAsync();
        await Assert.ThrowsAsync<InvalidProgramException>(() => RemindAsync(unit, "p1", Connect(new DyingPolicy(write, afterwards))));

        await HealAsync(unit, Rung + ReminderRungs.Patience);
        await HealAsync(unit, Rung + ReminderRungs.Patience);

        await AssertOnceAsync(unit);
    }

    [Fact]
    public async Task A_reminder_has_as_many_writes_as_are_failed_above()
    {
        var fault = new DyingPolicy(Writes + 1, afterwards: false);

        await RemindAsync(await UnitAsync(), "p1", Connect(fault));

        Assert.Equal(Writes, fault.Writes);
    }

    [Fact]
    public async Task Of_all_instances_of_a_stage_at_once_one_reminds()
    {
        var unit = await UnitAsync();

        await Task.WhenAll(Enumerable.Range(0, 13).Select(i => RemindAsync(unit, $"p{i}")));

        await AssertOnceAsync(unit);
    }

    [Fact]
    public async Task The_sweep_leaves_a_rung_to_its_instances_for_a_while()
    {
        var unit = await UnitAsync();

        await HealAsync(unit, Rung);

        Assert.Empty((await new Inbox(Connect()).ListAsync(unit, "t:clerk", 10)).Notices);
    }

    private async Task AssertOnceAsync(UnitId unit)
    {
        foreach (var person in new[] { "t:clerk", "t:other-clerk" })
        {
            Assert.Single((await new Inbox(Connect()).ListAsync(unit, person, 10)).Notices);
        }

        var rung = Assert.Single(await new ReminderRungs(Connect()).ListAsync(unit, Year, Stage.Id));
        Assert.Equal((Rung, 2, true), (rung.Rung, rung.Notices, rung.SentAt is not null));
    }

    private async Task<UnitId> UnitAsync()
    {
        var unit = UnitId.Parse($"fault-{Interlocked.Increment(ref units)}").Value;
        var lead = new Actor("lead", [Role.Lead]);
        var stream = Streams.Of(unit, Year);
        var ledger = new Ledger(Connect(), TimeProvider.System);
        foreach (var command in new UnitYearCommand[]
        {
            new UnitYearCommand.OpenYear(lead, new YearPlan("1", [Stage]), "std"),
            new UnitYearCommand.RegisterProject(lead, new Project(ProjectId.Parse("p1").Value, "项目", "培训科")),
        })
        {
            Assert.Null((await ledger.ExecuteAsync(stream, null, (state, now) => UnitYearDecider.Decide(state, command, now))).Refusal);
        }

        var memberships = new Memberships(Connect());
        await memberships.SetAsync(unit, new("t:clerk", "clerk", [Role.SectionClerk], ["培训科"]));
        await memberships.SetAsync(unit, new("t:other-clerk", "other", [Role.SectionClerk], ["培训科"]));
        return unit;
    }

    private async Task<bool> RemindAsync(UnitId unit, string holder, StorageClients? clients = null) => await Reminder(clients ?? Connect(), Rung)
        .RemindAsync(unit, Year, await new Board(Connect()).ShowAsync(unit, Year), Stage, Rung, holder, CancellationToken.None);

    private async Task HealAsync(UnitId unit, DateTimeOffset now) => await Reminder(Connect(), now)
        .HealAsync(unit, Year, await new Board(Connect()).ShowAsync(unit, Year), TimeSpan.FromMinutes(1), CancellationToken.None);

    private static Reminder Reminder(StorageClients clients, DateTimeOffset now)
    {
        var (off, clock) = (new SmtpSettings(null, 0, null, null, null, default), new Microsoft.Extensions.Time.Testing.FakeTimeProvider(now));
        return new(
            new Memberships(clients),
            new Inbox(clients),
            new ReminderRungs(clients),
            new Mailer(new Outbox(clients), off, clock, NullLogger<Mailer>.Instance),
            off,
            new DueSoon(new DueIndex(clients), new SweepGrace(TimeSpan.FromMinutes(1)), clock),
            clock,
            NullLogger<Reminder>.Instance);
    }

    private StorageClients Connect(params HttpPipelinePolicy[] policies) => StorageClients.Connect(storage.Azurite.ConnectionString, policies);

    /// <summary>The process ends at its n-th write: before it is sent, or after the service has applied it.</summary>
    private sealed class DyingPolicy(int write, bool afterwards) : HttpPipelinePolicy
    {
        public int Writes { get; private set; }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
            => throw new NotSupportedException("Storage is called asynchronously only.");

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (message.Request.Method == RequestMethod.Get || ++Writes != write)
            {
                await ProcessNextAsync(message, pipeline);
                return;
            }

            if (afterwards)
            {
                await ProcessNextAsync(message, pipeline);
            }

            throw new InvalidProgramException("killed");
        }
    }
}
