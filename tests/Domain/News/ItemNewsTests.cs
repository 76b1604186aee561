using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Duties;
using PerfFlow.Domain.News;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;

namespace PerfFlow.Domain.Tests.News;

/// <summary>Who is told of what happens to an item.</summary>
public sealed class ItemNewsTests
{
    public static TheoryData<ItemState, ItemCommand[], string> Decisions => new()
    {
        { ItemState.Draft, [A.Submit(A.SelfEvaluation, 1)], "lead Task Check; lead-2 Task Check" },
        { ItemState.Submitted, [A.Check(A.SelfEvaluation, 1)], "chair Task Vote; member Task Vote" },
        { ItemState.Submitted, [A.Return(A.SelfEvaluation, 1)], "clerk Returned; head Returned" },
        { ItemState.LeadChecked, [A.Return(A.SelfEvaluation, 1, A.Chair)], "clerk Returned; head Returned" },
        { ItemState.LeadChecked, [A.Approve(A.SelfEvaluation, 1)], "clerk Approved; head Approved" },
        { ItemState.Locked, [A.AskReopening(A.SelfEvaluation)], "chair Task DecideReopening" },
        {
            ItemState.Locked,
            [A.AskReopening(A.SelfEvaluation), A.ConsentToReopening(A.SelfEvaluation)],
            "clerk Reopened; head Reopened; lead Agreed" // nothing is left for the chair to decide
        },
        { ItemState.Locked, [A.AskReopening(A.SelfEvaluation), A.RefuseReopening(A.SelfEvaluation)], "lead Refused" },
        { ItemState.Locked, [A.Require(A.SelfEvaluation)], "clerk Task AnswerRectification; head Task AnswerRectification" },
        {
            ItemState.Locked,
            [A.Require(A.SelfEvaluation, "一"), A.Require(A.SelfEvaluation, "二")],
            "clerk Task AnswerRectification; head Task AnswerRectification"
        },
        {
            ItemState.Locked,
            [A.Require(A.SelfEvaluation), A.Answer(A.SelfEvaluation)],
            "lead Task CloseRectification; lead-2 Task CloseRectification"
        },
        {
            ItemState.Locked,
            [A.Require(A.SelfEvaluation), A.Answer(A.SelfEvaluation), A.Close(A.SelfEvaluation)],
            "clerk Closed; head Closed"
        },
    };

    [Theory]
    [MemberData(nameof(Decisions))]
    public void Those_whose_turn_it_becomes_and_the_section_of_what_was_decided_on_its_sheet_and_never_who_did_it(
        ItemState before, ItemCommand[] commands, string told)
    {
        var project = new NewsOf().Done(A.SelfEvaluation, A.Until(A.SelfEvaluation, before).AsSpan());
        project.Tell();

        Assert.Equal(told, project.Done(A.SelfEvaluation, commands).Said());
        Assert.Equal("", project.Said());
    }

    [Fact]
    public void Targets_are_rejected_approved_with_edits_and_opened_for_an_adjustment()
    {
        Assert.Equal(
            "clerk Rejected; head Rejected", After(ItemState.LeadChecked, A.Approve(A.Targets, 1, grade: ReviewGrade.Poor, reason: "不行")));
        Assert.Equal(
            "clerk Approved; head Approved",
            After(ItemState.LeadChecked, A.Approve(A.Targets, 1, grade: ReviewGrade.Good, reason: "请改")));
        Assert.Equal(
            "lead Task CompleteEdits; lead-2 Task CompleteEdits",
            After(
                ItemState.LeadChecked, A.Approve(A.Targets, 1, grade: ReviewGrade.Good, reason: "请改"), A.Upload(A.Targets, 2),
                A.Read(A.Targets, 2)));
        Assert.Equal(
            "",
            After(
                ItemState.LeadChecked, A.Approve(A.Targets, 1, grade: ReviewGrade.Good, reason: "请改"),
                A.Upload(A.Targets, 2, sha: A.Sha(1)), A.Read(A.Targets, 2)));
        Assert.Equal("clerk Reopened", After(ItemState.Locked, A.Adjust(A.Targets))); // the head opened it
        Assert.Equal("clerk Dropped", After(ItemState.Locked, A.Adjust(A.Targets), A.Drop(A.Targets)));

        static string After(ItemState state, params ReadOnlySpan<ItemCommand> commands)
        {
            var project = new NewsOf().Done(A.Targets, [.. A.Until(A.Targets, state), .. commands[..^1]]);
            project.Tell();
            return project.Done(A.Targets, commands[^1]).Said();
        }
    }

    [Fact]
    public void A_return_that_was_answered_before_it_was_told_leaves_nothing_to_do()
    {
        var project = new NewsOf().Done(A.SelfEvaluation, A.Until(A.SelfEvaluation, ItemState.Submitted).AsSpan());
        project.Tell();
        var returned = project.Done(A.SelfEvaluation, A.Return(A.SelfEvaluation, 1)).Tell();
        project = new NewsOf().Done(
            A.SelfEvaluation,
            [
                .. A.Until(A.SelfEvaluation, ItemState.Submitted), A.Return(A.SelfEvaluation, 1), A.Upload(A.SelfEvaluation, 2),
                A.Read(A.SelfEvaluation, 2), A.Submit(A.SelfEvaluation, 2),
            ]);
        var answered = project.Tell().Where(notice => notice.News!.News == NewsKind.Returned).ToList();

        Assert.All(returned, notice => Assert.StartsWith("【待办】", notice.Subject.Zh, StringComparison.Ordinal));
        Assert.Equal(2, answered.Count);
        Assert.All(answered, notice => Assert.False(notice.News!.ToDo));
        Assert.All(answered, notice => Assert.EndsWith("项目 一,已被退回", notice.Subject.Zh, StringComparison.Ordinal));
    }

    [Fact]
    public void Whoever_sees_the_item_no_more_hears_no_answer()
    {
        var project = new NewsOf().Done(
            A.SelfEvaluation,
            [
                .. A.Until(A.SelfEvaluation, ItemState.Locked), A.AskReopening(A.SelfEvaluation), A.RefuseReopening(A.SelfEvaluation),
            ]);
        var moved = NewsOf.Person("lead", Role.SectionClerk, "就业科");
        var scene = NewsOf.Scene(NewsOf.Year, _ => project.Summary) with { People = new([moved]) };

        Assert.Empty(ItemNews.Of(scene, NewsOf.Project, project.Events, [project.Events.Count]));
    }

    [Fact]
    public void Whoever_asks_for_others_on_the_panel_is_told_of_the_answer()
    {
        var group = new Panel(Quorum.Majority, [A.Chair.Key, A.Member.Key], [A.Chair.Key]);
        var asking = new ItemCommand.AskPanel(A.SelfEvaluation.Id, A.Lead, "离任", [A.Member.Key], group);

        Assert.Equal("lead Refused", Answered(new ItemCommand.RefusePanel(A.SelfEvaluation.Id, A.UnitHead, "不必")));
        Assert.Equal(
            "lead Agreed",
            Answered(new ItemCommand.ConsentToPanel(A.SelfEvaluation.Id, A.UnitHead, group.Without(key => key == A.Member.Key))));

        string Answered(ItemCommand answer)
        {
            var project = new NewsOf().Done(
                A.SelfEvaluation,
                [
                    .. A.Until(A.SelfEvaluation, ItemState.Submitted), new ItemCommand.Check(A.SelfEvaluation.Id, A.Lead, 1, group),
                    asking,
                ]);
            Assert.Contains("unit-head Task DecidePanel", project.Said(), StringComparison.Ordinal);
            return project.Done(A.SelfEvaluation, answer).Said();
        }
    }

    [Fact]
    public void An_upload_tells_nobody_and_a_reading_only_that_evidence_is_missing()
    {
        Assert.Equal("", new NewsOf().Done(A.SelfEvaluation, A.Upload(A.SelfEvaluation, 1), A.Read(A.SelfEvaluation, 1)).Said());
        Assert.Equal(
            "", new NewsOf().Done(A.SelfEvaluation, A.Upload(A.SelfEvaluation, 1), A.Read(A.SelfEvaluation, 1, errors: 1)).Said());
        var lacking = new NewsOf().Done(A.SelfEvaluation, A.Upload(A.SelfEvaluation, 1), A.Read(A.SelfEvaluation, 1, needs: "i-1"));
        Assert.Equal("clerk Task AttachEvidence; head Task AttachEvidence", lacking.Said());
        Assert.Equal("", lacking.Done(A.SelfEvaluation, A.Attach(A.SelfEvaluation)).Said());
        Assert.Equal("head Task AttachEvidence", lacking.Done(A.SelfEvaluation, A.Withdraw(A.SelfEvaluation)).Said());
    }

    [Fact]
    public void What_was_taken_back_before_it_was_told_is_not_told_and_what_was_told_is_taken_back_too()
    {
        var project = new NewsOf().Done(
            A.SelfEvaluation,
            [.. A.Until(A.SelfEvaluation, ItemState.Returned), A.Undo(A.SelfEvaluation, 1, A.Lead)]);
        Assert.Equal("lead Task Check; lead-2 Task Check", project.Said());

        Assert.Equal("clerk Returned; head Returned", project.Done(A.SelfEvaluation, A.Return(A.SelfEvaluation, 1)).Said());
        Assert.Equal(
            "clerk Undone; head Undone; lead-2 Task Check", project.Done(A.SelfEvaluation, A.Undo(A.SelfEvaluation, 1, A.Lead)).Said());

        project.Done(A.SelfEvaluation, A.Check(A.SelfEvaluation, 1), A.Undo(A.SelfEvaluation, 1, A.Lead));
        Assert.Equal("", project.Said());

        project.Done(A.SelfEvaluation, A.Undo(A.SelfEvaluation, 1, A.Head));
        Assert.Equal("", project.Said());
    }

    [Fact]
    public void A_task_that_is_no_longer_theirs_is_not_told() => Assert.Equal(
        "clerk Approved; head Approved",
        new NewsOf().Done(A.SelfEvaluation, A.Until(A.SelfEvaluation, ItemState.Approved).AsSpan()).Said());

    [Fact]
    public void A_sheet_handed_in_again_before_anybody_was_told_of_the_first_is_told_once()
    {
        var project = new NewsOf().Done(
            A.SelfEvaluation,
            [
                .. A.Until(A.SelfEvaluation, ItemState.Returned),
                A.Upload(A.SelfEvaluation, 2), A.Read(A.SelfEvaluation, 2), A.Submit(A.SelfEvaluation, 2),
            ]);

        Assert.Equal("clerk Returned; head Returned; lead Task Check; lead-2 Task Check", project.Said());
    }

    [Fact]
    public void A_score_that_was_set_asks_those_again_who_had_voted()
    {
        var project = new NewsOf().Done(A.SelfEvaluation, A.Until(A.SelfEvaluation, ItemState.LeadChecked).AsSpan());
        project.Tell();

        Assert.Equal("", project.Done(A.SelfEvaluation, A.Override(A.SelfEvaluation, 1)).Said()); // nobody had
    }

    [Fact]
    public void A_reminder_of_the_same_review_between_the_event_and_now_takes_the_place_of_a_task()
    {
        var due = A.SelfEvaluation.ReviewDueFor(A.Now);
        var rung = Reviewing.Due(A.SelfEvaluation, due).Rungs[0];
        Assert.True(rung > A.Now);

        Assert.Equal("lead Task Check; lead-2 Task Check", Submitted().Said(rung.AddSeconds(-1)));
        Assert.Equal("", Submitted().Said(rung));

        static NewsOf Submitted() => new NewsOf().Done(A.SelfEvaluation, A.Until(A.SelfEvaluation, ItemState.Submitted).AsSpan());
    }

    [Fact]
    public void What_users_wrote_stands_on_one_line_and_what_is_long_with_its_beginning()
    {
        var project = new NewsOf().Done(A.SelfEvaluation, A.Until(A.SelfEvaluation, ItemState.Submitted).AsSpan());
        project.Tell();
        project.Done(A.SelfEvaluation, new ItemCommand.Return(
            A.SelfEvaluation.Id, A.Lead, 1, $"一\n二{new string('长', 4000 - 3)}", [new("自评表!F12", "写明\n人数")]));

        var notice = project.Tell()[0];

        Assert.Equal(
            [
                "《2024年度项目支出绩效自评表》项目“项目 一”(培训科)已被退回,请修改后重新上传。",
                "经办:lead",
                $"时间:{BeijingTime.Minute(A.Now)}(北京时间)",
                $"说明:一 二{new string('长', 496)}…",
                "- 自评表!F12:写明 人数",
                $"截止时间:{BeijingTime.Minute(A.SelfEvaluation.DueAt)}(北京时间)",
                "链接:https://x/p1/self-evaluation",
            ],
            notice.Text.Zh.Split('\n'));
        Assert.Equal("To do: self-evaluation of 2024, 项目 一: returned, to be corrected and sent again", notice.Subject.En);
        Assert.Equal(7, notice.Text.En.Split('\n').Length);
        Assert.Equal((NoticeKind.News, "https://x/p1/self-evaluation", true), (notice.Kind, notice.News!.Link, Notice.IsId(notice.Id)));
    }

    [Fact]
    public void Whatever_happens_nobody_is_told_of_their_own_deed_nor_twice_and_every_task_told_is_theirs() => Walks.Sample(walk =>
    {
        var (project, ids) = (new NewsOf(), new HashSet<string>());
        foreach (var (command, tells) in walk)
        {
            project.Do(A.SelfEvaluation, command(Math.Max(1, project.Summary.Items.GetValueOrDefault(A.SelfEvaluation.Id)?.Version ?? 0)));
            foreach (var notice in tells ? project.Tell() : [])
            {
                Assert.True(ids.Add(notice.Id));
                var happened = project.Events.First(happened => happened.At == notice.Rung);
                var who = NewsOf.People.MembershipOf(notice.Person)!;
                var owed = MemberDuties.OfItem(who, NewsOf.Year, NewsOf.Project, A.SelfEvaluation, project.Summary, A.Now);
                Assert.All(notice.News!.Tasks, task => Assert.Contains(task, owed.Select(duty => duty.Kind)));
                Assert.True(notice.News.News != NewsKind.Task || !notice.News.Tasks.IsEmpty, happened.ToString());
            }
        }
    });

    [Fact]
    public void What_is_said_to_be_no_news_gives_nobody_a_task_that_would_be_told() => Walks.Sample(walk =>
    {
        var state = ProjectYear.Empty;
        foreach (var (command, _) in walk)
        {
            foreach (var happened in state.Decide(
                A.SelfEvaluation, command(Math.Max(1, state.ItemOf(A.SelfEvaluation.Id).CurrentVersion)), A.Now).Events)
            {
                var after = state.Apply(happened);
                var given = NewsOf.People.Members.SelectMany(who => Owed(who, after).Except(Owed(who, state)));
                Assert.True(MakesNews.By(state, happened) || given.All(IsOwn), $"{happened}");
                state = after;
            }
        }

        static IEnumerable<DutyKind> Owed(Membership who, ProjectYear project) => MemberDuties
            .OfItem(who, NewsOf.Year, NewsOf.Project, A.SelfEvaluation, ProjectSummary.Of(project), A.Now)
            .Select(duty => duty.Kind);

        static bool IsOwn(DutyKind duty) => duty is DutyKind.Upload or DutyKind.Correct or DutyKind.Submit;
    });

    private static readonly ImmutableArray<Func<int, ItemCommand>> Commands =
    [
        version => A.Upload(A.SelfEvaluation, version + 1), _ => A.Upload(A.SelfEvaluation, 1),
        version => A.Read(A.SelfEvaluation, version),
        version => A.Read(A.SelfEvaluation, version, needs: "i-1"), version => A.Submit(A.SelfEvaluation, version),
        version => A.Submit(A.SelfEvaluation, version), version => A.Check(A.SelfEvaluation, version),
        version => A.Return(A.SelfEvaluation, version), version => A.Return(A.SelfEvaluation, version, A.Chair),
        version => A.Approve(A.SelfEvaluation, version), version => A.Override(A.SelfEvaluation, version),
        version => A.Undo(A.SelfEvaluation, version, A.Lead), version => A.Undo(A.SelfEvaluation, version, A.Chair),
        version => A.Undo(A.SelfEvaluation, version, A.Head), _ => A.AskReopening(A.SelfEvaluation),
        _ => A.ConsentToReopening(A.SelfEvaluation), _ => A.RefuseReopening(A.SelfEvaluation), _ => A.Attach(A.SelfEvaluation),
        _ => A.Withdraw(A.SelfEvaluation), _ => A.Require(A.SelfEvaluation), _ => A.Answer(A.SelfEvaluation),
        _ => A.Close(A.SelfEvaluation), _ => A.Lock(A.SelfEvaluation),
    ];

    private static readonly Gen<(Func<int, ItemCommand> Command, bool Tells)[]> Walks =
        Gen.Select(Gen.Int[0, Commands.Length - 1], Gen.Bool, (which, tells) => (Commands[which], tells)).Array[1, 30];
}
