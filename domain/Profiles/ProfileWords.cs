using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Profiles;

/// <summary>The word lists of a profile. Every text holds the empty word, so a list with one in it would find it everywhere.</summary>
internal static class ProfileWords
{
    public static IEnumerable<ProfileError> Errors(Profile profile) => Lists(profile)
        .SelectMany(list => list.Words.Select((word, i) => (Path: $"{list.Path}[{i}]", Word: word)))
        .Where(entry => string.IsNullOrWhiteSpace(entry.Word))
        .Select(entry => new ProfileError(entry.Path, new Message("词语不能为空", "a word is not empty")));

    private static IEnumerable<(string Path, IReadOnlyList<string> Words)> Lists(Profile p) =>
    [
        ("$.qualitative.qualityWords", p.Qualitative.QualityWords),
        ("$.qualitative.numberIdioms", p.Qualitative.NumberIdioms),
        ("$.qualitative.zeroEvents", p.Qualitative.ZeroEvents),
        ("$.qualitative.completeness", p.Qualitative.Completeness ?? []),
        ("$.lights.notYet", p.Lights.NotYet ?? []),
        .. p.Qualitative.Tiers.Select((t, i) => ($"$.qualitative.tiers[{i}].wordings", t.Wordings)),
        .. p.Review.Select((r, i) => ($"$.review[{i}].words", r.Words ?? [])),
    ];
}
