using PerfFlow.Domain.Access;
using PerfFlow.Domain.Review;

namespace PerfFlow.Functions.Items;

/// <param name="Person">Person id.</param>
public sealed record AskedByAnswer(string Person, string Name);

/// <param name="Version">What was handed in with the answer.</param>
/// <param name="Person">Person id.</param>
public sealed record AnsweredAnswer(int Version, string Person, string Name, DateTimeOffset At);

/// <summary>What was asked in one round and what was answered.</summary>
/// <param name="What"><c>item-returned</c>, <c>item-reopened</c> or <c>adjustment-opened</c>.</param>
/// <param name="Version">What was returned; null for a reopening or an adjustment.</param>
/// <param name="Answered">Null until it is handed in again.</param>
/// <param name="TakenBack">Whoever returned it took that back before it was answered.</param>
public sealed record ExchangeAnswer(
    string What,
    int Attempt,
    int Round,
    int? Version,
    IReadOnlyList<AskedByAnswer> By,
    DateTimeOffset At,
    string? Reason,
    IReadOnlyList<AnsweredPoint> Points,
    DateTimeOffset? AnswerBy,
    AnsweredAnswer? Answered,
    bool TakenBack)
{
    internal static ExchangeAnswer Of(Exchange exchange, People people) => new(
        exchange.What,
        exchange.Attempt,
        exchange.Round,
        exchange.Version,
        [.. exchange.By.Select(key => new AskedByAnswer(people.IdOf(key), people.NameOf(key)))],
        exchange.At,
        exchange.Reason,
        exchange.Points,
        exchange.AnswerBy,
        exchange.Answered is { } answered
            ? new(answered.Version, people.IdOf(answered.By), people.NameOf(answered.By), answered.At)
            : null,
        exchange.TakenBack);
}
