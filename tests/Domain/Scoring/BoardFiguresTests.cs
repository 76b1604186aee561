using PerfFlow.Domain.Scoring;

namespace PerfFlow.Domain.Tests.Scoring;

public sealed class BoardFiguresTests
{
    [Fact]
    public void A_rate_has_four_places_half_up_and_needs_a_budget()
    {
        Assert.Equal(0.1235m, BoardFigures.Rate(10000, 1234.5m));
        Assert.Equal(-0.1235m, BoardFigures.Rate(10000, -1234.5m));
        Assert.Equal(1.2m, BoardFigures.Rate(100, 120));
        Assert.Null(BoardFigures.Rate(0, 10));
        Assert.Null(BoardFigures.Rate(-1, 10));
        Assert.Null(BoardFigures.Rate(null, 10));
        Assert.Null(BoardFigures.Rate(100, null));
    }

    [Fact]
    public void The_mean_is_of_the_scores_there_are()
    {
        Assert.Equal(90.13m, BoardFigures.Mean([90, null, 90.25m])); // 90.125
        Assert.Equal(0, BoardFigures.Mean([0]));
        Assert.Null(BoardFigures.Mean([null]));
        Assert.Null(BoardFigures.Mean([]));
    }
}
