using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Tests;

public sealed class KeyTextTests
{
    [Fact]
    public void Any_text_comes_back_and_no_forbidden_character_is_left()
        => Gen.String.Where(IsWellFormed).Sample(text =>
        {
            var key = KeyText.Encode(text);
            Assert.Equal(text, KeyText.Decode(key));
            Assert.All(key, c => Assert.True(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '='));
        });

    [Fact]
    public void Two_texts_have_two_keys()
        => Gen.Select(Gen.String[0, 4], Gen.String[0, 4])
            .Where((one, other) => IsWellFormed(one) && IsWellFormed(other))
            .Sample((one, other)
                => Assert.Equal(one == other, KeyText.Encode(one) == KeyText.Encode(other)));

    [Theory]
    [InlineData("a:b", "a=3Ab")]
    [InlineData("a/b\\c#d?e", "a=2Fb=5Cc=23d=3Fe")]
    [InlineData("=41", "=3D41")]
    [InlineData("科", "=E7=A7=91")]
    [InlineData("..", "..")]
    public void Text_is_encoded_so(string text, string key) => Assert.Equal(key, KeyText.Encode(text));

    // A lone surrogate has no UTF-8: it never arrives, because HTTP and JSON carry UTF-8.
    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);
}
