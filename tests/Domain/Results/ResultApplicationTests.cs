using PerfFlow.Domain.Results;

namespace PerfFlow.Domain.Tests.Results;

/// <summary>field.md §5.5: execution below 60 % or a score below 80 puts a project on the list.</summary>
public sealed class ResultApplicationTests
{
    [Theory]
    [InlineData(0.95, 90.0, false, Suggestion.Secure, "")]
    [InlineData(0.95, 89.99, false, Suggestion.Keep, "")]
    [InlineData(0.60, 80.0, false, Suggestion.Keep, "")]
    [InlineData(0.5999, 98.0, false, Suggestion.Cut, "LowExecution")]
    [InlineData(0.95, 79.99, false, Suggestion.Cut, "LowScore")]
    [InlineData(0.10, 60.0, false, Suggestion.Cut, "LowExecution LowScore")]
    [InlineData(0.95, 59.99, false, Suggestion.Cancel, "LowScore")]
    [InlineData(null, null, true, Suggestion.Cancel, "TargetsRejected")]
    [InlineData(null, 95.0, false, Suggestion.Secure, "")]
    [InlineData(0.5, null, false, Suggestion.Cut, "LowExecution")]
    [InlineData(0.9, null, false, null, "")]
    public void A_result_suggests_what_to_do_next_year(
        double? rate, double? score, bool rejected, Suggestion? suggestion, string weaknesses)
    {
        var result = ProjectResult.Of((decimal?)rate, (decimal?)score, rejected, ResultRules.Default);

        Assert.Equal((suggestion, weaknesses), (result.Suggestion, string.Join(' ', result.Weaknesses)));
    }

    [Fact]
    public void A_better_result_never_suggests_less()
        => Gen.Select(Gen.Int[0, 100], Gen.Int[0, 100], Gen.Int[0, 100], Gen.Int[0, 100]).Sample((rate, score, moreRate, moreScore) =>
        {
            var lower = ProjectResult.Of(rate / 100m, score, false, ResultRules.Default).Suggestion;
            var higher =
                ProjectResult.Of(Math.Max(rate, moreRate) / 100m, Math.Max(score, moreScore), false, ResultRules.Default).Suggestion;

            Assert.True(higher <= lower);
        });
}
