using System.Collections.ObjectModel;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.ReportTexts;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Reporting;

/// <summary>All a report says: what was approved, and the ledger heads it was taken from. Money in 万元.</summary>
/// <param name="Unit">Its name.</param>
/// <param name="UnitHead">Hash of the unit-year's stream when the report was asked for.</param>
/// <param name="Projects">In the one order of every list, by id.</param>
/// <param name="Rejected">Projects kept out of the budget.</param>
public sealed record ReportData(
    string Unit,
    int Year,
    int Version,
    string UnitHead,
    Profile Profile,
    IReadOnlyList<ReportProject> Projects,
    IReadOnlyList<RejectedProject> Rejected)
{
    /// <summary>See <see cref="YearPlan.ChairMaySign"/>.</summary>
    public bool ChairMaySign { get; init; } = true;

    /// <summary>Duties that were not kept apart, with the reason.</summary>
    public IReadOnlyList<JoinedDuty> Joined { get; init; } = [];

    public ReportNames Names { get; init; } = ReportNames.Default;

    /// <summary>Of the lead; a topic without text is left out.</summary>
    public IReadOnlyDictionary<TextTopic, string> Texts { get; init; } = ReadOnlyDictionary<TextTopic, string>.Empty;

    public IReadOnlyList<Regulation> Regulations { get; init; } = [];

    public decimal InitialBudget => Projects.Sum(project => project.InitialBudget);

    public decimal Budget => Projects.Sum(project => project.Budget);

    public decimal Spent => Projects.Sum(project => project.Spent);

    public decimal? Rate => Budget > 0 ? Spent / Budget : null;

    /// <summary>Mean of the final scores there are.</summary>
    public decimal? Score =>
        Projects.Select(project => project.Score).OfType<decimal>().ToList() is { Count: > 0 } scores ? scores.Average() : null;

    /// <summary>Whether anything is listed under 六: a problem asks for a suggestion.</summary>
    internal bool HasProblems => Projects.Any(project => project.Deviations.Any() || project.Reds.Any());
}

/// <summary>What the unit calls those who lead the work: one spelling everywhere.</summary>
/// <param name="LeadingGroup">领导小组.</param>
/// <param name="LeadOffice">牵头科室.</param>
public sealed record ReportNames(string LeadingGroup, string LeadOffice)
{
    public static ReportNames Default { get; } = new("绩效管理领导小组", "绩效管理牵头科室");
}

/// <param name="Form">The self-evaluation as the section wrote it, for its reasons.</param>
/// <param name="Override">The score the group set in place of the computed one, with its grade and reason.</param>
/// <param name="Rounds">Monitoring rounds that were approved, in the order of the plan.</param>
/// <param name="Returns">How often a sheet of this project was returned.</param>
/// <param name="Annex">In the order of the ledger.</param>
/// <param name="Head">Hash of the project-year's stream.</param>
public sealed record ReportProject(
    string Key,
    string Name,
    string Section,
    string? Description,
    ApprovedTargets Targets,
    SelfEvaluationForm Form,
    SelfEvaluationAssessment Evaluation,
    ScoreOverride? Override,
    IReadOnlyList<ReportRound> Rounds,
    int Returns,
    IReadOnlyList<AnnexLine> Annex,
    string Head)
{
    /// <summary>Of its section; a topic without text is left out.</summary>
    public IReadOnlyDictionary<TextTopic, string> Texts { get; init; } = ReadOnlyDictionary<TextTopic, string>.Empty;

    /// <summary>What the group asked to be put right, with the answers.</summary>
    public IReadOnlyList<Rectification> Rectifications { get; init; } = [];

    /// <summary>As approved, whatever the section wrote; as it wrote where the approved sheet has none.</summary>
    public decimal InitialBudget =>
        Targets.AtFirst
        ?? Form.Funds.FirstOrDefault(fund => fund.Source == FundSource.Total)?.InitialBudget.Number
        ?? Form.Funds.Where(fund => fund.Source != FundSource.Total).Sum(fund => fund.InitialBudget.Number ?? 0);

    public decimal Budget => Evaluation.Execution.Budget ?? 0;

    public decimal Spent => Evaluation.Execution.Spent ?? 0;

    /// <summary>The final one: the group's where it set one, else the computed one.</summary>
    public decimal? Score => Override?.Score ?? Evaluation.Total;

    public string? Grade => Override is { } set ? set.Grade : Evaluation.Grade;

    /// <summary>Results with what the section wrote in their rows.</summary>
    internal IEnumerable<ReportRow> Rows
        => Evaluation.Indicators.Zip(Form.Rows, (result, row) => new ReportRow(result, row));

    /// <summary>Below full points.</summary>
    internal IEnumerable<ReportRow> Deviations => Rows.Where(row => row.IsBelow);

    internal IEnumerable<(ReportRound Round, ReportLight Light)> Reds
        => Rounds.SelectMany(round => round.Lights.Where(light => light.Light == Light.Red).Select(light => (round, light)));
}

/// <summary>A project whose targets were graded 差 in their review.</summary>
/// <param name="Head">Hash of the project-year's stream.</param>
public sealed record RejectedProject(string Name, string Section, string? Reason, string Head);

/// <summary>A monitoring round of one project, as approved.</summary>
/// <param name="Light">The project's; null where none could be found.</param>
/// <param name="Lights">Of what is red or yellow.</param>
public sealed record ReportRound(string Stage, int Month, Light? Light, IReadOnlyList<ReportLight> Lights)
{
    public static ReportRound Of(StageId stage, MonitoringForm form, MonitoringAssessment monitoring) => new(
        stage.Value,
        monitoring.Month,
        monitoring.Project,
        [
            .. ReportLight.Of("预算执行率", monitoring.Execution.Light, form.Funds.FirstOrDefault(IsTotal)?.Reason),
            .. monitoring.Indicators.Zip(form.Rows).SelectMany(
                pair => ReportLight.Of(pair.First.Name, pair.First.Light, pair.Second.Reason)),
        ]);

    private static bool IsTotal(MonitoringFund fund) => fund.Source == FundSource.Total;
}

/// <param name="What">Name of the indicator, or 预算执行率.</param>
/// <param name="Reason">Of the section; empty where it gave none.</param>
public sealed record ReportLight(string What, Light Light, string Reason)
{
    internal static IEnumerable<ReportLight> Of(string what, Light? light, Cell? reason)
        => light is { } shown and (Light.Red or Light.Yellow) ? [new(what, shown, reason?.Raw ?? "")] : [];
}

/// <summary>A line of the internal annex: what happened on the way to the figures.</summary>
/// <param name="Entry">Number of the event in the project-year's stream.</param>
/// <param name="By">Role; the person is in the ledger.</param>
public sealed record AnnexLine(int Entry, DateTimeOffset At, string Stage, string What, string By, string? Reason);
