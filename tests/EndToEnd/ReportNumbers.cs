using System.Globalization;
using System.Text.RegularExpressions;
using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;
using PerfFlow.Demo.Year;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>All numbers a report of this data may print.</summary>
internal static partial class ReportNumbers
{
    /// <summary>Counts, lines of lists, and the outline's own figures.</summary>
    private const int LargestCount = 200;

    public static HashSet<string> Known(BureauYear bureau, YearResult result)
    {
        var numbers = new HashSet<string>(Enumerable.Range(0, LargestCount).Select(count => $"{count}")) { $"{bureau.Year}", "60.00" };
        foreach (var project in bureau.Projects)
        {
            numbers.UnionWith(Texts(project).SelectMany(text => Number().Matches(text).Select(match => match.Value)));
            numbers.UnionWith(Forms(project.InitialBudget.Value, project.Budget.Value, project.Spent.Value, project.Score.Value));
            numbers.UnionWith(
                Forms(project.Spent.Value / project.Budget.Value * 100, Execution(project), project.Score.Value - Execution(project)));
        }

        var budget = bureau.Projects.Sum(project => project.Budget.Value);
        var spent = bureau.Projects.Sum(project => project.Spent.Value);
        numbers.UnionWith(Forms(bureau.Projects.Sum(project => project.InitialBudget.Value), budget, spent, spent / budget * 100));
        numbers.UnionWith(Forms(bureau.Projects.Average(project => project.Score.Value)));
        numbers.UnionWith(Shares(result));
        numbers.UnionWith(Reasons(bureau).SelectMany(reason => Number().Matches(reason).Select(match => match.Value)));
        return numbers;
    }

    /// <summary>What reviewers wrote, as the annex quotes it.</summary>
    private static IEnumerable<string> Reasons(BureauYear bureau)
        => from project in bureau.Projects
           from stage in (string[])["targets", "q1", "q2", "q3", "q4", "self-evaluation"]
           let incident = Incident.Of(project.Id, stage)
           from reason in (string?[])[incident.Return?.Reason, incident.Dissent, incident.Reopening]
           where reason is not null
           select reason;

    private static decimal Execution(Project project)
        => Math.Round(project.Spent.Value / project.Budget.Value * 10, 2, MidpointRounding.AwayFromZero);

    private static IEnumerable<string> Texts(Project project) =>
    [
        project.Name.Value, project.Description, project.Goal,
        .. project.Indicators.SelectMany(indicator => (string[])
        [
            indicator.Name, indicator.Target.Value, indicator.Actual.Value, indicator.Explanation ?? "",
            indicator.Points.Value.ToString("0.##", CultureInfo.InvariantCulture),
        ]),
    ];

    /// <summary>Share of indicators with full points, in all and per kind; and the scores below full points.</summary>
    private static IEnumerable<string> Shares(YearResult result)
    {
        var indicators = result.SelfEvaluations.Values.SelectMany(evaluation => evaluation.Assessment!.Indicators!).ToList();
        var shares = indicators.GroupBy(indicator => indicator.Level2).Append<IEnumerable<AssessedIndicator>>(indicators).Select(FullMarks);
        return Forms([.. shares, .. indicators.Select(indicator => indicator.Score!.Score)]);
    }

    private static decimal FullMarks(IEnumerable<AssessedIndicator> indicators)
        => 100 * indicators.Average(indicator => indicator.Score!.Score == indicator.Score.Points ? 1m : 0m);

    private static IEnumerable<string> Forms(params decimal[] values)
        => from value in values
           let rounded = Math.Round(value, 2, MidpointRounding.AwayFromZero)
           from form in (string[])["0.00", "0.##"]
           select rounded.ToString(form, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();
}
