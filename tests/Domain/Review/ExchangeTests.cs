using System.Collections.Immutable;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

/// <summary>What was asked and answered stays visible, round for round (field case 36).</summary>
public sealed class ExchangeTests
{
    private static readonly ImmutableArray<ItemCommand> Again =
        [.. A.Until(A.Targets, ItemState.Returned), A.Upload(A.Targets, 2), A.Read(A.Targets, 2), A.Submit(A.Targets, 2)];

    [Fact]
    public void Who_reviews_the_second_round_sees_the_points_the_answers_and_the_reason()
    {
        var story = A.StoryAfter(A.Targets, [.. Again, A.Check(A.Targets, 2)]);

        Assert.Equal([new("自评表!F12", "请量化", "已量化")], story.Points.AsEnumerable());
        Assert.Equal("指标值未量化", story.Reason);
        Assert.Equal(
            "item-returned 1.1 v1 by lead: 指标值未量化 [自评表!F12 请量化 → 已量化] answered v2 by head", Written(Assert.Single(story.Exchanges)));
    }

    [Fact]
    public void Every_round_stays_after_the_item_is_decided_on_and_opened_again()
    {
        var story = A.StoryAfter(A.Targets, [
            .. Again, A.Check(A.Targets, 2), A.Return(A.Targets, 2, A.Chair, "单位不对"),
            A.Upload(A.Targets, 3), A.Read(A.Targets, 3), A.Submit(A.Targets, 3), A.Check(A.Targets, 3), A.Approve(A.Targets, 3),
            A.Lock(A.Targets), A.AskReopening(A.Targets), A.ConsentToReopening(A.Targets), A.Upload(A.Targets, 4)]);

        Assert.Equal(
            [
                "item-returned 1.1 v1 by lead: 指标值未量化 [自评表!F12 请量化 → 已量化] answered v2 by head",
                "item-returned 1.2 v2 by chair: 单位不对 [自评表!F12 请量化 → 已量化] answered v3 by head",
                "item-reopened 1.3 v by lead: 预算调整 [] open",
            ],
            story.Exchanges.Select(Written));
        Assert.Equal(("预算调整", 0), (story.Reason, story.Points.Length));
    }

    [Fact]
    public void Points_of_a_decided_item_stand_in_its_exchanges_alone()
    {
        var story = A.StoryAfter(A.Targets, [.. Again, A.Check(A.Targets, 2), A.Approve(A.Targets, 2)]);

        Assert.Empty(story.Points);
        Assert.Single(story.Exchanges);
    }

    [Fact]
    public void A_return_that_was_taken_back_stays_and_says_so()
    {
        var story = A.StoryAfter(A.Monitoring, [.. A.Until(A.Monitoring, ItemState.Returned), A.Undo(A.Monitoring, 1, A.Lead)]);

        Assert.Equal("item-returned 1.1 v1 by lead: 指标值未量化 [自评表!F12 请量化 → ] taken back", Written(Assert.Single(story.Exchanges)));
        Assert.Equal((null, 0), (story.Reason, story.Points.Length));
    }

    [Fact]
    public void An_answer_that_was_taken_back_is_asked_for_again()
    {
        var story = A.StoryAfter(A.Targets, [.. Again, A.Undo(A.Targets, 2, A.Head)]);

        Assert.Equal("item-returned 1.1 v1 by lead: 指标值未量化 [自评表!F12 请量化 → ] open", Written(Assert.Single(story.Exchanges)));
        Assert.Equal(Written(story.Exchanges[0]), Written(A.StoryAfter(A.Targets, [.. Again[..^1]]).Exchanges[0]));
    }

    [Fact]
    public void Behind_a_return_that_was_taken_back_answers_are_taken_back_and_given_anew()
    {
        var story = A.StoryAfter(A.Targets, [
            .. Again, A.Return(A.Targets, 2), A.Undo(A.Targets, 2, A.Lead), A.Undo(A.Targets, 2, A.Head),
            new ItemCommand.Submit(A.Targets.Id, A.Head, 2, [new("自评表!F12", "重新核对")])]);

        Assert.Equal(
            [
                "item-returned 1.1 v1 by lead: 指标值未量化 [自评表!F12 请量化 → 重新核对] answered v2 by head",
                "item-returned 1.2 v2 by lead: 指标值未量化 [自评表!F12 请量化 → ] taken back",
            ],
            story.Exchanges.Select(Written));
        Assert.Equal([new("自评表!F12", "请量化", "重新核对")], story.Points.AsEnumerable());
    }

    [Fact]
    public void What_is_answered_without_being_asked_stands_beside_the_rest()
    {
        var story = A.StoryAfter(A.Targets, [
            .. Again[..^1],
            new ItemCommand.Submit(A.Targets.Id, A.Head, 2, [new("自评表!F12", "已量化"), new("i03", "一并更正"), new("i03", "另补说明")])]);

        Assert.Equal(
            [new("自评表!F12", "请量化", "已量化"), new("i03", null, "一并更正;另补说明")], story.Points.AsEnumerable());
    }

    [Fact]
    public void Of_a_return_by_the_group_all_who_carried_it_are_named()
    {
        var panel = new Panel(Quorum.Majority, [A.Member.Key, A.Chair.Key], [A.Chair.Key]);
        var story = A.StoryAfter(A.Targets, [
            .. A.Until(A.Targets, ItemState.Submitted), new ItemCommand.Check(A.Targets.Id, A.Lead, 1, panel),
            A.Return(A.Targets, 1, A.Member, "单位不对"), A.Return(A.Targets, 1, A.Chair, "缺依据")]);

        Assert.Equal(
            "item-returned 1.1 v1 by member+chair: 单位不对;缺依据 [自评表!F12 请量化 → ] open", Written(Assert.Single(story.Exchanges)));
    }

    private static string Written(Exchange exchange) =>
        $"{exchange.What} {exchange.Attempt}.{exchange.Round} v{exchange.Version} by {string.Join('+', exchange.By)}: {exchange.Reason} "
        + $"[{string.Join("; ", exchange.Points.Select(point => $"{point.At} {point.Text} → {point.Answer}"))}] "
        + (exchange.TakenBack ? "taken back"
            : exchange.Answered is { } answered ? $"answered v{answered.Version} by {answered.By}"
            : "open");
}
