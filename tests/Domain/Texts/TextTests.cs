using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Tests.Texts;

/// <summary>What is taken for the same text.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData("✓", "√")]
    [InlineData("✔", "√")]
    [InlineData("☑", "√")]
    [InlineData("✗", "×")]
    [InlineData("✘", "×")]
    [InlineData("甲\u200B乙\u200C丙\u200D丁\uFEFF戊\u2060己", "甲乙丙丁戊己")]
    [InlineData("甲――乙", "甲-乙")]
    [InlineData("１，２３４．５", "1234.5")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("1,23", "1,23")]
    [InlineData("1,2345", "1,2345")]
    [InlineData(",234", ",234")]
    [InlineData("！～", "!~")]
    [InlineData("一鿿", "一鿿")]
    [InlineData("plain", "plain")]
    public void One_spelling_for_one_meaning(string raw, string normal) => Assert.Equal(normal, NormalText.Of(raw));

    [Theory]
    [InlineData("培训人数(人次)", "培训人数", true)]
    [InlineData("培训（含线上（直播））人数", "培训人数", true)]
    [InlineData("培训)人数", "培训人数", false)]
    [InlineData("(人数)", "人数", false)]
    [InlineData("培训人数", "培训人次", false)]
    public void Remarks_in_brackets_do_not_make_another_name(string one, string other, bool same)
        => Assert.Equal(same, Label.Same(one, other));

    [Theory]
    [InlineData("项目资金\n（万元）", "项目资金(万元)")]
    [InlineData(" 一\u3000期 ", "一期")]
    [InlineData("一期\u200B\uFEFF", "一期")]
    [InlineData("①期", "1期")]
    [InlineData("①\u3000期", "1期")]
    [InlineData("ﬁ ½", "fi1⁄2")]
    [InlineData("一期(续)", "一期(续)")]
    [InlineData("\uFFFD①", "\uFFFD1")]
    [InlineData("", "")]
    public void Width_and_spaces_do_not_tell_names_apart(string raw, string tight) => Assert.Equal(tight, TightText.Of(raw));

    [Fact]
    public void What_cannot_be_normalised_stays_as_it_is()
    {
        string[] broken = ["①\uD800", "①\uDC00\uD800", "①\uFFFE"];

        Assert.Equal(broken, broken.Select(TightText.Of));
        Assert.Equal("ﬁ\uFFFE", NormalText.Of("ﬁ\uFFFE"));
        Assert.Equal("𠮷1", TightText.Of("𠮷①"));
    }
}
