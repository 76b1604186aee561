using System.Collections.Immutable;
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
    public static readonly Actor Auditor = Person("auditor", Role.Auditor);

    public static readonly PlannedStage Targets = Stage("targets", StageKind.Targets, Approver.Group);
    public static readonly PlannedStage Monitoring = Stage("q1", StageKind.Monitoring, Approver.Lead);
    public static readonly PlannedStage SelfEvaluation = Stage("self-evaluation", StageKind.SelfEvaluation, Approver.Group);

    public static Actor Person(string name, params Role[] roles) => new($"tenant:{name}", name, [.. roles]);

    public static ItemCommand Upload(PlannedStage stage, int version, Actor? by = null, string? sha = null)
        => new ItemCommand.Upload(stage.Id, by ?? Clerk, version, sha ?? $"sha-{version}", "表.xlsx");

    public static ItemCommand Read(PlannedStage stage, int version, int errors = 0, bool failed = false, decimal? score = null)
        => new ItemCommand.Read(stage.Id, version, new($"reading-{version}", errors, 0, new SheetFigures(Score: score), failed));

    public static ItemCommand Submit(PlannedStage stage, int version, Actor? by = null) => new ItemCommand.Submit(stage.Id, by ?? Head, version);

    public static ItemCommand Check(PlannedStage stage, int version, Actor? by = null) => new ItemCommand.Check(stage.Id, by ?? Lead, version);

    public static ItemCommand Return(PlannedStage stage, int version, Actor? by = null, string? reason = "指标值未量化")
        => new ItemCommand.Return(stage.Id, by ?? Lead, version, reason, [new("自评表!F12", "请量化")]);

    public static ItemCommand Approve(PlannedStage stage, int version, Actor? by = null, ReviewGrade? grade = null, string? reason = null)
        => new ItemCommand.Approve(stage.Id, by ?? (stage.Approver == Approver.Lead ? Lead : Chair), version, grade, reason);

    public static ItemCommand Override(PlannedStage stage, int version, decimal score = 88, string? reason = "佐证不足", Actor? by = null)
        => new ItemCommand.OverrideScore(stage.Id, by ?? Chair, version, score, reason);

    public static ItemCommand Undo(PlannedStage stage, int version, Actor by) => new ItemCommand.Undo(stage.Id, by, version);

    public static ItemCommand Reopen(PlannedStage stage, Actor? by = null, string? reason = "预算调整") => new ItemCommand.Reopen(stage.Id, by ?? Lead, reason);

    public static ItemCommand Lock(PlannedStage stage) => new ItemCommand.Lock(stage.Id, "data-hash");

    public static ItemCommand Archive(PlannedStage stage) => new ItemCommand.Archive(stage.Id, Lead);

    /// <summary>The item after commands that all have to be done.</summary>
    public static Item After(PlannedStage stage, params ReadOnlySpan<ItemCommand> commands)
    {
        var item = Item.New(stage.Id);
        foreach (var command in commands)
        {
            var decision = ReviewDecider.Decide(stage, item, command, Now);
            Assert.Null(decision.Refusal);
            item = decision.Events.Aggregate(item, (folded, happened) => folded.Apply(happened));
        }

        return item;
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
        ItemState.Approved => [.. Until(stage, stage.Approver == Approver.Lead ? ItemState.Submitted : ItemState.LeadChecked), Approve(stage, 1)],
        ItemState.Reopened => [.. Until(stage, ItemState.Approved), Reopen(stage)],
        ItemState.Locked => [.. Until(stage, ItemState.Approved), Lock(stage)],
        _ => [.. Until(stage, ItemState.Locked), Archive(stage)],
    };

    public static Item In(PlannedStage stage, ItemState state) => After(stage, Until(stage, state).AsSpan());

    public static Decision<ItemEvent> On(this ItemCommand command, PlannedStage stage, Item item) => ReviewDecider.Decide(stage, item, command, Now);

    private static PlannedStage Stage(string id, StageKind kind, Approver approver)
        => new(StageId.Parse(id).Value, kind, kind == StageKind.Monitoring ? 3 : null, StageScope.Project, approver, Opening, Opening.AddDays(30), []);
}
