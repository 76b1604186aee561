using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;

namespace PerfFlow.Sheets.Tests.Unseen;

/// <summary>A row as read and scored, in the terms of an <see cref="ExpectedIndicator"/>.</summary>
/// <param name="Target">As understood, in its canonical spelling; null where it has no reading.</param>
/// <param name="Written">The target as it stands, with its nature and unit where these have columns.</param>
/// <param name="Unit">度量单位, where the form has the column.</param>
/// <param name="TargetCell">Where a question about it would stand.</param>
internal sealed record AnsweredRow(
    string Level1,
    string Level2,
    string Name,
    string? Target,
    string Written,
    string? Unit,
    Place TargetCell,
    string? Actual = null,
    decimal? Points = null,
    decimal? Score = null,
    decimal? Claimed = null)
{
    public static AnsweredRow Of(IndicatorKey key, Cell? nature, Cell target, Cell? unit, Target? understood) => new(
        key.Level1.Raw,
        key.Level2.Raw,
        key.Name.Raw,
        understood?.ToString(),
        nature?.Raw + target.Raw + unit?.Raw,
        unit?.Raw,
        target.Place);
}
