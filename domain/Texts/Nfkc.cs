using System.Text;

namespace PerfFlow.Domain.Texts;

/// <summary>One letter for letters that look alike; a text that normalising refuses, with half a pair in it or U+FFFE, stays as it is.</summary>
internal static class Nfkc
{
    public static string Of(string text) => CanNormalise(text) ? text.Normalize(NormalizationForm.FormKC) : text;

    private static bool CanNormalise(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\uFFFE' || (char.IsSurrogate(text[i]) && !char.IsSurrogatePair(text, i)))
            {
                return false;
            }

            i += char.IsSurrogate(text[i]) ? 1 : 0;
        }

        return true;
    }
}
