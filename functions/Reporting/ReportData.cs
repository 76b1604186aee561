using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Functions.Reporting;

/// <summary>All a report says: what was approved, and the ledger heads it was taken from. Money in 万元.</summary>
/// <param name="UnitHead">Hash of the unit-year's stream when the report was asked for.</param>
/// <param name="Rejected">Projects kept out of the budget.</param>
internal sealed record ReportData(
    string Unit, int Year, int Version, string UnitHead, IReadOnlyList<ReportProject> Projects, IReadOnlyList<RejectedProject> Rejected)
{
    /// <summary>See <see cref="YearPlan.ChairMaySign"/>.</summary>
    public bool ChairMaySign { get; init; } = true;

    /// <summary>Duties that were not kept apart, with the reason.</summary>
    public IReadOnlyList<JoinedDuty> Joined { get; init; } = [];

    public decimal InitialBudget => Projects.Sum(project => project.InitialBudget);

    public decimal Budget => Projects.Sum(project => project.Budget);

    public decimal Spent => Projects.Sum(project => project.Spent);

    public decimal? Rate => Budget > 0 ? Spent / Budget : null;

    /// <summary>Mean of the final scores there are.</summary>
    public decimal? Score =>
        Projects.Select(project => project.Score).OfType<decimal>().ToList() is { Count: > 0 } scores ? scores.Average() : null;
}

/// <param name="Form">The self-evaluation as the section wrote it, for its reasons.</param>
/// <param name="Override">The score the group set in place of the computed one, with its grade and reason.</param>
/// <param name="Rounds">Monitoring rounds that were approved, in the order of the plan.</param>
/// <param name="Returns">How often a sheet of this project was returned.</param>
/// <param name="Annex">In the order of the ledger.</param>
/// <param name="Head">Hash of the project-year's stream.</param>
internal sealed record ReportProject(
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
}

/// <summary>A project whose targets were graded 差 in their review.</summary>
/// <param name="Head">Hash of the project-year's stream.</param>
internal sealed record RejectedProject(string Name, string Section, string? Reason, string Head);

internal sealed record ReportRound(string Stage, int Month, Light? Light);
