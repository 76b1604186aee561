using System.Collections.Immutable;
using System.Globalization;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

/// <summary>People, stages and commands that the tests of the review speak of.</summary>
internal static class A
{
    public static readonly DateTimeOffset Opening = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Now = Opening.AddHours(1);

    public static readonly Actor Clerk = Person("clerk", Role.SectionClerk);
    public static readonly Actor Head = Person("head", Role.SectionHead);
    public static readonly Actor Lead = Person("lead", Role.Lead);
    public static readonly Actor Member = Person("member", Role.GroupMember);
    public static readonly Actor Chair = Person("chair", Role.GroupChair);
    public static readonly Actor UnitHead = Person("unit-head", Role.UnitHead);
    public static readonly Actor Auditor = Person("auditor", Role.Auditor);

    public static readonly PlannedStage Targets = Stage("targets", StageKind.Targets, Approver.Group);
    public static readonly PlannedStage Monitoring = Stage("q1", StageKind.Monitoring, Approver.Lead);
    public static readonly PlannedStage SelfEvaluation = Stage("self-evaluation", StageKind.SelfEvaluation, Approver.Group);

    public static Actor Person(string name, params Role[] roles) => new(name, [.. roles]);

    /// <summary>Of the sheet that is the version.</summary>
    public static string Sha(int version) => version.ToString("x64", CultureInfo.InvariantCulture);

    public static ItemCommand Upload(PlannedStage stage, int version, Actor? by = null, string? sha = null, string file = "表.xlsx")
        => new ItemCommand.Upload(stage.Id, by ?? Clerk, version, sha ?? Sha(version), file);

    public static ItemCommand Read(
        PlannedStage stage, int version, int errors = 0, bool failed = false,
        decimal? score = null, string? light = null, params string[] needs)
        => new ItemCommand.Read(
            stage.Id, version, new($"reading-{version}", errors, 0, new SheetFigures(Score: score, Light: light), failed, [.. needs]));

    /// <param name="causes">See <see cref="ReadingSummary.Red"/>.</param>
    public static ItemCommand ReadRed(PlannedStage stage, int version, string? causes = "execution")
        => new ItemCommand.Read(stage.Id, version, new($"reading-{version}", 0, 0, new SheetFigures(Light: "red"), Red: causes));

    public static ItemCommand Note(
        PlannedStage stage, int version, string? cause = "execution", int until = 9, string? reason = "按合同秋季付款", Actor? by = null)
        => new ItemCommand.TakeNote(stage.Id, by ?? Chair, version, cause, until, reason);

    public static ItemCommand Submit(PlannedStage stage, int version, Actor? by = null) 
        => new ItemCommand.Submit(stage.Id, by ?? Head, version, [new("自评表!F12", "已量化")]);

    public static ItemCommand Check(PlannedStage stage, int version, Actor? by = null)
        => new ItemCommand.Check(stage.Id, by ?? Lead, version);

    public static ItemCommand Return(PlannedStage stage, int version, Actor? by = null, string? reason = "指标值未量化")
        => new ItemCommand.Return(stage.Id, by ?? Lead, version, reason, [new("自评表!F12", "请量化")]);

    public static ItemCommand Approve(PlannedStage stage, int version, Actor? by = null, ReviewGrade? grade = null, string? reason = null)
        => new ItemCommand.Approve(stage.Id, by ?? (stage.Approver == Approver.Lead ? Lead : Chair), version, grade, reason);

    public static ItemCommand Override(PlannedStage stage, int version, decimal score = 88, string? reason = "佐证不足", Actor? by = null)
        => new ItemCommand.OverrideScore(stage.Id, by ?? Chair, version, score, reason);

    public static ItemCommand Undo(PlannedStage stage, int version, Actor by) => new ItemCommand.Undo(stage.Id, by, version);

    public static ItemCommand AskReopening(PlannedStage stage, Actor? by = null, string? reason = "预算调整")
        => new ItemCommand.AskReopening(stage.Id, by ?? Lead, reason);

    public static ItemCommand ConsentToReopening(PlannedStage stage, Actor? by = null)
        => new ItemCommand.ConsentToReopening(stage.Id, by ?? Chair);

    public static ItemCommand RefuseReopening(PlannedStage stage, Actor? by = null, string? reason = "理由不充分")
        => new ItemCommand.RefuseReopening(stage.Id, by ?? Chair, reason);

    public static ItemCommand Complete(PlannedStage stage, int version, Actor? by = null, string? noEdit = null)
        => new ItemCommand.Complete(stage.Id, by ?? Lead, version, noEdit);

    public static ItemCommand Adjust(PlannedStage stage, Actor? by = null, string? reason = "预算调减", string? document = "财预〔2024〕9号")
        => new ItemCommand.AdjustTargets(stage.Id, by ?? Head, reason, document);

    public static ItemCommand Drop(PlannedStage stage, Actor? by = null) => new ItemCommand.DropAdjustment(stage.Id, by ?? Head);

    public static ItemCommand Attach(PlannedStage stage, string id = "e1", string indicator = "i-1", Actor? by = null)
        => new ItemCommand.AttachEvidence(stage.Id, by ?? Clerk, new(id, indicator, $"sha-{id}", "验收单.pdf", "application/pdf", 10));

    public static ItemCommand Withdraw(PlannedStage stage, string id = "e1", string? reason = "传错了")
        => new ItemCommand.WithdrawEvidence(stage.Id, Clerk, id, reason);

    public static ItemCommand Require(PlannedStage stage, string? requirement = "加快支付进度", Actor? by = null)
        => new ItemCommand.RequireRectification(stage.Id, by ?? Lead, null, requirement);

    public static ItemCommand Answer(PlannedStage stage, int id = 1, string? answer = "已支付")
        => new ItemCommand.AnswerRectification(stage.Id, Head, id, answer);

    public static ItemCommand Close(PlannedStage stage, int id = 1, string? conclusion = "整改到位")
        => new ItemCommand.CloseRectification(stage.Id, Lead, id, conclusion);

    public static ItemCommand Lock(PlannedStage stage) => new ItemCommand.Lock(stage.Id, "data-hash");

    public static ItemCommand Archive(PlannedStage stage) => new ItemCommand.Archive(stage.Id);

    /// <summary>The item after commands that all have to be done.</summary>
    public static Item After(PlannedStage stage, params ReadOnlySpan<ItemCommand> commands) => StoryAfter(stage, commands).Item;

    /// <summary>As <see cref="After"/>, with what people are shown of it.</summary>
    public static ItemStory StoryAfter(PlannedStage stage, params ReadOnlySpan<ItemCommand> commands)
    {
        var story = ItemStory.New(stage.Id);
        foreach (var command in commands)
        {
            var decision = ReviewDecider.Decide(stage, story.Item, command, Now);
            Assert.Null(decision.Refusal);
            story = decision.OnItem(story);
        }

        return story;
    }

    /// <summary>Commands that bring an item of the stage to a state.</summary>
    public static ImmutableArray<ItemCommand> Until(PlannedStage stage, ItemState state) => state switch
    {
        ItemState.NotStarted => [],
        ItemState.Draft => [Upload(stage, 1), Read(stage, 1)],
        ItemState.Submitted => [.. Until(stage, ItemState.Draft), Submit(stage, 1)],
        ItemState.LeadChecked => [.. Until(stage, ItemState.Submitted), Check(stage, 1)],
        ItemState.Returned => [.. Until(stage, ItemState.Submitted), Return(stage, 1)],
        ItemState.Rejected => [.. Until(stage, ItemState.LeadChecked), Approve(stage, 1, grade: ReviewGrade.Poor, reason: "不符合要求")],
        ItemState.Approved
            => [.. Until(stage, stage.Approver == Approver.Lead ? ItemState.Submitted : ItemState.LeadChecked), Approve(stage, 1)],
        ItemState.Reopened => [.. Until(stage, ItemState.Approved), AskReopening(stage), ConsentToReopening(stage)],
        ItemState.Locked => [.. Until(stage, ItemState.Approved), Lock(stage)],
        _ => [.. Until(stage, ItemState.Locked), Archive(stage)],
    };

    public static Item In(PlannedStage stage, ItemState state) => After(stage, Until(stage, state).AsSpan());

    public static ItemStory StoryIn(PlannedStage stage, ItemState state) => StoryAfter(stage, Until(stage, state).AsSpan());

    public static Decision<ItemEvent> On(this ItemCommand command, PlannedStage stage, Item item)
        => ReviewDecider.Decide(stage, item, command, Now);

    public static Decision<ItemEvent> On(this ItemCommand command, PlannedStage stage, ItemStory story) => command.On(stage, story.Item);

    public static Item OnItem(this Decision<ItemEvent> decision, Item item)
        => decision.Events.Aggregate(item, (folded, happened) => folded.Apply(happened, 1));

    /// <summary>Events are numbered as if the item were alone in its project.</summary>
    public static ItemStory OnItem(this Decision<ItemEvent> decision, ItemStory story)
        => decision.Events.Aggregate(story, (told, happened) => told.Apply(happened, told.History.Count + 1));

    private static PlannedStage Stage(string id, StageKind kind, Approver approver)
        => new(
            StageId.Parse(id).Value, kind, kind == StageKind.Monitoring ? 3 : null,
            StageScope.Project, approver, Opening, Opening.AddDays(30), []);
}
