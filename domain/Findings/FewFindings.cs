using System.Globalization;

namespace PerfFlow.Domain.Findings;

/// <summary>
/// At most so many findings, the gravest ones; of the rest one finding for each code says how many there are, at the level of the gravest
/// of them: what keeps a sheet from being submitted still does.
/// </summary>
public static class FewFindings
{
    /// <summary>Of one code that people are shown in a list.</summary>
    public const int ShownOfCode = 50;

    /// <summary>That people are shown in a list.</summary>
    public const int Shown = 500;

    /// <summary>That are kept of a sheet, and marked in its copy.</summary>
    public const int Kept = 2_000;

    /// <summary>In their order; the same list when it is short enough.</summary>
    public static IReadOnlyList<Finding> Of(IReadOnlyList<Finding> all, int mostOfCode, int most)
    {
        var chosen = all.Select((finding, at) => (Finding: finding, At: at))
            .OrderByDescending(numbered => numbered.Finding.Level) // stable
            .GroupBy(numbered => numbered.Finding.Code)
            .SelectMany(code => code.Take(mostOfCode))
            .OrderByDescending(numbered => numbered.Finding.Level)
            .ThenBy(numbered => numbered.At)
            .Take(most)
            .Select(numbered => numbered.At)
            .ToHashSet();
        return chosen.Count == all.Count ? all :
        [
            .. all.Where((_, at) => chosen.Contains(at)),
            .. all.Where((_, at) => !chosen.Contains(at)).GroupBy(finding => finding.Code).Select(rest => MoreOf(rest.Key, [.. rest])),
        ];
    }

    private static Finding MoreOf(string code, List<Finding> rest)
    {
        var count = rest.Sum(finding => finding.Count);
        return new("MORE_OF_THIS_KIND", rest.Max(finding => finding.Level), null, new Message(
            string.Create(CultureInfo.InvariantCulture, $"{code}:另有 {count} 处同类问题,未逐条列出。"),
            string.Create(CultureInfo.InvariantCulture, $"{code}: and {count} more of this kind, not listed one by one.")),
            new Message("请先改正已列出的,重新上传后会列出其余的。", "Mend those that are listed and upload again: the others are listed then."))
        {
            More = count,
        };
    }
}
