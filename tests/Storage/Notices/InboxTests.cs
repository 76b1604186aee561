using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Notices;

namespace PerfFlow.Storage.Tests;

[Collection(nameof(StorageCollection))]
public sealed class InboxTests(StorageFixture storage)
{
    private static readonly DateTimeOffset Now = new(2024, 4, 9, 1, 0, 0, TimeSpan.Zero);

    private Inbox Inbox => new(storage.Clients);

    [Fact]
    public async Task A_notice_is_delivered_once_however_often_it_is_sent()
    {
        var unit = StorageFixture.NewUnit();
        var (first, second) = (Notice(unit, "t:a"), Notice(unit, "t:b"));

        Assert.Equal(1, await Inbox.DeliverAsync(unit, [first], _ => null, Now));
        Assert.Equal(1, await Inbox.DeliverAsync(unit, [first with { Name = "other" }, second], _ => null, Now.AddHours(1)));
        Assert.Equal(0, await Inbox.DeliverAsync(unit, [first, second], _ => null, Now.AddHours(2)));

        var found = Assert.Single((await Inbox.ListAsync(unit, "t:a", 10)).Notices);
        Assert.Equal(
            (first.Id, first.Name, Now, null, MailState.None),
            (found.Notice.Id, found.Notice.Name, found.SentAt, found.ReadAt, found.Mail));
        Assert.Equal(
            ("subject", "正文\ntext", 2023, "q1", NoticeKind.Partly, true),
            (found.Notice.Subject.En, found.Notice.Text.Zh, found.Notice.Year,
                found.Notice.Stage.Value, found.Notice.Kind, found.Notice.Overdue));
        Assert.Equal(
            ("培训科", NoticeKind.Partly, "p1", ItemState.Returned),
            (found.Notice.Sections[0].Section, found.Notice.Sections[0].Kind,
                found.Notice.Sections[0].Projects[0].Project.Value, found.Notice.Sections[0].Projects[0].State));
    }

    [Fact]
    public async Task Many_notices_are_delivered_in_few_transactions()
    {
        var unit = StorageFixture.NewUnit();
        var counter = new TransactionCounter();
        var inbox = new Inbox(storage.Connect(counter));

        Assert.Equal(
            30,
            await inbox.DeliverAsync(
                unit, [.. Enumerable.Range(0, 30).Select(i => Notice(unit, $"t:{i}", mail: "a@example.org"))], _ => Now, Now));

        Assert.Equal(2, counter.Count);
    }

    [Fact]
    public async Task Notices_too_long_for_one_transaction_are_delivered_too()
    {
        var unit = StorageFixture.NewUnit();
        var text = new string('"', 50_000);
        var notices = Enumerable.Range(0, 30)
            .Select(i => Notice(unit, $"t:{i}", mail: "a@example.org") with { Text = new Message(text, text) })
            .ToArray();

        Assert.Equal(30, await Inbox.DeliverAsync(unit, notices, _ => Now, Now));
        Assert.Equal(0, await Inbox.DeliverAsync(unit, notices, _ => Now, Now));
        Assert.Equal(text, Assert.Single((await Inbox.ListAsync(unit, "t:29", 10)).Notices).Notice.Text.En);
    }

    [Fact]
    public async Task An_inbox_is_read_page_by_page_latest_rung_first_and_is_ones_own()
    {
        var unit = StorageFixture.NewUnit();
        var notices = Enumerable.Range(0, 5).Select(day => Notice(unit, "t:a", day)).ToArray();
        await Inbox.DeliverAsync(unit, [.. notices, Notice(unit, "t:a2"), Notice(unit, "t:b")], _ => null, Now);

        var first = await Inbox.ListAsync(unit, "t:a", 2);
        var second = await Inbox.ListAsync(unit, "t:a", 2, first.Next);
        var third = await Inbox.ListAsync(unit, "t:a", 2, second.Next);

        Assert.Equal(
            notices.Reverse().Select(notice => notice.Id),
            first.Notices.Concat(second.Notices).Concat(third.Notices).Select(found => found.Notice.Id));
        Assert.Null(third.Next);
        Assert.Empty((await Inbox.ListAsync(StorageFixture.NewUnit(), "t:a", 2)).Notices);
    }

    [Fact]
    public async Task A_read_notice_is_marked_with_the_first_time_and_no_longer_among_the_unread()
    {
        var unit = StorageFixture.NewUnit();
        var (early, late) = (Notice(unit, "t:a"), Notice(unit, "t:a", 1));
        await Inbox.DeliverAsync(unit, [early, late], _ => null, Now);

        Assert.Equal(Now.AddHours(1), (await Inbox.ReadAsync(unit, "t:a", early.Id, Now.AddHours(1)))!.ReadAt);
        Assert.Equal(Now.AddHours(1), (await Inbox.ReadAsync(unit, "t:a", early.Id, Now.AddHours(2)))!.ReadAt);
        Assert.Null(await Inbox.ReadAsync(unit, "t:b", early.Id, Now));

        Assert.Equal(late.Id, Assert.Single((await Inbox.ListAsync(unit, "t:a", 10, unreadOnly: true)).Notices).Notice.Id);
        Assert.Equal(2, (await Inbox.ListAsync(unit, "t:a", 10)).Notices.Length);
    }

    [Fact]
    public async Task The_notices_of_a_stage_are_found_whoever_has_them()
    {
        var unit = StorageFixture.NewUnit();
        await Inbox.DeliverAsync(
            unit,
            [
                Notice(unit, "t:a"),
                Notice(unit, "t:b"),
                Notice(unit, "t:a") with { Id = Notice(unit, "t:a", 9).Id, Stage = StageId.Parse("q2").Value },
            ],
            _ => null,
            Now);

        Assert.Equal(
            ["t:a", "t:b"], (await Inbox.OfStageAsync(unit, 2023, StageId.Parse("q1").Value)).Select(found => found.Notice.Person));
        Assert.Empty(await Inbox.OfStageAsync(unit, 2022, StageId.Parse("q1").Value));
    }

    [Fact]
    public async Task A_list_longer_than_a_property_holds_comes_back_whole()
    {
        var unit = StorageFixture.NewUnit();
        var text = new string('长', 70_000);
        await Inbox.DeliverAsync(unit, [Notice(unit, "t:a", mail: "a@example.org") with { Text = new(text, "") }], _ => Now, Now);

        Assert.Equal(text, (await Inbox.ListAsync(unit, "t:a", 1)).Notices[0].Notice.Text.Zh);
        Assert.Equal(text, (await new Outbox(storage.Clients).TakeAsync(unit, 10, Now))[0].Notices.Single().Text.Zh);
    }

    internal static Notice Notice(UnitId unit, string person, int day = 0, string? mail = null)
    {
        var (stage, rung) = (StageId.Parse("q1").Value, Now.AddDays(day));
        return new(
            Domain.Reminders.Notice.IdOf(unit, 2023, stage, rung, person),
            2023,
            stage,
            rung,
            Now.AddDays(7),
            person,
            "张三",
            mail,
            NoticeKind.Partly,
            true,
            new Message("主题", "subject"),
            new Message("正文\ntext", "text"),
            [new("培训科", NoticeKind.Partly, [new(ProjectId.Parse("p1").Value, "项目", ItemState.Returned)])]);
    }
}
