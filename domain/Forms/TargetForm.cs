namespace PerfFlow.Domain.Forms;

/// <summary>项目支出绩效目标申报表 as read (field.md §3.1).</summary>
/// <param name="Goal">年度目标.</param>
/// <param name="LongTerm">Indicators of a 长期目标 or 实施期目标 block: kept as written, not checked. Null when the form has none.</param>
public sealed record TargetForm(
    FormHeader Header,
    IReadOnlyList<TargetFund> Funds,
    Cell? Goal,
    IReadOnlyList<TargetRow> Rows,
    IReadOnlyList<TargetRow>? LongTerm = null);

/// <param name="Amount">万元.</param>
public sealed record TargetFund(FundSource Source, Cell Amount);

/// <param name="Nature">指标性质; null when the form writes operator, value and unit in one cell.</param>
/// <param name="Value">指标值.</param>
/// <param name="Unit">度量单位; null as above.</param>
/// <param name="Points">分值; null when the form has no such column.</param>
/// <param name="Milestones">各季度末计划完成比例, four cells; null when the form has no such columns.</param>
public sealed record TargetRow(
    IndicatorKey Key,
    Cell? Nature,
    Cell Value,
    Cell? Unit,
    Cell? Points,
    IReadOnlyList<Cell>? Milestones = null);
