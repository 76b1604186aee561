using System.Buffers;

namespace PerfFlow.Domain.Texts;

/// <summary>Character sets the readers look for.</summary>
internal static class Signs
{
    public static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>一 is left out: it stands in too many words (一定, 统一).</summary>
    public static readonly SearchValues<char> Numerals = SearchValues.Create("0123456789二两三四五六七八九十百千万亿");

    /// <summary>What only a quantity holds.</summary>
    public static readonly SearchValues<char> Quantities = SearchValues.Create("0123456789%≥≤<>=");

    public static readonly SearchValues<char> Comparing = SearchValues.Create("≥≤<>=");

    /// <summary>What numbers a heading, or gives it points.</summary>
    public static readonly SearchValues<char> Numbering = SearchValues.Create("0123456789;.:)】]①②③④⑤⑥⑦⑧⑨⑩");

    public static readonly SearchValues<char> Between = SearchValues.Create("~-至到与和");

    public static readonly SearchValues<char> Clock = SearchValues.Create("0123456789:");

    /// <summary>How many digits the text begins with.</summary>
    public static int LeadingDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Digits) is >= 0 and var end ? end : text.Length;
}
