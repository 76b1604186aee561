using System.Text.Json.Serialization;
using PerfFlow.Domain.Drift;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.FormChecks;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Monitoring;

/// <summary>A monitoring sheet checked.</summary>
/// <param name="Month">The N of 1-N月.</param>
/// <param name="Project">The worst light; null while none could be found.</param>
public sealed record MonitoringAssessment(
    string Profile,
    int ProfileVersion,
    int Month,
    IReadOnlyList<IndicatorProgress> Indicators,
    ExecutionProgress Execution,
    Light? Project,
    IReadOnlyList<IndicatorDrift> Drifts,
    IReadOnlyList<Finding> Findings)
    : Assessment(Findings)
{
    public override SheetFigures ToFigures() => new(Execution.Budget, Execution.Spent, Light: Project?.ToString().ToLowerInvariant());

    /// <summary>
    /// See <see cref="ReadingSummary.Red"/>. A row that matches no approved indicator is none that can be named in the next round.
    /// </summary>
    public string? ToRedCauses()
    {
        var rows = Indicators.Where(row => row.Light == Light.Red).Select(row => row.Id);
        var causes = (Execution.Light == Light.Red ? rows.Prepend(TakenNote.Execution) : rows).Distinct().ToList();
        return causes.Count is 0 or > ReadingSummary.MostCauses || causes.Contains(null) ? null : string.Join(',', causes);
    }
}

/// <summary>One row and its light.</summary>
/// <param name="Id">Id of the approved indicator; null when the row matches none.</param>
/// <param name="Planned">Share of the year's target due by now, where the light is measured against a plan.</param>
/// <param name="Progress">Actual over what was due by now; null where nothing was due or the light asks inside or outside.</param>
/// <param name="Light">Null while a value it needs is missing or cannot be read.</param>
/// <param name="Place">Cell of the row's name.</param>
public sealed record IndicatorProgress(
    string? Id,
    string Level1,
    string Level2,
    string Name,
    Target? Target,
    Actual? Actual,
    Actual? Forecast,
    Likelihood? Likelihood,
    decimal? Planned,
    decimal? Progress,
    Light? Light,
    Place Place);

/// <summary>预算执行 to date; money in 万元, <paramref name="Rate"/> as a fraction of the year's budget.</summary>
/// <param name="Plan">The project's own; null: the profile's.</param>
public sealed record ExecutionProgress(
    decimal? Budget,
    decimal? Spent,
    decimal? Forecast,
    decimal? Rate,
    Light? Light,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SpendingPlan? Plan = null);
