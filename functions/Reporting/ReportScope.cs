using System.Globalization;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Results;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Functions.Reporting;

/// <summary>The fields and lists of <c>report.zh.md</c>, each computed from <see cref="ReportData"/> (field.md §6).</summary>
internal static class ReportScope
{
    private static readonly ResultRules Rules = ResultRules.Default;

    public static Scope Of(ReportData data)
    {
        var projects = data.Projects.Select(Project).ToList();
        var results = data.Projects.SelectMany(project => project.Evaluation.Indicators).Where(result => result.Score is not null).ToList();
        var kinds = results
            .GroupBy(result => result.Level2)
            .Select(kind => (Name: kind.Key, Count: kind.Count(), Full: kind.Count(IsFull)))
            .ToList();
        var full = data.Projects.Where(project => project.Score == 100m).ToList();
        var overridden = data.Projects.Where(project => project.Override is not null).Select(Overridden).ToList();
        var annex = data.Projects.SelectMany(project => project.Annex.Select(line => Annexed(project, line))).ToList();
        var rounds = data.Projects.SelectMany(project => project.Rounds).ToList();
        var deviations = data.Projects.SelectMany(Deviations).ToList();
        var weak = projects.Where((_, i) => IsWeak(data.Projects[i])).ToList();
        var profile = data.Projects.Select(project => project.Evaluation).FirstOrDefault();
        return new Scope(
            new Dictionary<string, string>
            {
                ["unit"] = Said(data.Unit),
                ["unit.head"] = data.UnitHead,
                ["year"] = Count(data.Year),
                ["version"] = Count(data.Version),
                ["profile"] = Said(profile?.Profile),
                ["profile.version"] = Count(profile?.ProfileVersion ?? 0),
                ["chair.signs"] = data.ChairMaySign ? "领导小组组长可以兼任签发人" : "领导小组组长不得签发",
                ["sum.projects"] = Count(projects.Count),
                ["sum.budget_initial"] = Money(data.InitialBudget),
                ["sum.budget"] = Money(data.Budget),
                ["sum.spent"] = Money(data.Spent),
                ["sum.rate"] = Percent(data.Rate),
                ["sum.returns"] = Count(data.Projects.Sum(project => project.Returns)),
                ["sum.scored"] = Count(data.Projects.Count(project => project.Score is not null)),
                ["sum.score"] = Points(data.Score),
                ["sum.overridden"] = Count(overridden.Count),
                ["sum.full"] = Count(full.Count),
                ["sum.full_names"] = full.Count == 0 ? "" : $"({string.Join('、', full.Select(project => Said(project.Name)))})",
                ["kinds.count"] = Count(kinds.Count),
                ["kinds.names"] = string.Join('、', kinds.Select(kind => Said(kind.Name))),
                ["monitoring.rounds"] = Count(rounds.Select(round => round.Stage).Distinct().Count()),
                ["monitoring.sheets"] = Count(rounds.Count),
                ["indicators.count"] = Count(results.Count),
                ["indicators.full"] = Count(results.Count(IsFull)),
                ["indicators.rate"] = Percent(Share(results.Count(IsFull), results.Count)),
                ["lights.red"] = Count(rounds.Count(round => round.Light == Light.Red)),
                ["lights.yellow"] = Count(rounds.Count(round => round.Light == Light.Yellow)),
                ["annex.count"] = Count(annex.Count),
                ["deviations.count"] = Count(deviations.Count),
                ["rejected.count"] = Count(data.Rejected.Count),
                ["weak.count"] = Count(weak.Count),
                ["weak.rate"] = Percent(Rules.WeakRate),
                ["weak.score"] = Points(Rules.WeakScore),
            },
            new Dictionary<string, IReadOnlyList<Scope>>
            {
                ["projects"] = projects,
                ["kinds"] = [.. kinds.Select(kind => Row(
                    ("kind.name", Said(kind.Name)),
                    ("kind.count", Count(kind.Count)),
                    ("kind.full", Count(kind.Full)),
                    ("kind.rate", Percent(Share(kind.Full, kind.Count)))))],
                ["annex"] = annex,
                ["joined"] = [.. data.Joined.Select(joined => Row(
                    ("joined.duty", Said(joined.Duty)),
                    ("joined.reason", Said(joined.Reason))))],
                ["overrides"] = overridden,
                ["reduced"] = [.. data.Projects.SelectMany(Reduced)],
                ["deviations"] = deviations,
                ["weak"] = weak,
                ["rejected"] = [.. data.Rejected.Select(project => Row(
                    ("rejected.name", Said(project.Name)),
                    ("rejected.section", Said(project.Section)),
                    ("rejected.reason", Said(project.Reason)),
                    ("rejected.head", project.Head)))],
            });
    }

    private static Scope Project(ReportProject project, int index)
    {
        var evaluation = project.Evaluation;
        var execution = evaluation.Execution.Score;
        return Row(
            ("project.number", Count(index + 1)),
            ("project.name", Said(project.Name)),
            ("project.section", Said(project.Section)),
            ("project.description", Said(project.Description)),
            ("project.goal", Said(project.Targets.Goal)),
            ("project.indicators", Count(project.Targets.Indicators.Count)),
            ("project.budget_initial", Money(project.InitialBudget)),
            ("project.budget", Money(project.Budget)),
            ("project.spent", Money(project.Spent)),
            ("project.rate", Percent(evaluation.Execution.Rate)),
            ("project.score_execution", Points(execution)),
            ("project.score_indicators", Points(evaluation.Indicators.Sum(result => result.Score?.Score))),
            ("project.score", Points(project.Score)),
            ("project.grade", Said(project.Grade)),
            ("project.head", project.Head)) with
        {
            Lists = new Dictionary<string, IReadOnlyList<Scope>> { ["targets"] = [.. project.Targets.Indicators.Select(Target)] },
        };
    }

    /// <summary>What the profile's cap and deduction took off, in the words of the explanation; nothing where they are off.</summary>
    private static IEnumerable<Scope> Reduced(ReportProject project) =>
        ScoreExplanation.Reduced(project.Evaluation, Profile.Of(project.Evaluation.Profile)).Select(reduced => Row(
            ("reduced.project", Said(project.Name)),
            ("reduced.row", reduced.Row is { } name ? $"“{Said(name)}”" : "总分"),
            ("reduced.why", Said(reduced.Why.Text.Zh))));

    private static Scope Overridden(ReportProject project) => Row(
        ("override.project", Said(project.Name)),
        ("override.computed", Points(project.Evaluation.Total)),
        ("override.score", Points(project.Score)),
        ("override.reason", Said(project.Override!.Reason)));

    private static Scope Annexed(ReportProject project, AnnexLine line) => Row(
        ("annex.project", Said(project.Name)),
        ("annex.stage", Said(line.Stage)),
        ("annex.at", BeijingTime.Minute(line.At)),
        ("annex.what", Said(line.What)),
        ("annex.by", Said(line.By)),
        ("annex.reason", Said(line.Reason)),
        ("annex.entry", Count(line.Entry)));

    private static Scope Target(ApprovedIndicator indicator) => Row(
        ("indicator.level", Said(indicator.Level2)),
        ("indicator.name", Said(indicator.Name)),
        ("indicator.target", Said(indicator.Target.ToString())),
        ("indicator.points", Points(indicator.Points)));

    /// <summary>Indicators below full points, with the reason the section gave; results stand in the order of the sheet's rows.</summary>
    private static IEnumerable<Scope> Deviations(ReportProject project) =>
        project.Evaluation.Indicators
            .Zip(project.Form.Rows, (result, row) => (result, Reason: row.Explanation.Raw))
            .Where(pair => pair.result.Score is not null && !IsFull(pair.result) && !string.IsNullOrWhiteSpace(pair.Reason))
            .Select(pair => Row(
                ("deviation.project", Said(project.Name)),
                ("deviation.name", Said(pair.result.Name)),
                ("deviation.target", Said(pair.result.Target?.ToString())),
                ("deviation.actual", Said(pair.result.Actual?.Raw)),
                ("deviation.score", Points(pair.result.Score?.Score)),
                ("deviation.points", Points(pair.result.Score?.Points)),
                ("deviation.reason", Said(pair.Reason))));

    private static bool IsFull(IndicatorResult result) => result.Score is { } score && score.Score == score.Points;

    private static bool IsWeak(ReportProject project) =>
        !ProjectResult.Of(project.Evaluation.Execution.Rate, project.Score, false, Rules).Weaknesses.IsEmpty;

    private static Scope Row(params (string Name, string Value)[] fields) => new(
        fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal),
        new Dictionary<string, IReadOnlyList<Scope>>());

    private static decimal? Share(int part, int whole) => whole == 0 ? null : (decimal)part / whole;

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Money(decimal value) => Rounding.HalfUp(value).ToString("#,##0.00", CultureInfo.InvariantCulture);

    private static string Points(decimal? value) =>
        value is { } points ? Rounding.HalfUp(points).ToString("0.##", CultureInfo.InvariantCulture) : "—";

    private static string Percent(decimal? value) =>
        value is { } share ? Rounding.HalfUp(share * 100).ToString("0.00", CultureInfo.InvariantCulture) + "%" : "—";

    private static string Said(SeparatedDuty duty) => duty switch
    {
        SeparatedDuty.Submit => "提交",
        SeparatedDuty.Check => "审核",
        _ => "审定",
    };

    private static string Said(string? text) => string.IsNullOrWhiteSpace(text) ? "—" : MarkdownText.Of(text.Trim());
}
