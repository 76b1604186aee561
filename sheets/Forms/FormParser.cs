using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Forms;

/// <summary>Reads one form, of whichever kind its header says.</summary>
/// <param name="longTerm">Blocks of a target form that are kept beside the year's.</param>
internal sealed class FormParser(SheetGrid grid, FormArea area, IndicatorHeader header, IReadOnlyList<IndicatorBlock> longTerm)
{
    private readonly HeaderBlock head = new(area, header.Top);
    private readonly FundBlock funds = new(area, header.Top);
    private readonly IndicatorBlock block = new(area, header);

    public ReadForm Read()
    {
        block.Require((Column.Level1, "一级指标"), (Column.Level2, "二级指标"));
        return header.Kind(head.Title) switch
        {
            FormKind.SelfEvaluation => new ReadForm.SelfEvaluation(grid.Name, SelfEvaluation()),
            FormKind.Monitoring => new ReadForm.Monitoring(grid.Name, Monitoring()),
            _ => new ReadForm.Targets(grid.Name, Targets()),
        };
    }

    private TargetForm Targets() => new(
        head.Read(monitoring: false, null),
        funds.Targets(),
        head.Goal(Labels.AnnualGoal),
        Rows(block),
        longTerm.Count == 0 ? null : [.. longTerm.SelectMany(Rows)]);

    private static IReadOnlyList<TargetRow> Rows(IndicatorBlock block) => block.Rows((row, key) => new TargetRow(
        key,
        block.Optional(row, Column.Nature),
        block.Value(row, Column.Target),
        block.Optional(row, Column.Unit),
        block.Optional(row, Column.Points),
        block.Milestones(row)));

    private MonitoringForm Monitoring()
    {
        block.Require((Column.Actual, "执行情况"));
        return new(
            head.Read(monitoring: true, header.Month),
            funds.Monitoring(),
            head.Goal(Labels.AnnualGoal),
            block.Rows((row, key) => new MonitoringRow(
                key,
                block.Value(row, Column.Target),
                block.Optional(row, Column.Nature),
                block.Optional(row, Column.Unit),
                block.Value(row, Column.Actual),
                block.Value(row, Column.Forecast),
                Likelihood(row),
                block.Text(
                    row, header[Column.Likelihood] is null && header[Column.Certain] is not null ? Column.Certain : Column.Likelihood),
                Causes(row),
                block.Text(row, Column.Reason),
                block.Text(row, Column.Remark))));
    }

    private SelfEvaluationForm SelfEvaluation()
    {
        block.Require((Column.Actual, "实际完成值"), (Column.Points, "分值"), (Column.Score, "得分"));
        var rows = block.Rows((row, key) => new SelfEvaluationRow(
            key,
            block.Value(row, Column.Target),
            block.Optional(row, Column.Nature),
            block.Optional(row, Column.Unit),
            block.Value(row, Column.Actual),
            block.Value(row, Column.Points),
            block.Value(row, Column.Score),
            block.Text(row, Column.Reason)));
        var total = block.TotalRow is { } at && header[Column.Score] is { } score ? area.Computed(at, score) : null;
        return new(
            head.Read(monitoring: false, null),
            funds.SelfEvaluation(),
            head.Goal(Labels.ExpectedGoal) ?? head.Goal(Labels.AnnualGoal),
            head.Goal(Labels.ActualGoal),
            rows,
            total);
    }

    private Likelihood? Likelihood(int row)
    {
        var likelihood = Ticks.Chosen(area, header, row, out var clear);
        if (!clear)
        {
            area.Findings.Add(
                Notes.LikelihoodAmbiguous(area.Place(row, header[Column.Likelihood] ?? header[Column.Certain] ?? header.NameColumn)));
        }

        return likelihood;
    }

    private List<DeviationCause> Causes(int row)
    {
        var causes = new List<DeviationCause>();
        foreach (var (column, cause) in (ReadOnlySpan<(Column, DeviationCause)>)
            [
                (Column.Funding, DeviationCause.Funding), (Column.Rules, DeviationCause.Rules), (Column.Staff, DeviationCause.Staff),
                (Column.Equipment, DeviationCause.Equipment), (Column.OtherCause, DeviationCause.Other),
            ])
        {
            if (header[column] is { } at && Ticks.IsTicked(area.Text(row, at)))
            {
                causes.Add(cause);
            }
        }

        return causes;
    }
}
