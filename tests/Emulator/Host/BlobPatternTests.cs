using PerfFlow.Emulator.Blobs;

namespace PerfFlow.Emulator.Tests.Host;

public sealed class BlobPatternTests
{
    [Theory]
    [InlineData("uploads/{unit}/{file}.{extension}", "gm/年度 自评.v2.xlsx", "unit=gm file=年度 自评.v2 extension=xlsx")]
    [InlineData("uploads/{name}", "a/b/c", "name=a/b/c")]
    [InlineData("uploads/{a}/{b}", "x/y/z", "a=x/y b=z")]
    [InlineData("uploads/year-{year}.csv", "year-2023.csv", "year=2023")]
    [InlineData("uploads/fixed.txt", "fixed.txt", "")]
    public void A_name_takes_as_much_as_it_can(string pattern, string blob, string expected)
    {
        var parsed = BlobPattern.Parse(pattern);
        Assert.True(parsed.Matches(blob));
        Assert.Equal(expected, string.Join(' ', parsed.Values(blob).Select(value => $"{value.Key}={value.Value}")));
    }

    [Theory]
    [InlineData("uploads/{unit}/{file}", "file-at-the-root")]
    [InlineData("uploads/{file}.xlsx", "a.xls")]
    [InlineData("uploads/a+b/{file}", "aab/c")]
    [InlineData("uploads/Fixed.txt", "fixed.txt")]
    public void What_does_not_match_is_left_alone(string pattern, string blob) => Assert.False(BlobPattern.Parse(pattern).Matches(blob));

    [Fact]
    public void Values_put_back_into_the_pattern_are_the_name_again() =>
        Gen.Select(Gen.String, Gen.String, Gen.String).Sample((a, b, c) =>
        {
            var blob = $"in/{a}/{b}.{c}";
            var values = BlobPattern.Parse("box/in/{a}/{b}.{c}").Values(blob).ToDictionary(value => value.Key, value => value.Value);
            return $"in/{values["a"]}/{values["b"]}.{values["c"]}" == blob;
        });
}
