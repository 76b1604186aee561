using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Tests.Texts;

/// <summary>What may be written where others read it.</summary>
public sealed class PlainTextTests
{
    /// <summary>Letters that hide, or turn the text round them.</summary>
    private static readonly Gen<char> Turning = Gen.OneOf(Gen.Char['\u202A', '\u202E'], Gen.Char['\u2066', '\u2069']);

    private static readonly Gen<char> Control =
        Gen.OneOf(Gen.Char['\0', '\u0008'], Gen.Char['\u000B', '\u000C'], Gen.Char['\u000E', '\u001F'], Gen.Char['\u007F', '\u009F']);

    private static readonly Gen<char> Hanzi = Gen.Char['一', '鿿'];

    [Theory]
    [InlineData("养护经费(二期)")]
    [InlineData("“十四五”规划——信息化建设、运维;2023年")]
    [InlineData("Å. O'Brien-Müller & 李 小明")]
    [InlineData("👨\u200D👩\u200D👧 家庭服务 ❤\uFE0F")]
    [InlineData("می\u200Cخواهم")]
    [InlineData("𠮷野家 \u3400\uE000")]
    [InlineData("e\u0301")]
    [InlineData("—")]
    public void A_name_that_people_use_is_plain(string name)
    {
        Assert.True(PlainText.IsName(name));
        Assert.True(PlainText.IsText(name));
        Assert.Equal(name, PlainText.Cleaned(name));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u3000\u00A0")]
    [InlineData("\u200B")]
    [InlineData("\u200D\u200C\u2060\uFEFF\u00AD")]
    [InlineData("\u3164\u115F\u1160\uFFA0\u2800")]
    [InlineData("\u0301\uFE0F\u034F")]
    [InlineData("\u202E")]
    public void A_name_in_which_nothing_is_seen_is_none(string name)
    {
        Assert.True(PlainText.IsBlank(name));
        Assert.False(PlainText.IsName(name));
    }

    [Theory]
    [InlineData("甲\n乙")]
    [InlineData("甲\t乙")]
    [InlineData("甲\u2028乙")]
    [InlineData("甲\uFFFE")]
    [InlineData("甲\uFDD0")]
    public void A_name_is_one_line_of_whole_characters(string name) => Assert.False(PlainText.IsName(name));

    [Theory]
    [InlineData("", true)]
    [InlineData(" \n", true)]
    [InlineData("一、补充依据;\r\n\t二、修改指标。", true)]
    [InlineData("甲\u0007", false)]
    [InlineData("\u200B", false)]
    public void A_text_may_have_lines_and_may_be_left_out(string text, bool plain) => Assert.Equal(plain, PlainText.IsText(text));

    [Fact]
    public void No_text_with_a_control_character_or_a_turn_is_plain_and_cleaned_it_is() =>
        Gen.Select(Hanzi.Array[1, 5], Gen.OneOf(Turning, Control), Hanzi.Array[0, 5]).Sample((before, sign, after) =>
        {
            var text = $"{new string(before)}{sign}{new string(after)}";
            Assert.False(PlainText.IsName(text));
            Assert.False(PlainText.IsText(text));
            Assert.True(PlainText.IsName(PlainText.Cleaned(text)));
        });

    [Fact]
    public void Both_spellings_of_a_name_are_one_and_normalising_again_changes_nothing() =>
        Gen.Select(
            Hanzi.Array[0, 3],
            Gen.OneOf("\u00E9", "\u0041\u030A", "\u1EBF", "\uAC00", "\u1112\u1161\u11AB", "ü")).Sample((before, letter) =>
        {
            var name = new string(before) + letter;
            var (composed, decomposed) = (
                name.Normalize(System.Text.NormalizationForm.FormC), name.Normalize(System.Text.NormalizationForm.FormD));
            Assert.Equal(composed, PlainText.Nfc(decomposed));
            Assert.Equal(composed, PlainText.Nfc(PlainText.Nfc(decomposed)));
            Assert.True(PlainText.Same(composed, decomposed));
            Assert.False(PlainText.Same(composed, composed + "x"));
        });

    [Fact]
    public void Half_a_pair_is_not_plain_and_what_cannot_be_normalised_stays_as_it_is()
    {
        string[] broken = ["甲\uD800", "\uDC00甲", "e\u0301\uD800\uD800"];

        Assert.All(broken, text => Assert.False(PlainText.IsName(text)));
        Assert.All(broken, text => Assert.False(PlainText.IsText(text)));
        Assert.All(broken, text => Assert.Equal(text, PlainText.Nfc(text)));
    }
}
