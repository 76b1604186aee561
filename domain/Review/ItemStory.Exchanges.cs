using System.Collections.Immutable;
using PerfFlow.Domain.Access;

namespace PerfFlow.Domain.Review;

public sealed partial record ItemStory
{
    /// <param name="said">After the event: what all who asked had to say.</param>
    private ImmutableList<Exchange> ExchangesAfter(ItemEvent happened, Remarks said) => happened switch
    {
        ItemEvent.ItemReturned e => Exchanges.Add(new(
            EventName.Of(e), Item.Attempt, Item.Round, e.Version, e.Counted ?? [e.By.Key], e.At, said.Reason,
            [.. Asked(e).Select(point => new AnsweredPoint(point.At, point.Text))], e.AnswerBy)),
        ItemEvent.ItemReopened e => Exchanges.Add(Opened(e, asked!.By, said.Reason, e.AnswerBy)),
        ItemEvent.AdjustmentOpened e => Exchanges.Add(Opened(e, e.By.Key, e.Reason, null)),
        ItemEvent.ItemSubmitted e => WithLast(last => last.Answered is null ? last.With(e) : last),
        ItemEvent.DecisionUndone when Item.State == ItemState.Returned => WithLast(last => last with { TakenBack = true }),
        ItemEvent.DecisionUndone e when Item.State == ItemState.Submitted && Item.Decided == Level.Section
            => WithLast(last => last.Answered?.Version == e.Version ? last.WithoutAnswer() : last),
        _ => Exchanges,
    };

    private Exchange Opened(ItemEvent opened, string by, string? reason, DateTimeOffset? answerBy)
        => new(EventName.Of(opened), Item.Attempt, Item.Round, null, [by], opened.At, reason, [], answerBy);

    /// <summary>One that was taken back is nobody's to answer: the one before it stands again.</summary>
    private ImmutableList<Exchange> WithLast(Func<Exchange, Exchange> change)
        => Exchanges.FindLastIndex(asked => !asked.TakenBack) is >= 0 and var last
            ? Exchanges.SetItem(last, change(Exchanges[last]))
            : Exchanges;

    private ImmutableArray<ReturnPoint> Asked(ItemEvent.ItemReturned returned)
        => returned.Counted is { } counted ? PointsOf(counted) : returned.Points.IsDefault ? [] : returned.Points;

    /// <summary>What all who returned it point at; where two point at the same, what both say.</summary>
    private ImmutableArray<ReturnPoint> PointsOf(ImmutableArray<string> counted)
        => [.. said.Votes
            .Where(vote => vote.Verdict == Verdict.Return && counted.Contains(vote.By))
            .SelectMany(vote => vote.Points)
            .GroupBy(
                point => point.At, (at, points) => new ReturnPoint(at, string.Join(';', points.Select(point => point.Text).Distinct())))];
}
