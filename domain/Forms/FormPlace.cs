using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Forms;

/// <summary>
/// Where a finding about a whole form stands: at the first cell the form is known by, the name of its project if it has one.
/// </summary>
internal static class FormPlace
{
    public static Place? Of(TargetForm form) =>
        First(
            form.Header, form.Goal, form.Funds.Select(f => f.Amount).FirstOrDefault(), form.Rows.Select(r => r.Key.Name).FirstOrDefault());

    public static Place? Of(MonitoringForm form) =>
        First(
            form.Header, form.Goal, form.Funds.Select(f => f.Budget).FirstOrDefault(), form.Rows.Select(r => r.Key.Name).FirstOrDefault());

    public static Place? Of(SelfEvaluationForm form) =>
        First(
            form.Header,
            form.ExpectedGoal ?? form.ActualGoal,
            form.Funds.Select(f => f.Budget).FirstOrDefault(),
            form.Rows.Select(r => r.Key.Name).FirstOrDefault() ?? form.ClaimedTotal);

    /// <summary>
    /// Gives the form's place to each finding that has no cell of its own; one merged cell is said once, for however many rows.
    /// </summary>
    public static IReadOnlyList<Finding> Fill(List<Finding> findings, Place? form) =>
        [.. findings.Select(finding => finding.Place is null ? finding with { Place = form } : finding)
            .DistinctBy(finding => (finding.Code, finding.Place, finding.Message))];

    private static Place? First(FormHeader header, Cell? goal, Cell? fund, Cell? row) =>
        (header.ProjectName ?? header.ProjectCode ?? header.Department ?? header.Implementer ?? goal ?? fund ?? row)?.Place;
}
