using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Tests.Texts;

/// <summary>What people wrote, in a notice or in a document.</summary>
public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("一\r\n二\u0085三\t四\u2028五\u2029六\u0000七", "一  二 三 四 五 六 七")]
    [InlineData("plain 甲、乙(丙)", "plain 甲、乙(丙)")]
    [InlineData("", "")]
    public void Every_control_character_becomes_a_space(string said, string line) => Assert.Equal(line, OneLine.Of(said));

    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("<b>*x*</b> _y_", "\\<b\\>\\*x\\*\\</b\\> \\_y\\_")]
    [InlineData("[i01](x) `c` \\ {{sum}} # 1", "\\[i01\\](x) \\`c\\` \\\\ \\{\\{sum\\}\\} \\# 1")]
    [InlineData("一\n| 二 |", "一 \\| 二 \\|")]
    [InlineData("财预〔2015〕88号,“优”—95.5% (1-6月)", "财预〔2015〕88号,“优”—95.5% (1-6月)")]
    public void Nothing_that_was_written_is_markup(string said, string shown) => Assert.Equal(shown, MarkdownText.Of(said));
}
