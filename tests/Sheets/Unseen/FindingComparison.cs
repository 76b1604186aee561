using PerfFlow.Domain.Findings;

namespace PerfFlow.Sheets.Tests.Unseen;

/// <summary>What must be found, what must not, and what must not be said twice.</summary>
internal static class FindingComparison
{
    private static readonly char[] Letters = [.. Enumerable.Range('A', 26).Select(letter => (char)letter)];

    public static IEnumerable<string> Differences(Expectation expected, ProductAnswer answer)
    {
        var errors = answer.Findings.Where(finding => finding.Level == Severity.Error).ToList();
        return
        [
            .. (expected.Errors, errors.Count) switch
            {
                ("none", > 0) when answer.Forms.Count > 0 || expected.ReadOrRefuse is null =>
                    [$"errors: {string.Join(", ", errors.Select(Shown))}"],
                ("some", 0) => ["there is no error"],
                _ => Array.Empty<string>(),
            },
            .. Missing(expected, answer),
            .. Twice(expected, answer),
            .. Unwanted.In(expected, answer),
        ];
    }

    public static string Shown(Finding finding) => $"{finding.Code} {finding.Place}".TrimEnd();

    /// <summary>What a refusal says is not missed where the file is read instead.</summary>
    private static IEnumerable<string> Missing(Expectation expected, ProductAnswer answer) =>
        expected.ReadOrRefuse is not null && answer.Forms.Count > 0
            ? []
            : expected.MustFind
                .Where(wanted => !answer.Findings.Any(finding => Is(wanted, finding)))
                .Select(wanted => $"not found: {wanted.Severity} {wanted.Code} {wanted.Cell ?? wanted.Names} ({wanted.About})");

    private static bool Is(ExpectedFinding wanted, Finding finding) =>
        (wanted.Code is null || wanted.Code == finding.Code)
        && (wanted.Cell is not null || Advice.IsGiven(wanted.About, finding))
        && (wanted.Severity == "any" || wanted.Severity.Equals(finding.Level.ToString(), StringComparison.OrdinalIgnoreCase))
        && (wanted.Cell is null || StandsAt(finding, wanted.Cell))
        && (wanted.Names is null || StandsAt(finding, wanted.Names) || finding.Message.Zh.Contains(wanted.Names, StringComparison.Ordinal));

    private static bool StandsAt(Finding finding, string place) =>
        finding.Place is { } found && (place == found.ToString() || place == $"{found.Sheet}!{found.Cell.TrimStart(Letters)}");

    /// <summary>An entry of <see cref="Expectation.ExactlyOnce"/> is a cell with one finding of whatever code, or a code.</summary>
    private static IEnumerable<string> Twice(Expectation expected, ProductAnswer answer)
    {
        var repeated = answer.Findings.Where(finding => finding.Place is { Cell.Length: > 0 })
            .GroupBy(finding => (finding.Code, finding.Place))
            .Where(group => group.Count() > 1)
            .Select(group => $"{Shown(group.First())} is said {group.Count()} times");
        var crowded =
            from once in expected.ExactlyOnce ?? []
            let said = answer.Findings.Where(finding => finding.Code == once || finding.Place?.ToString() == once).ToList()
            where said.Count != 1
            select $"{once} has not one finding but {said.Count}: {string.Join(", ", said.Select(Shown))}";
        return [.. repeated, .. crowded];
    }
}
