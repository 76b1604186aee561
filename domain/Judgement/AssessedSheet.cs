using System.Text.Json.Serialization;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.FormChecks;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Judgement;

/// <summary>A file read, and checked against what is known of its project: kept under the hash of its own bytes.</summary>
/// <param name="Sha256">Of the file.</param>
/// <param name="Basis">Hash of everything but the file that the result rests on: the same file on the same basis is not read again.</param>
/// <param name="Form">The one form of the file that was meant.</param>
/// <param name="Findings">Of the file, of the form and of the values; as many as are kept, see <see cref="FewFindings"/>.</param>
public sealed record AssessedSheet(string Sha256, string Basis, ReadForm? Form, IReadOnlyList<Finding> Findings)
{
    /// <summary>Null when the file is not the sheet that was asked for.</summary>
    [JsonIgnore]
    public Assessment? Assessment { get; init; }

    // Kept under the name of its kind: the bytes are hashed, and old ones are read.
    [JsonInclude]
    private TargetAssessment? Targets
    {
        get => Assessment as TargetAssessment;
        init => Assessment ??= value;
    }

    [JsonInclude]
    private MonitoringAssessment? Monitoring
    {
        get => Assessment as MonitoringAssessment;
        init => Assessment ??= value;
    }

    [JsonInclude]
    private SelfEvaluationAssessment? SelfEvaluation
    {
        get => Assessment as SelfEvaluationAssessment;
        init => Assessment ??= value;
    }

    /// <summary>
    /// As it is shown: what is attached to the item comes and goes after the sheet was judged, so it is looked at now (field.md §4.6).
    /// </summary>
    /// <param name="missing">Ids of the indicators whose evidence is asked for and not attached.</param>
    public AssessedSheet Without(IReadOnlyCollection<string> missing, Profile profile)
    {
        if (Assessment is not SelfEvaluationAssessment judged)
        {
            return this;
        }

        var seen = EvidenceNeed.Without(judged, missing, profile);
        return this with { Assessment = seen, Findings = [.. Findings, .. seen.Findings.Skip(judged.Findings.Count)] };
    }

    /// <summary>What the ledger keeps of it.</summary>
    /// <param name="id">Under which the whole of it is kept.</param>
    /// <param name="basis">Of the same task.</param>
    public ReadingSummary ToSummary(string id, SheetTask task, ReadingBasis? basis) => new(
        id,
        Findings.Where(finding => finding.Level == Severity.Error).Sum(finding => finding.Count),
        Findings.Where(finding => finding.Level == Severity.Warning).Sum(finding => finding.Count),
        Assessment?.ToFigures() ?? SheetFigures.None,
        NeedsEvidence: Assessment is SelfEvaluationAssessment evaluation
            ? [.. EvidenceNeed.Of(evaluation, task.Evidence, task.Profile).Take(ReadingSummary.MostNeeds)]
            : [],
        Profile: task.Profile.Key,
        Basis: basis,
        BasisHash: Basis,
        Red: (Assessment as MonitoringAssessment)?.ToRedCauses());
}
