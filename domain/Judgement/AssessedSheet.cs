using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Judgement;

/// <summary>
/// A file read, and checked against what is known of its project: kept under the file's hash. At most one of the three
/// assessments is there, and none when the file is not the sheet that was asked for.
/// </summary>
/// <param name="Basis">Hash of everything but the file that the result rests on: the same file on the same basis is not read again.</param>
/// <param name="Form">The one form of the file that was meant.</param>
/// <param name="Findings">All of them: of the file, of the form and of the values.</param>
public sealed record AssessedSheet(
    string Sha256,
    string Basis,
    ReadForm? Form,
    IReadOnlyList<Finding> Findings,
    TargetAssessment? Targets = null,
    MonitoringAssessment? Monitoring = null,
    SelfEvaluationAssessment? SelfEvaluation = null);
