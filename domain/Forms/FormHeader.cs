using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Forms;

/// <summary>The three official sheets (field.md §3).</summary>
public enum FormKind
{
    /// <summary>项目支出绩效目标申报表.</summary>
    Targets,

    /// <summary>项目支出绩效目标执行监控表.</summary>
    Monitoring,

    /// <summary>项目支出绩效自评表.</summary>
    SelfEvaluation,
}

/// <summary>The lines above the grid that every form has. A line the form does not have is null.</summary>
/// <param name="Year">Budget year in the title, for example 2023.</param>
/// <param name="ProjectName">项目名称.</param>
/// <param name="ProjectCode">项目编码, always text.</param>
/// <param name="Department">主管部门.</param>
/// <param name="Implementer">实施单位.</param>
/// <param name="Month">Monitoring only: the N of 1-N月.</param>
/// <param name="PeriodUnclear">True when the form names different periods: its lights wait.</param>
/// <param name="YearPlace">The line that names the year.</param>
/// <param name="MonthPlace">The line or heading that names the period.</param>
public sealed record FormHeader(
    int? Year,
    Cell? ProjectName,
    Cell? ProjectCode = null,
    Cell? Department = null,
    Cell? Implementer = null,
    int? Month = null,
    bool? PeriodUnclear = null,
    Place? YearPlace = null,
    Place? MonthPlace = null);

/// <summary>A line of 项目资金.</summary>
public enum FundSource
{
    /// <summary>年度资金总额.</summary>
    Total,

    /// <summary>其中:当年财政拨款.</summary>
    Fiscal,

    /// <summary>上年结转资金.</summary>
    CarriedOver,

    /// <summary>其他资金.</summary>
    Other,
}

/// <summary>What a form may say of an indicator's identity.</summary>
/// <param name="Id">Lasting id given when targets were approved; templates carry it, otherwise null.</param>
/// <param name="Level1">一级指标, filled down.</param>
/// <param name="Level2">二级指标, filled down.</param>
/// <param name="Name">三级指标.</param>
public sealed record IndicatorKey(string? Id, Cell Level1, Cell Level2, Cell Name)
{
    /// <summary>
    /// False for the empty cell that stands in for a column the form does not have: it is placed at the name. The reader says so once,
    /// and no row is blamed for it.
    /// </summary>
    public bool HasColumnOf(Cell cell) => !cell.IsBlank || cell.Place != Name.Place;
}
