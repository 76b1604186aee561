using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Reporting;

/// <summary>All that a monitoring report says (运行监控报告, field.md §13). Money in 万元.</summary>
/// <param name="Unit">Its name.</param>
/// <param name="Period">What it is of.</param>
/// <param name="Rounds">Months of the rounds it covers, the last one last.</param>
/// <param name="Projects">Those whose sheet of the period was approved, in the one order of every list; of several rounds the last.</param>
/// <param name="Missing">Those without.</param>
public sealed record MonitoringData(
    string Unit,
    int Year,
    MonitoringPeriod Period,
    IReadOnlyList<int> Rounds,
    IReadOnlyList<MonitoredProject> Projects,
    IReadOnlyList<MissingProject> Missing)
{
    public ReportNames Names { get; init; } = ReportNames.Default;

    public int Month => Rounds.Count == 0 ? 0 : Rounds[^1];

    public decimal Budget => Projects.Sum(project => project.Assessment.Execution.Budget ?? 0);

    public decimal Spent => Projects.Sum(project => project.Assessment.Execution.Spent ?? 0);

    public decimal? Rate => Budget > 0 ? Spent / Budget : null;

    /// <summary>What is thought to be spent by the end of the year; a sheet without a forecast counts with what was spent.</summary>
    public decimal Forecast
        => Projects.Sum(project => project.Assessment.Execution.Forecast ?? project.Assessment.Execution.Spent ?? 0);

    internal int Count(Light light) => Projects.Sum(project => project.Rows.Count(row => row.Progress.Light == light));
}

/// <summary>What a monitoring report is of.</summary>
public enum MonitoringPeriod
{
    /// <summary>One round of the plan.</summary>
    Round,

    /// <summary>The rounds of the first half of the year.</summary>
    Half,

    /// <summary>All rounds of the year.</summary>
    Year,
}

/// <param name="Key">Id of the project.</param>
/// <param name="Adjustment">The targets are being adjusted to this document; null unless they are.</param>
/// <param name="Rectifications">Asked for on the project's rounds of the period and before.</param>
public sealed record MonitoredProject(
    string Key,
    string Name,
    string Section,
    MonitoringForm Form,
    MonitoringAssessment Assessment,
    string? Adjustment,
    IReadOnlyList<Rectification> Rectifications)
{
    /// <summary>Lights with what the section wrote in their rows.</summary>
    internal IEnumerable<(IndicatorProgress Progress, MonitoringRow Written)> Rows => Assessment.Indicators.Zip(Form.Rows);
}

/// <param name="State">How far its sheet has come, in words.</param>
/// <param name="Due">The deadline, as printed.</param>
/// <param name="DaysLate">Null before the deadline.</param>
public sealed record MissingProject(string Name, string Section, string State, string Due, int? DaysLate);
