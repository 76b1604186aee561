using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>Phrases of quality, 定性 (field.md §4.5, §4.8a).</summary>
internal static class QualityText
{
    /// <summary>
    /// A phrase of quality without any number, date or zero word; everything else unknown is reported, never taken as 定性.
    /// </summary>
    public static bool Is(ReadOnlySpan<char> text, Profile profile)
    {
        if (text[0] is '无' or '零' && !ZeroEventText.IsGood(text[1..]))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!(char.IsLetter(c) && !char.IsAscii(c)) && c is not (',' or '.' or ';' or ':' or '(' or ')' or '"' or '“' or '”'))
            {
                return false;
            }
        }

        return !HoldsNumber(text, profile)
            && (WordScan.ContainsAny(text, profile.Qualitative.QualityWords) || TierOf(text, profile) is not null);
    }

    /// <summary>Index of the tier whose wording the text is, or begins with.</summary>
    public static int? TierOf(ReadOnlySpan<char> text, Profile profile)
    {
        var (found, longest) = ((int?)null, 0);
        for (var tier = 0; tier < profile.Qualitative.Tiers.Count; tier++)
        {
            foreach (var wording in profile.Qualitative.Tiers[tier].Wordings)
            {
                if (wording.Length > longest && text.StartsWith(wording, StringComparison.Ordinal))
                {
                    (found, longest) = (tier, wording.Length);
                }
            }
        }

        return found;
    }

    private static bool HoldsNumber(ReadOnlySpan<char> text, Profile profile)
    {
        if (!Numerals.AnyIn(text))
        {
            return false;
        }

        var bare = text.ToString();
        foreach (var idiom in profile.Qualitative.NumberIdioms)
        {
            bare = bare.Replace(idiom, "", StringComparison.Ordinal);
        }

        return Numerals.AnyIn(bare);
    }
}
