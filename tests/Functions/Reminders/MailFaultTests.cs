using MailKit.Security;
using MimeKit;
using PerfFlow.Azurite.Faults;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Notices;

namespace PerfFlow.Functions.Tests.Reminders;

/// <summary>
/// A reminder with its mails, dying before and after each of its writes, tried again and swept: one notice in each inbox, and
/// every mail with the Message-ID of its notice, however often it comes.
/// </summary>
[Collection(RemindingCollection.Name)]
public class MailFaultTests(OwnStorage storage)
{
    private const int Writes = 7; // claim, the word to the sweep, notices with their mails, done, mails taken, and a mark for each of two
    private const int Notices = 4; // the first of them; what fails after these is the sweep's

    private static readonly DateTimeOffset Later = RemindedUnit.Rung + ReminderRungs.Patience + Outbox.PauseAfter(2);

    [SmtpFact]
    public async Task Whatever_write_of_a_reminder_is_the_last_no_inbox_has_it_twice_and_no_mail_comes_under_a_new_id()
    {
        await using var smtp = await SmtpProcess.StartAsync();
        for (var write = 1; write <= Writes + 1; write++)
        {
            foreach (var afterwards in new[] { false, true })
            {
                var unit = await RemindedUnit.OpenAsync(
                    storage,
                    new(
                        "127.0.0.1", smtp.Port, null, null,
                        new MailboxAddress("PerfFlow", "perfflow@example.org"), SecureSocketOptions.None));
                var fault = new WriteFault(write, afterwards);

                var death = await Record.ExceptionAsync(() => unit.RemindAsync(storage.Connect(fault)));
                await unit.RemindAsync();
                await unit.SweepAsync(Later);
                await unit.SweepAsync(Later + Outbox.PauseAfter(2));

                Assert.Equal((write <= Notices, Math.Min(write, Writes)), (death is InvalidProgramException, fault.Writes));
                await AssertOnceAsync(unit, smtp);
            }
        }
    }

    private async Task AssertOnceAsync(RemindedUnit unit, SmtpProcess smtp)
    {
        var expected = new List<string>();
        foreach (var person in RemindedUnit.People)
        {
            expected.Add($"{Assert.Single(await unit.NoticesAsync(person)).Id}@{unit.Id}.perfflow");
        }

        var came = smtp.Accepted.Select(mail => mail.Message.MessageId)
            .OfType<string>()
            .Where(id => id.EndsWith($"@{unit.Id}.perfflow", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(expected.Order(StringComparer.Ordinal), came.Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(came.Count, expected.Count, expected.Count + 1);
        Assert.Empty(await new Outbox(storage.Connect()).TakeAsync(unit.Id, 10, Later.AddDays(30)));
    }
}
