using System.Globalization;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Names;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Sheets.Tests.Unseen;

/// <summary>In which sentences the product's answer differs from an expectation; with no more tolerance than README.md has.</summary>
internal static class Comparison
{
    public static IReadOnlyList<string> Differences(string file)
    {
        var expected = Expectation.Of(file);
        var answer = ProductAnswer.To(Expectation.Bytes(file), expected);
        return [.. Values(expected, answer), .. FindingComparison.Differences(expected, answer)];
    }

    private static IEnumerable<string> Values(Expectation expected, ProductAnswer answer) => (expected.Form, answer.Forms.Count) switch
    {
        ("none", 0) => [],
        ("none", _) => ["it is read, not refused"],
        (_, 0) when expected.ReadOrRefuse is { } wanted => answer.Findings.Any(finding => Advice.IsGiven(wanted, finding))
            ? []
            : [$"it is refused with {string.Join(", ", answer.Findings.Select(finding => finding.Suggestion?.Zh))}, not: {wanted}"],
        (_, 0) when expected is { Unclear: not null, Errors: "any" } => [],
        (_, 0) => [$"it is refused: {string.Join(", ", answer.Findings.Select(finding => finding.Code))}"],
        _ => [.. Forms(expected, answer), .. Rows(expected, answer), .. answer.Forms.SelectMany(form => Sums(expected, form, answer))],
    };

    private static IEnumerable<string> Forms(Expectation expected, ProductAnswer answer)
    {
        var projects = expected.Projects ?? [expected.Project ?? ""];
        var named = answer.Forms.Select((form, i) => i < projects.Count && IsNamed(form, projects[i]) ? projects[i] : form.Project);
        return
        [
            .. Unequal("kinds", projects.Select(_ => expected.Form), answer.Forms.Select(form => form.Kind)),
            .. Unequal("projects", projects, named),
            .. answer.Forms.SelectMany(form => Unequal("year", expected.SheetYear ?? form.Year, form.Year)),
            .. answer.Forms.SelectMany(form => Unequal("month", Expectation.MonthOf(expected.Period) ?? form.Month, form.Month)),
        ];
    }

    /// <summary>A code may stand before the name, and radicals in it; whether it is taken for the same the findings say.</summary>
    private static bool IsNamed(AnsweredForm form, string project) => ProjectName.Of(form.Project).IsSame(ProjectName.Of(project));

    private static IEnumerable<string> Rows(Expectation expected, ProductAnswer answer)
    {
        var wanted = expected.Projects is { } projects
            ? [.. projects.SelectMany(project => expected.Indicators.Where(row => row.Project == project))]
            : expected.Indicators;
        var rows = answer.Forms.SelectMany(form => form.Rows).ToList();
        var names = wanted.Select(row => PlainText.Tight(row.Name)).ToList();
        var read = rows.Select(row => PlainText.Tight(row.Name)).ToList();
        return names.SequenceEqual(read)
            ? wanted.Zip(rows, (indicator, row) => Row(expected, indicator, row, answer)).SelectMany(differences => differences)
            : Unequal("indicators", names, read);
    }

    /// <summary>Where a row may be asked about, a finding at its target takes the place of what it is worth.</summary>
    private static IEnumerable<string> Row(Expectation expected, ExpectedIndicator indicator, AnsweredRow row, ProductAnswer answer)
    {
        var asked = expected.ReadOrAsk is not null && answer.Findings.Any(finding => finding.Place == row.TargetCell);
        var target = asked || IsTarget(expected, indicator.Target, row);
        var points = expected.Form == "monitoring" ? null : indicator.Points;
        var score = asked ? null : indicator.Score;
        IEnumerable<string> differences =
        [
            .. Label.SameKind(indicator.Level1, row.Level1) ? [] : Unequal("level 1", indicator.Level1, row.Level1),
            .. Label.SameKind(indicator.Level2, row.Level2) ? [] : Unequal("level 2", indicator.Level2, row.Level2),
            .. target ? [] : Unequal("target", indicator.Target, row.Target ?? row.Written),
            .. expected.Form == "targets" || indicator.Actual is null ? [] : Actual(indicator.Actual, row),
            .. points is null ? [] : Unequal("points", points, row.Points),
            .. score is null ? [] : Unequal("score", score, row.Score),
            .. indicator.Claimed is null ? [] : Unequal("claimed score", indicator.Claimed, row.Claimed),
        ];
        return differences.Select(difference => $"{indicator.Name}: {difference}");
    }

    private static bool IsTarget(Expectation expected, string target, AnsweredRow row) =>
        PlainText.Tight(row.Written) == PlainText.Tight(target)
        || (row.Target is not null
            && TargetText.Read(target, Profile.Find(expected.Profile)!, expected.Year).Target?.ToString() == row.Target);

    /// <summary>With the unit of its column, where the form has one for target and actual together.</summary>
    private static IEnumerable<string> Actual(string wanted, AnsweredRow row) =>
        new[] { row.Actual, row.Actual + row.Unit }.Any(text => PlainText.Of(text ?? "") == PlainText.Of(wanted))
            ? []
            : Unequal("actual", wanted, row.Actual);

    private static IEnumerable<string> Sums(Expectation expected, AnsweredForm form, ProductAnswer answer)
    {
        var only = expected.Projects is null;
        var money = only ? expected.Money : expected.MoneyByProject?.GetValueOrDefault(form.Project) ?? [];
        var light = only ? expected.Light : expected.Lights?.GetValueOrDefault(form.Project);
        var sum = Known(expected.IndicatorSums, form.Project);
        IEnumerable<string> differences =
        [
            .. Total(expected, only ? expected.Total : Known(expected.Totals, form.Project), form, answer),
            .. expected.Execution is null ? [] : Unequal("execution score", expected.Execution, form.Execution),
            .. sum is null ? [] : Unequal("sum of the scores", sum, form.Rows.Sum(row => row.Score)),
            .. light is null ? [] : Unequal("light", light, form.Light),
            .. money.GroupBy(line => line.Source).SelectMany(lines => Money(
                expected.Form, [.. lines], [.. form.Money.Where(line => line.Source == lines.Key)])),
        ];
        return differences.Select(difference => only ? difference : $"{form.Project}: {difference}");
    }

    private static IEnumerable<string> Total(Expectation expected, decimal? total, AnsweredForm form, ProductAnswer answer)
    {
        var asked = expected.ReadOrAsk is not null && answer.Findings.Any(finding => finding.Level == Severity.Error);
        var waits = expected is { Projects: null, Form: "self-evaluation", Total: null, Unclear: null };
        return asked || (total is null && !waits) ? [] : Unequal("total", total, form.Total);
    }

    /// <summary>Lines of one source together, since levels of government are fiscal lines of their own.</summary>
    private static IEnumerable<string> Money(string form, List<ExpectedMoney> wanted, List<ExpectedMoney> read)
    {
        (string Name, Func<ExpectedMoney, decimal?> Of)[] columns = form == "targets"
            ? [("budget", line => line.Budget)]
            :
            [
                ("initial", line => line.Initial), ("budget", line => line.Budget),
                ("spent", line => line.Spent), ("forecast", line => line.Forecast),
            ];
        return columns
            .Where(column => wanted.Any(line => column.Of(line) is not null))
            .SelectMany(column => Unequal($"{column.Name} of {wanted[0].Source} money", wanted.Sum(column.Of), read.Sum(column.Of)));
    }

    private static decimal? Known(IReadOnlyDictionary<string, decimal>? figures, string project) =>
        figures is not null && figures.TryGetValue(project, out var figure) ? figure : null;

    private static IEnumerable<string> Unequal(string what, IEnumerable<string> wanted, IEnumerable<string> read) =>
        Unequal(what, string.Join(" | ", wanted), string.Join(" | ", read));

    private static IEnumerable<string> Unequal(string what, decimal? wanted, decimal? read) =>
        wanted == read ? [] : [$"{what}: {Shown(read)}, not {Shown(wanted)}"];

    private static string Shown(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "none";

    private static IEnumerable<string> Unequal(string what, string wanted, string? read) =>
        PlainText.Tight(wanted) == PlainText.Tight(read ?? "") ? [] : [$"{what}: '{read}', not '{wanted}'"];
}
