using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Tests.Texts;

public sealed class RoundingTests
{
    [Theory]
    [InlineData("2.345", 2, "2.35")]
    [InlineData("-2.345", 2, "-2.35")]
    [InlineData("2.3449", 2, "2.34")]
    [InlineData("0.00005", 4, "0.0001")]
    [InlineData("2.5", 0, "3")]
    public void Halves_go_up_away_from_zero(string value, int places, string rounded)
        => Assert.Equal(Number(rounded), Rounding.HalfUp(Number(value), places));

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
