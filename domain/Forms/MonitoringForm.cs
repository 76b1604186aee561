namespace PerfFlow.Domain.Forms;

/// <summary>项目支出绩效目标执行监控表 as read (field.md §3.2).</summary>
/// <param name="HasClasses">False where the form has one column of reasons and no classes of deviation to tick.</param>
public sealed record MonitoringForm(
    FormHeader Header,
    IReadOnlyList<MonitoringFund> Funds,
    Cell? Goal,
    IReadOnlyList<MonitoringRow> Rows,
    bool? HasClasses = null);

/// <summary>Amounts in 万元; <paramref name="Rate"/> as written, a percentage.</summary>
/// <param name="InitialBudget">年初预算数.</param>
/// <param name="Budget">全年预算数.</param>
/// <param name="Spent">1-N月执行数.</param>
/// <param name="Rate">1-N月执行率.</param>
/// <param name="Forecast">全年预计执行数.</param>
/// <param name="Reason">Why the spending is not as planned; of the total, where the block has a column for it.</param>
public sealed record MonitoringFund(
    FundSource Source, Cell InitialBudget, Cell Budget, Cell Spent, Cell Rate, Cell Forecast, Cell? Reason = null);

/// <summary>完成目标可能性.</summary>
public enum Likelihood
{
    /// <summary>确定能.</summary>
    Certain,

    /// <summary>有可能.</summary>
    Possible,

    /// <summary>完全不可能.</summary>
    Impossible,
}

/// <summary>The classes of 偏差原因分析.</summary>
public enum DeviationCause
{
    /// <summary>经费保障.</summary>
    Funding,

    /// <summary>制度保障.</summary>
    Rules,

    /// <summary>人员保障.</summary>
    Staff,

    /// <summary>硬件条件保障.</summary>
    Equipment,

    /// <summary>其他.</summary>
    Other,
}

/// <param name="Target">年度指标值.</param>
/// <param name="Nature">指标性质 where the form has the column.</param>
/// <param name="Unit">度量单位 where the form has the column.</param>
/// <param name="Actual">1-N月执行情况.</param>
/// <param name="Forecast">全年预计完成情况.</param>
/// <param name="Likelihood">Null when nothing is ticked; <paramref name="LikelihoodCell"/> says where it should be.</param>
/// <param name="Causes">Ticked deviation classes.</param>
/// <param name="Reason">原因说明.</param>
/// <param name="Remark">备注.</param>
public sealed record MonitoringRow(
    IndicatorKey Key,
    Cell Target,
    Cell? Nature,
    Cell? Unit,
    Cell Actual,
    Cell Forecast,
    Likelihood? Likelihood,
    Cell LikelihoodCell,
    IReadOnlyList<DeviationCause> Causes,
    Cell Reason,
    Cell Remark);
