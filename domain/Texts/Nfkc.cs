using System.Text;

namespace PerfFlow.Domain.Texts;

/// <summary>
/// One letter for letters that look alike, radicals too; a text that normalising refuses, with half a pair in it or U+FFFE, stays as it is.
/// </summary>
internal static class Nfkc
{
    public static string Of(string text)
        => text.Where((c, i) => c == '\uFFFE' || (char.IsSurrogate(c) && !IsPaired(text, i))).Any()
            ? text
            : Radicals.Replaced(text).Normalize(NormalizationForm.FormKC);

    private static bool IsPaired(string text, int i) => char.IsSurrogatePair(text, i) || (i > 0 && char.IsSurrogatePair(text, i - 1));
}
