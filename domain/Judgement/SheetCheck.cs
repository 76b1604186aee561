using PerfFlow.Domain.FormChecks;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Judgement;

/// <summary>Checks a form by the rules of its kind.</summary>
public static class SheetCheck
{
    /// <param name="month">The N of 1-N月 that a monitoring round asks for; null: the whole year.</param>
    /// <param name="approved">What the sheet is held to; null: its own targets.</param>
    /// <param name="previous">The last approved round of the same year.</param>
    /// <param name="spending">The project's own plan of spending; null: the profile's.</param>
    public static Assessment Run(
        ReadForm read, Profile profile, int year, int? month, ApprovedTargets? approved = null, MonitoringAssessment? previous = null,
        SpendingPlan? spending = null) =>
        read.Match<Assessment>(
        form => TargetCheck.Run(form, profile, year),
        form => MonitoringCheck.Run(form, profile, year, month ?? 12, approved, previous, spending),
        form => SelfEvaluationCheck.Run(form, profile, year, approved));
}
