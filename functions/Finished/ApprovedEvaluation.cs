using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.SelfEvaluation;

namespace PerfFlow.Functions.Finished;

/// <summary>A self-evaluation as it was approved and locked: what its finished forms are written from.</summary>
/// <param name="Unit">Its name.</param>
/// <param name="Sheet">The version that was approved.</param>
/// <param name="Override">The score the group set in place of the computed one, with its grade and reason.</param>
/// <param name="DataHash">Of the approved data set.</param>
public sealed record ApprovedEvaluation(
    string Unit,
    Project Project,
    int Year,
    Sheet Sheet,
    SelfEvaluationForm Form,
    SelfEvaluationAssessment Evaluation,
    ScoreOverride? Override,
    string DataHash)
{
    /// <summary>The group's where it set one, else the computed one.</summary>
    public decimal? Total => Override?.Score ?? Evaluation.Total;

    public string? Grade => Override is { } set ? set.Grade : Evaluation.Grade;
}
