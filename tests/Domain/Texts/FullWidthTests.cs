using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Tests.Texts;

public sealed class FullWidthTests
{
    [Theory]
    [InlineData("支出1,234.50万元,执行率90.00%;见附件:一", "支出1,234.50万元\uFF0C执行率90.00%\uFF1B见附件\uFF1A一")]
    [InlineData("达标率90.00%(9/10),其中(一)项", "达标率90.00%\uFF089/10\uFF09\uFF0C其中\uFF08一\uFF09项")]
    [InlineData("12:30开会,f(x)不变", "12:30开会\uFF0Cf(x)不变")]
    [InlineData("好吗?好!", "好吗\uFF1F好\uFF01")]
    [InlineData("a, b: c (d)", "a, b: c (d)")]
    [InlineData("没有关上(的括号", "没有关上(的括号")]
    [InlineData("", "")]
    public void Marks_among_Chinese_are_of_full_width(string text, string wide) => Assert.Equal(wide, FullWidth.Of(text));

    [Fact]
    public void Every_character_stays_where_it_is_and_twice_is_once() => Gen
        .OneOf(Gen.Char["。(),:;?!a1 中文%"], Gen.Char).Array[0, 40].Select(letters => new string(letters))
        .Sample(text =>
        {
            var wide = FullWidth.Of(text);
            Assert.Equal(text.Length, wide.Length);
            Assert.Equal(wide, FullWidth.Of(wide));
            Assert.All(text.Zip(wide), pair => Assert.True(pair.First == pair.Second || pair.Second == pair.First + 0xFEE0));
        });
}
