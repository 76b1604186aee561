using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

/// <summary>One test per refusal, by its code.</summary>
public sealed class ReviewRefusalTests
{
    [Fact]
    public void ROLE_REQUIRED()
    {
        Refused("ROLE_REQUIRED", A.Upload(A.Targets, 1, A.Lead).On(A.Targets, A.In(A.Targets, ItemState.NotStarted)));
        Refused("ROLE_REQUIRED", A.Submit(A.Targets, 1, A.Auditor).On(A.Targets, A.In(A.Targets, ItemState.Draft)));
        Refused("ROLE_REQUIRED", A.Check(A.Targets, 1, A.Chair).On(A.Targets, A.In(A.Targets, ItemState.Submitted)));
        Refused("ROLE_REQUIRED", A.Return(A.Targets, 1, A.Chair).On(A.Targets, A.In(A.Targets, ItemState.Submitted)));
        Refused("ROLE_REQUIRED", A.Return(A.Targets, 1, A.Lead).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));
        Refused("ROLE_REQUIRED", A.Approve(A.Targets, 1, A.Lead).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));
        Refused("ROLE_REQUIRED", A.Approve(A.Monitoring, 1, A.Chair).On(A.Monitoring, A.In(A.Monitoring, ItemState.Submitted)));
        Refused("ROLE_REQUIRED", A.Undo(A.Targets, 1, A.Lead).On(A.Targets, A.In(A.Targets, ItemState.Submitted)));
        Refused("ROLE_REQUIRED", A.AskReopening(A.Targets, A.Chair).On(A.Targets, A.In(A.Targets, ItemState.Approved)));
    }

    [Fact]
    public void STAGE_NOT_OPEN()
        => Refused("STAGE_NOT_OPEN", ReviewDecider.Decide(
            A.Targets, Item.New(A.Targets.Id), A.Upload(A.Targets, 1), A.Opening.AddTicks(-1)));

    [Theory]
    [InlineData(ItemState.Approved)]
    [InlineData(ItemState.Locked)]
    [InlineData(ItemState.Archived)]
    [InlineData(ItemState.Rejected)]
    public void ITEM_LOCKED(ItemState settled)
        => Refused("ITEM_LOCKED", A.Upload(A.Targets, 2).On(A.Targets, A.In(A.Targets, settled)));

    [Fact]
    public void VERSION_TAKEN()
        => Refused("VERSION_TAKEN", A.Upload(A.Targets, 1, sha: "other").On(A.Targets, A.In(A.Targets, ItemState.Draft)));

    [Fact]
    public void NO_SUCH_VERSION()
    {
        Refused("NO_SUCH_VERSION", A.Upload(A.Targets, 3).On(A.Targets, A.In(A.Targets, ItemState.Draft)));
        Refused("NO_SUCH_VERSION", A.Upload(A.Targets, 0).On(A.Targets, A.In(A.Targets, ItemState.Draft)));
        Refused("NO_SUCH_VERSION", A.Read(A.Targets, 2).On(A.Targets, A.In(A.Targets, ItemState.Draft)));
        Refused("NO_SUCH_VERSION", A.Submit(A.Targets, 1).On(A.Targets, A.In(A.Targets, ItemState.NotStarted)));
        Refused("NO_SUCH_VERSION", A.Approve(A.Targets, 2).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));
    }

    [Fact]
    public void STALE_VERSION()
    {
        var twice = A.After(A.Targets, A.Upload(A.Targets, 1), A.Read(A.Targets, 1), A.Submit(A.Targets, 1), A.Upload(A.Targets, 2));

        Refused("STALE_VERSION", A.Submit(A.Targets, 1).On(A.Targets, twice));
        Refused("STALE_VERSION", A.Check(A.Targets, 1).On(A.Targets, twice));
        Refused("STALE_VERSION", A.Return(A.Targets, 1).On(A.Targets, twice));
        Refused("STALE_VERSION", A.Approve(A.Targets, 1).On(A.Targets, twice));
        Refused("STALE_VERSION", A.Override(A.SelfEvaluation, 1).On(A.SelfEvaluation, twice));
        Refused("STALE_VERSION", A.Undo(A.Targets, 1, A.Head).On(A.Targets, twice));
    }

    [Fact]
    public void NOT_READ_YET()
        => Refused("NOT_READ_YET", A.Submit(A.Targets, 1).On(A.Targets, A.After(A.Targets, A.Upload(A.Targets, 1))));

    [Fact]
    public void READING_HAS_ERRORS()
    {
        Refused(
            "READING_HAS_ERRORS",
            A.Submit(A.Targets, 1).On(A.Targets, A.After(A.Targets, A.Upload(A.Targets, 1), A.Read(A.Targets, 1, errors: 1))));
        Refused(
            "READING_HAS_ERRORS",
            A.Submit(A.Targets, 1).On(A.Targets, A.After(A.Targets, A.Upload(A.Targets, 1), A.Read(A.Targets, 1, failed: true))));
    }

    [Fact]
    public void WRONG_STATE()
    {
        Refused("WRONG_STATE", A.Upload(A.Targets, 2).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));
        Refused("WRONG_STATE", A.Submit(A.Targets, 1).On(A.Targets, A.In(A.Targets, ItemState.Returned)));
        Refused("WRONG_STATE", A.Submit(A.Targets, 1).On(A.Targets, A.In(A.Targets, ItemState.Reopened)));
        Refused("WRONG_STATE", A.Check(A.Targets, 1).On(A.Targets, A.In(A.Targets, ItemState.Draft)));
        Refused("WRONG_STATE", A.Check(A.Monitoring, 1).On(A.Monitoring, A.In(A.Monitoring, ItemState.Submitted)));
        Refused("WRONG_STATE", A.Return(A.Targets, 1).On(A.Targets, A.In(A.Targets, ItemState.Approved)));
        Refused("WRONG_STATE", A.Approve(A.Targets, 1).On(A.Targets, A.In(A.Targets, ItemState.Submitted)));
        Refused("WRONG_STATE", A.Override(A.SelfEvaluation, 1).On(A.SelfEvaluation, A.In(A.SelfEvaluation, ItemState.Approved)));
        Refused("WRONG_STATE", A.AskReopening(A.Targets).On(A.Targets, A.In(A.Targets, ItemState.Submitted)));
        Refused("WRONG_STATE", A.Lock(A.Targets).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));
        Refused("WRONG_STATE", A.Archive(A.Targets).On(A.Targets, A.In(A.Targets, ItemState.Approved)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void REASON_REQUIRED(string? blank)
    {
        Refused("REASON_REQUIRED", A.Return(A.Targets, 1, reason: blank).On(A.Targets, A.In(A.Targets, ItemState.Submitted)));
        Refused("REASON_REQUIRED", A.AskReopening(A.Targets, reason: blank).On(A.Targets, A.In(A.Targets, ItemState.Approved)));
        Refused(
            "REASON_REQUIRED",
            A.Override(A.SelfEvaluation, 1, reason: blank).On(A.SelfEvaluation, A.In(A.SelfEvaluation, ItemState.LeadChecked)));
        Refused(
            "REASON_REQUIRED",
            A.Approve(A.Targets, 1, grade: ReviewGrade.Fair, reason: blank).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));
        Refused("REASON_REQUIRED", A.RefuseReopening(A.Targets, reason: blank).On(A.Targets, Asked));
        Refused("REASON_REQUIRED", A.Adjust(A.Targets, reason: blank).On(A.Targets, A.In(A.Targets, ItemState.Locked)));
        Refused("REASON_REQUIRED", A.Withdraw(A.Targets, reason: blank).On(A.Targets, A.After(A.Targets, A.Attach(A.Targets))));
        Refused("REASON_REQUIRED", A.Require(A.Monitoring, blank).On(A.Monitoring, A.In(A.Monitoring, ItemState.Submitted)));
        Refused("REASON_REQUIRED", A.Answer(A.Monitoring, answer: blank).On(A.Monitoring, Rectified));
        Refused("REASON_REQUIRED", A.Close(A.Monitoring, conclusion: blank).On(A.Monitoring, Rectified));
        Refused(
            "REASON_REQUIRED",
            A.Approve(A.Targets, 1, grade: ReviewGrade.Poor, reason: blank).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));
    }

    [Fact]
    public void SAME_PERSON()
    {
        var both = A.Person("both", Role.SectionHead, Role.Lead, Role.GroupChair);
        var monitored = A.After(A.Monitoring, A.Upload(A.Monitoring, 1), A.Read(A.Monitoring, 1), A.Submit(A.Monitoring, 1, both));
        var evaluated = A.After(
            A.SelfEvaluation, A.Upload(A.SelfEvaluation, 1), A.Read(A.SelfEvaluation, 1),
            A.Submit(A.SelfEvaluation, 1, both), A.Check(A.SelfEvaluation, 1));

        Refused("SAME_PERSON", A.Approve(A.Monitoring, 1, both).On(A.Monitoring, monitored));
        Refused("SAME_PERSON", A.Approve(A.SelfEvaluation, 1, both).On(A.SelfEvaluation, evaluated));
        Refused("SAME_PERSON", A.Return(A.SelfEvaluation, 1, both).On(A.SelfEvaluation, evaluated));
        Refused("SAME_PERSON", A.ConsentToReopening(A.Targets, both).On(
            A.Targets, A.After(A.Targets, [.. A.Until(A.Targets, ItemState.Locked), A.AskReopening(A.Targets, both)])));
        Refused("SAME_PERSON", A.Override(A.SelfEvaluation, 1, by: both).On(A.SelfEvaluation, evaluated));
        Refused("SAME_PERSON", A.Check(A.SelfEvaluation, 1, both).On(
            A.SelfEvaluation,
            A.After(A.SelfEvaluation, A.Upload(A.SelfEvaluation, 1), A.Read(A.SelfEvaluation, 1), A.Submit(A.SelfEvaluation, 1, both))));
    }

    /// <summary>The one who uploaded is as much an author as the one who handed it in.</summary>
    [Fact]
    public void SAME_PERSON_of_the_upload()
    {
        var both = A.Person("both", Role.SectionClerk, Role.Lead, Role.GroupMember);
        var monitored = A.After(A.Monitoring, A.Upload(A.Monitoring, 1, both), A.Read(A.Monitoring, 1), A.Submit(A.Monitoring, 1));
        var submitted = A.After(A.Targets, A.Upload(A.Targets, 1, both), A.Read(A.Targets, 1), A.Submit(A.Targets, 1));
        var alone = A.Check(A.Targets, 1).On(A.Targets, submitted).OnItem(submitted);
        var good = A.After(
            A.Targets,
            [
                .. A.Until(A.Targets, ItemState.LeadChecked),
                A.Approve(A.Targets, 1, grade: ReviewGrade.Good),
                A.Upload(A.Targets, 2, both),
                A.Read(A.Targets, 2),
            ]);

        Refused("SAME_PERSON", A.Approve(A.Monitoring, 1, both).On(A.Monitoring, monitored));
        Refused("SAME_PERSON", A.Check(A.Targets, 1, both).On(A.Targets, submitted));
        Refused("SAME_PERSON", A.Approve(A.Targets, 1, both).On(A.Targets, alone));
        Refused("SAME_PERSON", A.Return(A.Targets, 1, both).On(A.Targets, alone));
        Refused("SAME_PERSON", A.Complete(A.Targets, 2, both).On(A.Targets, good));
        Assert.Single(A.Complete(A.Targets, 2).On(A.Targets, good).Events);
    }

    [Fact]
    public void CHAIR_REQUIRED()
    {
        var both = A.Person("both", Role.Lead, Role.GroupMember);

        Refused("CHAIR_REQUIRED", A.Undo(A.Targets, 1, A.Member).On(A.Targets, A.In(A.Targets, ItemState.Approved)));
        Refused("CHAIR_REQUIRED", A.Undo(A.Targets, 1, both).On(A.Targets, A.In(A.Targets, ItemState.Rejected)));
    }

    private static string Long => new('长', TextLimits.Longest + 1);

    private static string Longest => new('长', TextLimits.Longest);

    [Fact]
    public void REASON_TOO_LONG()
    {
        Refused("REASON_TOO_LONG", A.Return(A.Targets, 1, reason: Long).On(A.Targets, A.In(A.Targets, ItemState.Submitted)));
        Refused("REASON_TOO_LONG", A.Approve(A.Targets, 1, reason: Long).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));
        Refused(
            "REASON_TOO_LONG",
            A.Override(A.SelfEvaluation, 1, reason: Long).On(A.SelfEvaluation, A.In(A.SelfEvaluation, ItemState.LeadChecked)));
        Refused("REASON_TOO_LONG", A.AskReopening(A.Targets, reason: Long).On(A.Targets, A.In(A.Targets, ItemState.Approved)));
        Refused("REASON_TOO_LONG", A.RefuseReopening(A.Targets, reason: Long).On(A.Targets, Asked));
        Refused("REASON_TOO_LONG", A.Adjust(A.Targets, reason: Long).On(A.Targets, A.In(A.Targets, ItemState.Locked)));
        Refused("REASON_TOO_LONG", A.Withdraw(A.Targets, reason: Long).On(A.Targets, A.After(A.Targets, A.Attach(A.Targets))));
        Assert.Single(A.Return(A.Targets, 1, reason: Longest).On(A.Targets, A.In(A.Targets, ItemState.Submitted)).Events);
    }

    [Fact]
    public void MINUTES_TOO_LONG()
        => Refused(
            "MINUTES_TOO_LONG",
            new ItemCommand.Approve(A.Monitoring.Id, A.Lead, 1, Minutes: Long).On(A.Monitoring, A.In(A.Monitoring, ItemState.Submitted)));

    [Fact]
    public void DOCUMENT_TOO_LONG()
        => Refused("DOCUMENT_TOO_LONG", A.Adjust(A.Targets, document: Long).On(A.Targets, A.In(A.Targets, ItemState.Locked)));

    [Fact]
    public void REQUIREMENT_TOO_LONG()
    {
        Refused("REQUIREMENT_TOO_LONG", A.Require(A.Monitoring, Long).On(A.Monitoring, A.In(A.Monitoring, ItemState.Submitted)));
        Assert.Single(A.Require(A.Monitoring, Longest).On(A.Monitoring, A.In(A.Monitoring, ItemState.Submitted)).Events);
    }

    [Fact]
    public void INDICATOR_TOO_LONG() => Refused(
        "INDICATOR_TOO_LONG",
        new ItemCommand.RequireRectification(A.Monitoring.Id, A.Lead, Long, "加快").On(
            A.Monitoring, A.In(A.Monitoring, ItemState.Submitted)));

    [Fact]
    public void ANSWER_TOO_LONG() => Refused("ANSWER_TOO_LONG", A.Answer(A.Monitoring, answer: Long).On(A.Monitoring, Rectified));

    [Fact]
    public void CONCLUSION_TOO_LONG()
        => Refused("CONCLUSION_TOO_LONG", A.Close(A.Monitoring, conclusion: Long).On(A.Monitoring, Rectified));

    [Fact]
    public void POINTS_TOO_LONG()
    {
        var submitted = A.In(A.Targets, ItemState.Submitted);

        Refused(
            "POINTS_TOO_LONG",
            Return([.. Enumerable.Repeat(new ReturnPoint("i1", "改"), TextLimits.MostPoints + 1)]).On(A.Targets, submitted));
        Refused("POINTS_TOO_LONG", Return([new("i1", Long)]).On(A.Targets, submitted));
        Refused("POINTS_TOO_LONG", Return([new(Long, "改")]).On(A.Targets, submitted));
        Assert.Single(
            Return([.. Enumerable.Repeat(new ReturnPoint("i1", Longest), TextLimits.MostPoints)]).On(A.Targets, submitted).Events);

        static ItemCommand Return(ImmutableArray<ReturnPoint> points) => new ItemCommand.Return(A.Targets.Id, A.Lead, 1, "请修改", points);
    }

    [Fact]
    public void ANSWERS_TOO_LONG() => Refused(
        "ANSWERS_TOO_LONG",
        new ItemCommand.Submit(A.Targets.Id, A.Head, 1, [new("i1", Long)]).On(A.Targets, A.In(A.Targets, ItemState.Draft)));

    [Fact]
    public void GRADE_NOT_EXPECTED()
        => Refused(
            "GRADE_NOT_EXPECTED",
            A.Approve(A.Monitoring, 1, grade: ReviewGrade.Good).On(A.Monitoring, A.In(A.Monitoring, ItemState.Submitted)));

    [Fact]
    public void SCORE_NOT_EXPECTED()
        => Refused("SCORE_NOT_EXPECTED", A.Override(A.Targets, 1).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    [InlineData(89.996)]
    public void SCORE_OUT_OF_RANGE(double score)
        => Refused(
            "SCORE_OUT_OF_RANGE",
            A.Override(A.SelfEvaluation, 1, (decimal)score).On(A.SelfEvaluation, A.In(A.SelfEvaluation, ItemState.LeadChecked)));

    [Fact]
    public void ANSWER_BY_OUT_OF_RANGE()
    {
        foreach (var by in (Func<DateTimeOffset, Decision<ItemEvent>>[])[Return, Reopen])
        {
            Refused("ANSWER_BY_OUT_OF_RANGE", by(A.Now));
            Refused("ANSWER_BY_OUT_OF_RANGE", by(A.Now.AddDays(366).AddTicks(1)));
            Refused("ANSWER_BY_OUT_OF_RANGE", by(DateTimeOffset.MaxValue));
            Assert.Null(by(A.Now.AddTicks(1)).Refusal);
            Assert.Null(by(A.Now.AddDays(366)).Refusal);
        }

        static Decision<ItemEvent> Return(DateTimeOffset answerBy)
            => new ItemCommand.Return(A.Targets.Id, A.Lead, 1, "指标值未量化", [], answerBy)
                .On(A.Targets, A.In(A.Targets, ItemState.Submitted));

        static Decision<ItemEvent> Reopen(DateTimeOffset answerBy) => new ItemCommand.AskReopening(A.Targets.Id, A.Lead, "漏报支出", answerBy)
            .On(A.Targets, A.In(A.Targets, ItemState.Locked));
    }

    [Fact]
    public void NOTHING_TO_UNDO()
        => Refused("NOTHING_TO_UNDO", A.Undo(A.Targets, 1, A.Head).On(A.Targets, A.In(A.Targets, ItemState.Draft)));

    [Fact]
    public void RED_NEEDS_GROUP()
    {
        var red = A.After(A.Monitoring, A.Upload(A.Monitoring, 1), A.Read(A.Monitoring, 1, light: "red"), A.Submit(A.Monitoring, 1));

        Refused("RED_NEEDS_GROUP", A.Approve(A.Monitoring, 1).On(A.Monitoring, red));
    }

    [Fact]
    public void EVIDENCE_REQUIRED()
    {
        var bare = A.After(
            A.SelfEvaluation,
            A.Upload(A.SelfEvaluation, 1),
            A.Read(A.SelfEvaluation, 1, needs: ["i-1", "i-2"]),
            A.Attach(A.SelfEvaluation));

        Refused("EVIDENCE_REQUIRED", A.Submit(A.SelfEvaluation, 1).On(A.SelfEvaluation, bare));
    }

    [Fact]
    public void TOO_MUCH_EVIDENCE()
    {
        const int before = ProjectYear.MostEvidence - ReadingSummary.MostNeeds;
        var full = After(
            [.. Enumerable.Range(0, before).Select(n => (A.Monitoring, A.Attach(A.Monitoring, $"e{n}"))),
            .. Enumerable.Range(0, ReadingSummary.MostNeeds).Select(n => (A.SelfEvaluation, A.Attach(A.SelfEvaluation, $"e{n}")))]);

        Refused("TOO_MUCH_EVIDENCE", full.Decide(A.SelfEvaluation, A.Attach(A.SelfEvaluation, "more"), A.Now));
        Assert.Empty(full.Decide(A.SelfEvaluation, A.Attach(A.SelfEvaluation, "e0"), A.Now).Events);
        var sparing = After([.. Enumerable.Range(0, before).Select(n => (A.Monitoring, A.Attach(A.Monitoring, $"e{n}")))]);
        Refused("TOO_MUCH_EVIDENCE", sparing.Decide(A.Monitoring, A.Attach(A.Monitoring, "more"), A.Now));
        var less = full.Decide(A.Monitoring, A.Withdraw(A.Monitoring, "e0"), A.Now).On(full);
        Assert.Single(less.Decide(A.SelfEvaluation, A.Attach(A.SelfEvaluation, "more"), A.Now).Events);
    }

    [Fact]
    public void TOO_MANY_RECTIFICATIONS()
    {
        var full = After(
            [.. A.Until(A.Monitoring, ItemState.Submitted).Select(command => (A.Monitoring, command)),
            .. Enumerable.Range(0, ProjectYear.MostRectifications).Select(n => (A.Monitoring, A.Require(A.Monitoring, $"整改{n}")))]);

        Refused("TOO_MANY_RECTIFICATIONS", full.Decide(A.Monitoring, A.Require(A.Monitoring, "再改"), A.Now));
    }

    [Fact]
    public void TOO_MANY_OPENINGS()
    {
        var item = A.In(A.Targets, ItemState.Locked);
        for (var attempt = 1; attempt < ReviewDecider.MostAttempts; attempt++)
        {
            item = new[] { A.Adjust(A.Targets), A.Drop(A.Targets) }.Aggregate(
                item, (one, command) => command.On(A.Targets, one).OnItem(one));
        }

        Refused("TOO_MANY_OPENINGS", A.Adjust(A.Targets).On(A.Targets, item));
        Refused("TOO_MANY_OPENINGS", A.AskReopening(A.Targets).On(A.Targets, item));
    }

    [Fact]
    public void UPLOADS_TODAY()
    {
        var upload = new ItemCommand.Upload(A.Targets.Id, A.Clerk, 3, A.Sha(3), "表.xlsx", MostOfDay: 2);
        var item = A.After(A.Targets, A.Upload(A.Targets, 1), A.Read(A.Targets, 1), A.Upload(A.Targets, 2), A.Read(A.Targets, 2));

        Refused("UPLOADS_TODAY", upload.On(A.Targets, item));
        Assert.Equal(Decision<ItemEvent>.Nothing, (upload with { Version = 2, Sha256 = A.Sha(2) }).On(A.Targets, item)); // a repeat

        // the day begins at midnight in Beijing, whatever the clock in between says
        var midnight = BeijingTime.At(BeijingTime.DayOf(A.Now).AddDays(1), TimeOnly.MinValue);
        Refused("UPLOADS_TODAY", ReviewDecider.Decide(A.Targets, item, upload, midnight.AddTicks(-1)));
        Assert.Single(ReviewDecider.Decide(A.Targets, item, upload, midnight).Events);
    }

    [Fact]
    public void TOO_MANY_UNREAD()
    {
        var item = A.After(
            A.Targets, [.. Enumerable.Range(1, ReviewDecider.MostUnread + 1).Select(version => A.Upload(A.Targets, version))]);

        Refused("TOO_MANY_UNREAD", A.Upload(A.Targets, item.NextVersion).On(A.Targets, item));
        var read = A.Read(A.Targets, 1).On(A.Targets, item).OnItem(item);
        Assert.Single(A.Upload(A.Targets, item.NextVersion).On(A.Targets, read).Events);
    }

    [Fact]
    public void PANEL_TOO_LARGE()
    {
        ImmutableArray<string> people = [.. Enumerable.Range(0, Panel.Most + 1).Select(n => $"tenant:{n}")];
        var submitted = A.In(A.Targets, ItemState.Submitted);

        Refused("PANEL_TOO_LARGE", Check(people).On(A.Targets, submitted));
        Assert.Single(Check(people[1..]).On(A.Targets, submitted).Events);
        Refused("PANEL_TOO_LARGE", new ItemCommand.AskPanel(A.Targets.Id, A.Lead, "增补", [], Of(people)).On(
            A.Targets, A.In(A.Targets, ItemState.LeadChecked)));

        static ItemCommand Check(ImmutableArray<string> people) => new ItemCommand.Check(A.Targets.Id, A.Lead, 1, Of(people));

        static Panel Of(ImmutableArray<string> people) => new(Quorum.All, people, []);
    }

    private static ProjectYear After(IEnumerable<(PlannedStage Stage, ItemCommand Command)> commands) => commands.Aggregate(
        ProjectYear.Empty, (year, done) => year.Decide(done.Stage, done.Command, A.Now).On(year));

    [Theory]
    [InlineData(0, "green", null)]
    [InlineData(0, "blue", null)]
    [InlineData(0, "yellow", "NOT_GREEN")]
    [InlineData(0, null, "NOT_GREEN")]
    [InlineData(3, "green", null)] // a monitoring sheet goes by its light
    public void NOT_GREEN(int warnings, string? light, string? refused)
        => Assert.Equal(refused, Greenly(A.Monitoring, warnings, light)?.Code);

    [Fact]
    public void A_sheet_without_lights_is_green_when_nothing_at_all_was_found_in_it()
    {
        Assert.Null(Greenly(A.Monitoring with { Kind = StageKind.SelfEvaluation }, 0, null));
        Assert.Equal(Refusals.NotGreen, Greenly(A.Monitoring with { Kind = StageKind.SelfEvaluation }, 1, null));
    }

    [Fact]
    public void What_is_approved_already_is_not_asked_whether_it_is_green()
    {
        var approved = After([.. A.Until(A.Monitoring, ItemState.Approved).Select(command => (A.Monitoring, command))]);

        Assert.Equal(Decision<ItemEvent>.Nothing, approved.Decide(A.Monitoring, IfGreen, A.Now));
    }

    private static readonly ItemCommand IfGreen = new ItemCommand.Approve(A.Monitoring.Id, A.Lead, 1, IfGreen: true);

    private static Refusal? Greenly(PlannedStage stage, int warnings, string? light)
    {
        var reading = new ReadingSummary("reading-1", 0, warnings, new SheetFigures(Light: light));
        var submitted = After(
            [(stage, A.Upload(stage, 1)), (stage, new ItemCommand.Read(stage.Id, 1, reading)), (stage, A.Submit(stage, 1))]);
        return submitted.Decide(stage, IfGreen, A.Now).Refusal;
    }

    [Fact]
    public void NO_SUCH_INDICATOR()
    {
        var attach = (ItemCommand.AttachEvidence)A.Attach(A.SelfEvaluation);
        var item = A.After(A.SelfEvaluation, attach);

        Refused("NO_SUCH_INDICATOR", (attach with { Indicators = [] }).On(A.SelfEvaluation, item));
        Refused("NO_SUCH_INDICATOR", (attach with { Indicators = ["i-2"] }).On(A.SelfEvaluation, item));
        Assert.Null((attach with { Indicators = ["i-2", "i-1"] }).On(A.SelfEvaluation, item).Refusal);
    }

    [Fact]
    public void NO_SUCH_EVIDENCE()
        => Refused(
            "NO_SUCH_EVIDENCE",
            A.Withdraw(A.SelfEvaluation, "e9").On(A.SelfEvaluation, A.After(A.SelfEvaluation, A.Attach(A.SelfEvaluation))));

    [Fact]
    public void POINTS_UNANSWERED()
    {
        var returned = A.After(A.Targets, [.. A.Until(A.Targets, ItemState.Returned), A.Upload(A.Targets, 2), A.Read(A.Targets, 2)]);

        Refused("POINTS_UNANSWERED", new ItemCommand.Submit(A.Targets.Id, A.Head, 2).On(A.Targets, returned));
        Refused("POINTS_UNANSWERED", new ItemCommand.Submit(A.Targets.Id, A.Head, 2, [new("自评表!F12", " ")]).On(A.Targets, returned));
        Refused("POINTS_UNANSWERED", new ItemCommand.Submit(A.Targets.Id, A.Head, 2, [new("自评表!F13", "已改")]).On(A.Targets, returned));
    }

    [Fact]
    public void REOPENING_NOT_ASKED()
    {
        Refused("REOPENING_NOT_ASKED", A.ConsentToReopening(A.Targets).On(A.Targets, A.In(A.Targets, ItemState.Locked)));
        Refused("REOPENING_NOT_ASKED", A.RefuseReopening(A.Targets).On(A.Targets, A.In(A.Targets, ItemState.Locked)));
    }

    [Fact]
    public void ADJUSTMENT_NOT_EXPECTED()
    {
        Refused("ADJUSTMENT_NOT_EXPECTED", A.Adjust(A.SelfEvaluation).On(A.SelfEvaluation, A.In(A.SelfEvaluation, ItemState.Locked)));
        Refused("ADJUSTMENT_NOT_EXPECTED", A.Drop(A.Targets).On(A.Targets, A.In(A.Targets, ItemState.Draft)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void DOCUMENT_REQUIRED(string? blank)
        => Refused("DOCUMENT_REQUIRED", A.Adjust(A.Targets, document: blank).On(A.Targets, A.In(A.Targets, ItemState.Locked)));

    [Fact]
    public void RECTIFICATION_NOT_EXPECTED()
        => Refused("RECTIFICATION_NOT_EXPECTED", A.Require(A.Targets).On(A.Targets, A.In(A.Targets, ItemState.Submitted)));

    [Fact]
    public void NO_SUCH_RECTIFICATION()
    {
        Refused("NO_SUCH_RECTIFICATION", A.Answer(A.Monitoring, 2).On(A.Monitoring, Rectified));
        Refused("NO_SUCH_RECTIFICATION", A.Close(A.Monitoring, 2).On(A.Monitoring, Rectified));
    }

    [Fact]
    public void RECTIFICATION_UNANSWERED()
    {
        Refused("RECTIFICATION_UNANSWERED", A.Close(A.Monitoring).On(A.Monitoring, Rectified));

        var year = new ProjectYear(ImmutableDictionary<StageId, Item>.Empty.Add(A.Monitoring.Id, Rectified));
        foreach (var command in A.Until(A.SelfEvaluation, ItemState.Draft))
        {
            year = year.Decide(A.SelfEvaluation, command, A.Now).On(year);
        }

        Refused("RECTIFICATION_UNANSWERED", year.Decide(A.SelfEvaluation, A.Submit(A.SelfEvaluation, 1), A.Now));
        year = year.Decide(A.Monitoring, A.Answer(A.Monitoring), A.Now).On(year);
        Assert.Single(year.Decide(A.SelfEvaluation, A.Submit(A.SelfEvaluation, 1), A.Now).Events);
    }

    [Fact]
    public void RECTIFICATION_CLOSED()
    {
        var closed = new[] { A.Answer(A.Monitoring), A.Close(A.Monitoring) }.Aggregate(
            Rectified, (item, command) => command.On(A.Monitoring, item).OnItem(item));

        Refused("RECTIFICATION_CLOSED", A.Answer(A.Monitoring, answer: "又改了").On(A.Monitoring, closed));
        Refused("RECTIFICATION_CLOSED", A.Close(A.Monitoring, conclusion: "没有到位").On(A.Monitoring, closed));
    }

    private static Item Asked => A.After(A.Targets, [.. A.Until(A.Targets, ItemState.Locked), A.AskReopening(A.Targets)]);

    private static Item Rectified => A.After(A.Monitoring, [.. A.Until(A.Monitoring, ItemState.Locked), A.Require(A.Monitoring)]);

    [Fact]
    public void READING_OUTDATED()
    {
        var scored = new ReadingBasis("1", EvidenceRule.Scored);
        var draft = A.After(A.SelfEvaluation, A.Upload(A.SelfEvaluation, 1), JudgedBy(scored));

        Assert.Equal(Refusals.ReadingOutdated, Submitted(scored with { Targets = "1,2" }).On(A.SelfEvaluation, draft).Refusal);
        Assert.Equal(Refusals.ReadingOutdated, Submitted(scored with { Evidence = EvidenceRule.None }).On(A.SelfEvaluation, draft).Refusal);
        var submitted = Submitted(scored).On(A.SelfEvaluation, draft).OnItem(draft);
        var passed = A.Check(A.SelfEvaluation, 1).On(A.SelfEvaluation, submitted).OnItem(submitted);
        Assert.Equal(Refusals.ReadingOutdated, Approved(scored with { Targets = "1,2" }).On(A.SelfEvaluation, passed).Refusal);
        Assert.Null(Approved(scored with { Evidence = EvidenceRule.None }).On(A.SelfEvaluation, passed).Refusal);

        static ItemCommand JudgedBy(ReadingBasis basis) =>
            new ItemCommand.Read(A.SelfEvaluation.Id, 1, new("reading-1", 0, 0, SheetFigures.None, Basis: basis));

        static ItemCommand Submitted(ReadingBasis now) => new ItemCommand.Submit(A.SelfEvaluation.Id, A.Head, 1, [], now);

        static ItemCommand Approved(ReadingBasis now) => new ItemCommand.Approve(A.SelfEvaluation.Id, A.Chair, 1, Basis: now);
    }

    [Fact]
    public void TARGETS_NOT_APPROVED() => Assert.Equal(
        Refusals.TargetsNotApproved,
        new ItemCommand.Submit(A.Monitoring.Id, A.Head, 1, [], new("", null))
            .On(A.Monitoring, A.In(A.Monitoring, ItemState.Draft)).Refusal);

    internal static void Refused<TEvent>(string code, Decision<TEvent> decision)
    {
        Assert.Equal(code, decision.Refusal?.Code);
        Assert.Empty(decision.Events);
    }
}

public sealed class RefusalTextTests
{
    [Fact]
    public void Every_refusal_has_a_test_of_its_name()
    {
        var tests = typeof(RefusalTextTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Select(method => method.Name)
            .ToHashSet();

        Assert.All(Every(), refusal => Assert.Contains(refusal.Code, tests));
    }

    [Fact]
    public void Every_refusal_speaks_both_languages_and_codes_are_unique()
    {
        Assert.All(Every(), refusal =>
        {
            Assert.Contains(refusal.Text.Zh, c => c >= 0x4e00);
            Assert.Contains(refusal.Text.En, char.IsAsciiLetter);
        });
        Assert.Equal(Every().Count(), Every().Select(refusal => refusal.Code).Distinct().Count());
    }

    private static IEnumerable<Refusal> Every()
        => typeof(Refusals).GetProperties().Select(property => (Refusal)property.GetValue(null)!);
}
