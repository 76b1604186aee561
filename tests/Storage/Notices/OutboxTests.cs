using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Storage.Notices;

namespace PerfFlow.Storage.Tests;

[Collection(nameof(StorageCollection))]
public sealed class OutboxTests(StorageFixture storage)
{
    private static readonly DateTimeOffset Now = new(2024, 4, 9, 1, 0, 0, TimeSpan.Zero);

    private Inbox Inbox => new(storage.Clients);

    private Outbox Outbox => new(storage.Clients);

    [Fact]
    public async Task There_is_a_mail_for_who_has_an_address_and_only_where_mail_is_sent()
    {
        var (on, off) = (StorageFixture.NewUnit(), StorageFixture.NewUnit());
        await Inbox.DeliverAsync(on, [InboxTests.Notice(on, "t:a", mail: "a@example.org"), InboxTests.Notice(on, "t:b")], _ => Now, Now);
        await Inbox.DeliverAsync(off, [InboxTests.Notice(off, "t:a", mail: "a@example.org")], _ => null, Now);

        var mail = Assert.Single(await Outbox.TakeAsync(on, 10, Now));

        var notice = mail.Notices.Single();
        Assert.Equal(("t:a", "a@example.org", 1, false), (notice.Person, notice.Email, mail.Attempt, mail.IsLastAttempt));
        Assert.Empty(await Outbox.TakeAsync(off, 10, Now));
        Assert.Equal(
            [("t:a", MailState.Waiting), ("t:b", MailState.None)],
            (await Inbox.OfStageAsync(on, 2023, StageId.Parse("q1").Value)).Select(found => (found.Notice.Person, found.Mail)));
    }

    [Fact]
    public async Task Of_two_who_take_at_once_one_gets_the_mails()
    {
        var unit = await WithMailsAsync(5);

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Outbox.TakeAsync(unit, 100, Now)));

        Assert.Equal([0, 0, 0, 5], taken.Select(mails => mails.Length).Order());
    }

    [Fact]
    public async Task A_mail_taken_and_not_closed_is_due_again_after_the_pause_of_its_attempt()
    {
        var unit = await WithMailsAsync(1);
        Assert.Single(await Outbox.TakeAsync(unit, 10, Now));

        Assert.Empty(await Outbox.TakeAsync(unit, 10, Now + Outbox.PauseAfter(1) - TimeSpan.FromSeconds(1)));
        var second = Assert.Single(await Outbox.TakeAsync(unit, 10, Now + Outbox.PauseAfter(1)));

        Assert.Equal(2, second.Attempt);
    }

    [Fact]
    public void Pauses_double_up_to_six_hours_so_that_all_attempts_span_about_two_days()
    {
        var pauses = Enumerable.Range(1, Outbox.MostAttempts).Select(Outbox.PauseAfter).ToList();

        Assert.Equal([5, 10, 20, 40, 80, 160, 320, 360, 360, 360, 360, 360], pauses.Select(pause => pause.TotalMinutes));
    }

    [Theory]
    [InlineData(true, MailState.Sent)]
    [InlineData(false, MailState.Failed)]
    public async Task A_closed_mail_is_never_taken_again_and_its_notice_says_what_became_of_it(bool accepted, MailState expected)
    {
        var unit = await WithMailsAsync(1);
        var mail = (await Outbox.TakeAsync(unit, 10, Now))[0];
        var notice = mail.Notices.Single();
        await Inbox.ReadAsync(unit, notice.Person, notice.Id, Now);

        for (var repeat = 0; repeat < 2; repeat++)
        {
            await (accepted ? Outbox.SentAsync(unit, mail) : Outbox.FailedAsync(unit, mail));
        }

        Assert.Empty(await Outbox.TakeAsync(unit, 10, Now.AddYears(1)));
        var found = Assert.Single((await Inbox.ListAsync(unit, notice.Person, 10)).Notices);
        Assert.Equal((expected, Now), (found.Mail, found.ReadAt));
    }

    [Fact]
    public async Task The_next_mail_is_said_to_be_due_when_the_first_of_those_that_wait_is()
    {
        Assert.Null(await Outbox.NextAsync(StorageFixture.NewUnit()));

        var unit = await WithMailsAsync(3);
        Assert.Equal(Now, await Outbox.NextAsync(unit));

        foreach (var mail in (await Outbox.TakeAsync(unit, 10, Now)).Skip(1))
        {
            await Outbox.SentAsync(unit, mail);
        }

        Assert.Equal(Now + Outbox.PauseAfter(1), await Outbox.NextAsync(unit));
    }

    [Fact]
    public async Task News_for_one_person_goes_in_one_mail_and_again_in_that_one_and_reminders_in_one_each()
    {
        var unit = StorageFixture.NewUnit();
        await DeliverAsync(Now, 0, 1);
        await Inbox.DeliverAsync(unit, [InboxTests.Notice(unit, "t:a", 8, mail: "a@example.org")], _ => Now, Now);

        var first = await Outbox.TakeAsync(unit, 10, Now);
        Assert.Equal([1, 2], first.Select(mail => mail.Notices.Length).Order());
        await Outbox.SentAsync(unit, first.Single(mail => mail.Notices.Length == 1));
        var retried = Now + Outbox.PauseAfter(1);
        await DeliverAsync(retried, 2);
        await DeliverAsync(retried.AddDays(1), 3);

        var second = await Outbox.TakeAsync(unit, 10, retried.AddDays(1));
        Assert.Equal([(1, 2), (2, 2)], second.Select(mail => (mail.Attempt, mail.Notices.Length)).Order());
        foreach (var mail in second)
        {
            await Outbox.SentAsync(unit, mail);
        }

        Assert.Null(await Outbox.NextAsync(unit));
        Assert.All((await Inbox.ListAsync(unit, "t:a", 10)).Notices, found => Assert.Equal(MailState.Sent, found.Mail));

        Task DeliverAsync(DateTimeOffset at, params int[] days) => Inbox.DeliverAsync(
            unit,
            [.. days.Select(day => InboxTests.Notice(unit, "t:a", day, mail: "a@example.org") with
            {
                News = new(NewsKind.Returned, ProjectId.Parse("p1").Value, [], null),
            })],
            _ => at,
            Now);
    }

    [Fact]
    public async Task What_waits_for_one_person_is_dropped_and_nothing_else()
    {
        var unit = await WithMailsAsync(2);

        await Outbox.DropAsync(unit, "t:0");

        Assert.Equal("t:1", Assert.Single(await Outbox.TakeAsync(unit, 10, Now)).Notices.Single().Person);
        Assert.Equal(MailState.None, Assert.Single((await Inbox.ListAsync(unit, "t:0", 10)).Notices).Mail);
    }

    [Fact]
    public async Task Mails_are_taken_a_few_at_a_time()
    {
        var unit = await WithMailsAsync(5);

        var taken = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            taken.Add((await Outbox.TakeAsync(unit, 2, Now)).Length);
        }

        Assert.Equal([2, 2, 1, 0], taken);
    }

    private async Task<UnitId> WithMailsAsync(int count)
    {
        var unit = StorageFixture.NewUnit();
        await Inbox.DeliverAsync(
            unit,
            [.. Enumerable.Range(0, count).Select(i => InboxTests.Notice(unit, $"t:{i}", mail: $"p{i}@example.org"))],
            _ => Now,
            Now);
        return unit;
    }
}
