using System.Globalization;
using System.Text;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Names;

/// <summary>
/// The one spelling in which names are compared, as a person compares them: width, case, spaces, characters that print nothing, the shape
/// of quotes, brackets, dashes and dots do not count, nor do radicals in place of characters. Numbers, words and their order do.
/// </summary>
public static class NameKey
{
    /// <summary>Printing nothing, by the word of Unicode none of white space.</summary>
    private const string Blanks = "\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    public static string Of(string name) => Settled(name, text => WithoutSpaces(Step(text)));

    public static bool Same(string one, string other) => Of(one) == Of(other);

    /// <summary>As above, a space left where there was white space: what stands before it may be a code.</summary>
    internal static string Spaced(string name) => Settled(name, Step);

    /// <summary>Again and again: what a blank kept apart may be one letter without it.</summary>
    private static string Settled(string name, Func<string, string> step)
    {
        var text = name;
        for (var next = step(text); next != text; next = step(text))
        {
            text = next;
        }

        return text;
    }

    private static string WithoutSpaces(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static string Step(string text)
    {
        var step = new StringBuilder(text.Length);
        foreach (var c in Nfkc.Of(text).ToUpperInvariant())
        {
            var mapped = Map(c);
            if (mapped != '\0' && !(mapped is ' ' or '-' && step.Length > 0 && step[^1] == mapped))
            {
                step.Append(mapped);
            }
        }

        return step.ToString();
    }

    private static char Map(char c) => c switch
    {
        '“' or '”' or '„' or '‟' or '‘' or '’' or '‚' or '‛' or '\'' or '`' or '′' or '″' or '‹' or '›' or '«' or '»'
            or '「' or '」' or '『' or '』' or '《' or '》' or '〈' or '〉' or '〝' or '〞' or '〟' or '⟨' or '⟩' => '"',
        '[' or '{' or '【' or '〔' or '〖' or '〘' or '〚' or '⦅' => '(',
        ']' or '}' or '】' or '〕' or '〗' or '〙' or '〛' or '⦆' => ')',
        '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' or '⁃' or '─' or '━' or 'ー' or '~' or '〜' or '∼' or '〰'
            or '⸺' or '⸻' or '⁓' or '˗' or '⎯' => '-',
        '•' or '‧' or '∙' or '⋅' or '・' or '●' or '⸱' => '·',
        _ when char.IsWhiteSpace(c) => ' ',
        _ when IsInvisible(c) => '\0',
        _ => c,
    };

    private static bool IsInvisible(char c) => Blanks.Contains(c, StringComparison.Ordinal)
        || c is '\u034F' or (>= '\uFE00' and <= '\uFE0F')
        || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format;
}
