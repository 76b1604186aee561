using System.Globalization;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Marking;

namespace PerfFlow.Functions.Finished;

/// <summary>The scores and the grade as approved at the cells that the section's own file has for them.</summary>
internal static class FinalScores
{
    /// <summary>Without cells that several rows share: none of them is all that belongs there.</summary>
    public static IReadOnlyDictionary<Place, FinalValue> Of(ApprovedEvaluation approved) => Cells(approved)
        .GroupBy(cell => cell.Cell.Place)
        .Where(cells => cells.Count() == 1)
        .Select(cells => (cells.Key, cells.Single().Value))
        .Where(cell => cell.Value is not null)
        .ToDictionary(cell => cell.Key, cell => cell.Value!);

    /// <summary>Of the whole, and of each cell what stands there now and stood there.</summary>
    public static IReadOnlyList<Finding> Notes(ApprovedEvaluation approved) =>
    [
        new("FINAL_RESULT", Severity.Info, null,
            new(
                $"审定总分 {N(approved.Total)} 分,等级“{approved.Grade}”",
                $"Approved total {N(approved.Total)}, grade {approved.Grade}."),
            new(FinishedSheet.Note(approved), "See the official form.")),
        .. Cells(approved).Select(cell => new Finding(
            "FINAL_SCORE", Severity.Info, cell.Cell.Place,
            new(
                $"{cell.What}:审定为 {cell.Value?.Text ?? "—"},原填“{cell.Cell.Raw}”。",
                $"{cell.What}: approved {cell.Value?.Text ?? "—"}, written \"{cell.Cell.Raw}\"."),
            new("以审定结果为准,不必再改。", "What was approved counts; nothing is to be done."))),
    ];

    private static IEnumerable<(Cell Cell, string What, FinalValue? Value)> Cells(ApprovedEvaluation approved)
    {
        var (form, evaluation) = (approved.Form, approved.Evaluation);
        if (form.Funds.FirstOrDefault(fund => fund.Source == FundSource.Total)?.Score is { } execution)
        {
            yield return (execution, "预算执行率得分", Score(evaluation.Execution.Score));
        }

        foreach (var (row, result) in form.Rows.Zip(evaluation.Indicators).Where(pair => pair.First.Key.HasColumnOf(pair.First.Score)))
        {
            yield return (row.Score, $"{result.Name}得分", Score(result.Score?.Score));
        }

        if (form.ClaimedTotal is { } total)
        {
            yield return (total, "总分", Score(approved.Total));
        }

        if (form.ClaimedGrade is { } grade)
        {
            yield return (grade, "等级", approved.Grade is { } name ? FinalValue.Of(name) : null);
        }
    }

    private static FinalValue? Score(decimal? score) => score is { } known ? new(N(known), IsNumber: true) : null;

    private static string N(decimal? score) => score?.ToString("0.##", CultureInfo.InvariantCulture) ?? "—";
}
