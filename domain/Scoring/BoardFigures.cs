using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Scoring;

/// <summary>What a board says of several sheets or projects together.</summary>
public static class BoardFigures
{
    private const int RatePlaces = 4; // a fraction: two places of a percentage

    /// <summary>Execution (预算执行率); null without a budget or without spending.</summary>
    public static decimal? Rate(decimal? budget, decimal? spent) => budget > 0 ? Rounded(spent / budget, RatePlaces) : null;

    /// <summary>Of the scores there are; null without any.</summary>
    public static decimal? Mean(IEnumerable<decimal?> scores) => Rounded(scores.Average());

    private static decimal? Rounded(decimal? value, int places = 2) => value is { } known ? Rounding.HalfUp(known, places) : null;
}
