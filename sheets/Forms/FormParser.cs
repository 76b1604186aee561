using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Forms;

/// <summary>Reads one form, of whichever kind its header says.</summary>
/// <param name="longTerm">Blocks of a target form that are kept beside the year's.</param>
/// <param name="project">The one whose rows count, in a list of several.</param>
internal sealed class FormParser(
    SheetGrid grid, FormArea area, IndicatorHeader header, IReadOnlyList<IndicatorBlock> longTerm, ProjectRows? project = null)
{
    private static readonly (Column Column, DeviationCause Cause)[] Classes =
    [
        (Column.Funding, DeviationCause.Funding),
        (Column.Rules, DeviationCause.Rules),
        (Column.Staff, DeviationCause.Staff),
        (Column.Equipment, DeviationCause.Equipment),
        (Column.OtherCause, DeviationCause.Other),
    ];

    private readonly HeaderBlock head = new(area, header.Top, project);
    private readonly FundBlock funds = new(area, header.Top, project?.First);
    private readonly IndicatorBlock block = new(area, header, project?.Rows);

    public ReadForm Read()
    {
        block.Require((Column.Level1, "一级指标"), (Column.Level2, "二级指标"), (Column.Target, "指标值"));
        var kind = header.Kind(head.Title);
        header.ChooseActual(kind, head.Month);
        foreach (var (first, second) in header.Doubles)
        {
            area.Findings.Add(Notes.ColumnAmbiguous(area.Place(second.Row, second.At), first.Label, second.Label));
        }

        foreach (var (chosen, other) in header.Choices)
        {
            area.Findings.Add(Notes.ColumnChosen(area.Place(other.Row, other.At), chosen.Label, other.Label));
        }

        return kind switch
        {
            FormKind.SelfEvaluation => new ReadForm.SelfEvaluation(grid.Name, SelfEvaluation()),
            FormKind.Monitoring => new ReadForm.Monitoring(grid.Name, Monitoring()),
            _ => new ReadForm.Targets(grid.Name, Targets()),
        };
    }

    private TargetForm Targets() => new(
        head.Read(monitoring: false, []),
        funds.Targets(),
        head.Goal(Labels.IsAnnualGoal),
        Rows(block),
        longTerm.Count == 0 ? null : [.. longTerm.SelectMany(Rows)]);

    private static IReadOnlyList<TargetRow> Rows(IndicatorBlock block) => block.Rows((row, key) => new TargetRow(
        key,
        block.Optional(row, Column.Nature),
        block.Value(row, Column.Target),
        block.Optional(row, Column.Unit),
        block.Points(row),
        block.Milestones(row)));

    private MonitoringForm Monitoring()
    {
        RequireActual("执行情况");
        return new(
            head.Read(monitoring: true, [.. funds.Periods(), .. header.Period(area)]),
            funds.Monitoring(),
            head.Goal(Labels.IsAnnualGoal),
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
                block.Text(row, Column.Remark))),
            Classes.Any(each => header[each.Column] is not null) ? null : false);
    }

    private SelfEvaluationForm SelfEvaluation()
    {
        RequireActual("实际完成值");
        block.Require((Column.Score, "得分"));
        var rows = block.Rows((row, key) => new SelfEvaluationRow(
            key,
            block.Value(row, Column.Target),
            block.Optional(row, Column.Nature),
            block.Optional(row, Column.Unit),
            block.Value(row, Column.Actual),
            block.Points(row) ?? block.Value(row, Column.Points),
            block.Value(row, Column.Score),
            block.Text(row, Column.Reason)));
        if (!block.GivesPoints)
        {
            block.Require((Column.Points, "分值"));
        }

        var total = block.TotalRow is { } at && header[Column.Score] is { } score ? area.Computed(at, score) : null;
        return new(
            head.Read(monitoring: false, []),
            funds.SelfEvaluation(
                block.ExecutionRow is { } execution ? (block.OwnPoints(execution), block.Optional(execution, Column.Score)) : default),
            head.Goal(Labels.IsExpectedGoal) ?? head.Goal(Labels.IsAnnualGoal),
            head.Goal(Labels.IsActualGoal),
            rows,
            total,
            Grade());
    }

    /// <summary>自评等级 as written or ticked, above the grid or below it. A blank one is the place where it belongs.</summary>
    private Cell? Grade()
    {
        for (var row = area.Top; row <= area.Bottom; row++)
        {
            foreach (var cell in area.Row(row).Where(cell => cell.Text.Length <= 60))
            {
                if (Labels.Grade.Contains(PrintedLabel.Of(cell.Text)))
                {
                    var first = area.Area(row, cell.Column).Right + 1;
                    return area.RightOf(row, first) is { } at ? area.TextValue(row, at)
                        : IsRoom(row, first) ? area.Nothing(row, first)
                        : null;
                }

                if (Labels.GradeEnd(cell.Text) is > 0 and var end)
                {
                    return new(area.Place(row, cell.Column), cell.Text[end..].Trim());
                }
            }
        }

        return null;
    }

    /// <summary>Blank, and of the form: not a column of the grid, nor the margin right of it.</summary>
    private bool IsRoom(int row, int column) => (row < header.Top || row > header.Bottom)
        && area.Text(row, column).Length == 0
        && !area.IsHiddenColumn(column)
        && column <= area.LastColumn;

    private void RequireActual(string name)
    {
        if (header.PartOnly is { } part)
        {
            area.Findings.Add(Notes.ColumnOfPart(area.Place(part.Row, part.At), part.Label));
        }
        else
        {
            block.Require((Column.Actual, name));
        }
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
        foreach (var (column, cause) in Classes)
        {
            if (header[column] is { } at && Ticks.IsTicked(area.Text(row, at)))
            {
                causes.Add(cause);
            }
        }

        return causes;
    }
}
