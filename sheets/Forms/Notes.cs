using System.Globalization;
using PerfFlow.Domain.Findings;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Forms;

/// <summary>The findings of reading, one method a code.</summary>
internal static class Notes
{
    public static Finding NoForm() => new(
        "NO_FORM", Severity.Error, null,
        new("文件中没有找到绩效目标表、监控表或自评表。", "No target, monitoring or self-evaluation form was found."),
        new("表中应有“一级指标、二级指标、三级指标、指标值”表头,请使用下载的模板填报。", "The form needs the headers 一级指标, 二级指标, 三级指标 and 指标值; use the template."));

    public static Finding HiddenSheet(string sheet, bool holdsForm) => new(
        "HIDDEN_SHEET", holdsForm ? Severity.Error : Severity.Info, new(sheet, "A1"),
        new("工作表已隐藏,内容未读入。", "The sheet is hidden and was not read."),
        new("需要填报的,请取消隐藏后重新上传;不需要的,请删除。", "Unhide it if it counts, delete it if not."));

    public static Finding HiddenRow(Place place) => new(
        "HIDDEN_ROW", Severity.Error, place,
        new("该行已隐藏,内容未读入。", "The row is hidden and was not read."),
        new("需要填报的,请取消隐藏后重新上传;不需要的,请删除该行。", "Unhide the row if it counts, delete it if not."));

    public static Finding HiddenColumn(Place place, Severity level) => new(
        "HIDDEN_COLUMN", level, place,
        new("该列已隐藏,内容未读入。", "The column is hidden and was not read."),
        new("需要填报的,请取消隐藏后重新上传;不需要的,请删除该列。", "Unhide the column if it counts, delete it if not."));

    public static Finding MergedOver(Place place) => new(
        "MERGED_OVER", Severity.Warning, place,
        new("合并单元格下面还盖着别的内容,只读入了显示的内容。", "The merged cell covers other contents; what shows was read."),
        new("请取消合并检查,删除多余内容。", "Unmerge it, look, and delete what is left over."));

    public static Finding FormulaNoCache(Place place, Severity level) => new(
        "FORMULA_NO_CACHE", level, place,
        new("公式没有保存计算结果。", "The formula has no stored value."),
        level == Severity.Error
            ? new("请用 Excel 或 WPS 打开,保存后重新上传,或直接填数字。", "Open and save it in Excel or WPS, or type the number.")
            : new("已按表内数据重新计算,无需处理。", "It was computed again from the sheet."));

    public static Finding FormulaError(Place place, string text) => new(
        "FORMULA_ERROR", Severity.Error, place,
        new($"单元格是错误值 {text}。", $"The cell shows the error {text}."),
        new("请改正公式或直接填写。", "Mend the formula or type the value."));

    public static Finding ScaledNumber(Place place, GridCell cell) => new(
        "SCALED_NUMBER", Severity.Error, place,
        new(
            string.Create(CultureInfo.InvariantCulture, $"单元格显示 {cell.Text},实际存的是 {cell.Number}。"),
            string.Create(CultureInfo.InvariantCulture, $"The cell shows {cell.Text} and holds {cell.Number}.")),
        new("请按表头的单位直接填写数字,不用缩放显示的格式。", "Type the number in the unit of the header, with a format that does not scale it."));

    public static Finding HiddenValue(Place place) => new(
        "HIDDEN_VALUE", Severity.Error, place,
        new("单元格有数字,但格式使它不显示。", "The cell holds a number that its format does not show."),
        new("需要填报的,请把格式设为常规;不需要的,请清除。", "Set the format to General if it counts, clear the cell if not."));

    public static Finding InferredLevel(Place place, string level) => new(
        "INFERRED_LEVEL", Severity.Info, place,
        new($"空白的指标级次按上方“{level}”读入。", $"A blank level was read as {level} from above."),
        new("如不属于该级次,请填写级次;否则不必修改。", "If it is of another level, fill that in; otherwise nothing is to be done."));

    public static Finding LevelMissing(Place place) => new(
        "LEVEL_MISSING", Severity.Error, place,
        new("指标没有填写级次。", "The indicator has no level."),
        new("请填写一级、二级指标。", "Fill in the levels."));

    public static Finding NameMissing(Place place) => new(
        "NAME_MISSING", Severity.Error, place,
        new("三级指标名称为空。", "The indicator has no name."),
        new("请填写三级指标名称,或删除该行。", "Name it or delete the row."));

    public static Finding ColumnMissing(Place place, string column) => new(
        "COLUMN_MISSING", Severity.Error, place,
        new($"表头缺少“{column}”列。", $"The header has no column {column}."),
        new("请使用下载的模板填报。", "Use the template."));

    public static Finding ColumnAmbiguous(Place place, string first, string second) => new(
        "COLUMN_AMBIGUOUS", Severity.Error, place,
        new(
            $"“{first}”与“{second}”两列含义相同,无法确定以哪一列为准。",
            $"The columns {first} and {second} say the same: it cannot be told which one counts."),
        new("请只保留一列,或改用下载模板的表头。", "Keep one of them, or use the header of the template."));

    public static Finding PeriodMismatch(Place place, int month, Place first, int other) => new(
        "PERIOD_MISMATCH", Severity.Error, place,
        new(
            string.Create(CultureInfo.InvariantCulture, $"此处期间为 1-{month} 月,{first} 为 1-{other} 月,无法确定监控期间。"),
            string.Create(CultureInfo.InvariantCulture, $"Months 1 to {month} here, 1 to {other} at {first}: the period cannot be told.")),
        new("请使标题、季度和各列表头一致。", "Make title, quarter and column headings agree."));

    public static Finding ColumnChosen(Place place, string chosen, string other) => new(
        "COLUMN_CHOSEN", Severity.Info, place,
        new($"以“{chosen}”列为准,“{other}”列未读入。", $"The column {chosen} counts; {other} was not read."),
        new("如应以另一列为准,请删除或改名不用的列。", "If the other should count, delete or rename the one that does not."));

    public static Finding WeightDiffers(Place place) => new(
        "WEIGHT_DIFFERS", Severity.Warning, place,
        new("权重与分值不一致,按分值计算。", "The weight differs from the points; the points count."),
        new("请核对权重与分值。", "Check the two."));

    public static Finding ColumnOfPart(Place place, string label) => new(
        "COLUMN_MISSING", Severity.Error, place,
        new($"“{label}”不是本年全年的值,表头缺少“实际完成值”列。", $"{label} is not of the whole of this year: the header has no column 实际完成值."),
        new("请使用下载的模板填报。", "Use the template."));

    public static Finding NotApplicable(Place place) => new(
        "NOT_APPLICABLE_ROW", Severity.Info, place,
        new("该类指标填写为不涉及,没有作为指标读入。", "The kind is said not to apply; the row was not read as an indicator."),
        new("确不涉及的,不必修改;否则请填写指标。", "If it does not apply, nothing is to be done; otherwise fill it in."));

    public static Finding LeftOver(Place place) => new(
        "EMPTY_LINE", Severity.Info, place,
        new("模板预留的空行没有作为指标读入。", "A line that the form prints was left empty and not read."),
        new("不必修改,也可以删除该行。", "Nothing is to be done; the line may be deleted."));

    public static Finding StruckOut(Place place) => new(
        "STRUCK_OUT", Severity.Warning, place,
        new("划去(删除线)的内容没有读入。", "What is struck out was not read."),
        new("请核对读入的内容;不再需要的,请直接删除。", "Check what was read; delete what is no longer needed."));

    public static Finding RaisedDigits(Place place) => new(
        "RAISED_DIGITS", Severity.Warning, place,
        new("数字后的上标按脚注略去,没有读入。", "A raised digit behind a number was left out as a footnote's mark."),
        new("如是乘方,请写出结果;脚注请写在备注中。", "Write a power as its result, and a note in its own column."));

    public static Finding PointsUnclear(Place place) => new(
        "POINTS_UNCLEAR", Severity.Error, place,
        new(
            "分值写在一级、二级指标上或跨行合并,无法确定每个三级指标的分值。",
            "The points stand beside a level or over several rows: those of each indicator cannot be told."),
        new("请在每个三级指标的行填写分值。", "Give each indicator its points, in its own row."));

    public static Finding SharesUnclear(Place place) => new(
        "POINTS_UNCLEAR", Severity.Error, place,
        new(
            "权重是小数,合计不为 1,像是各级指标内部的比例,无法确定每个三级指标的分值。",
            "The weights are fractions that do not add up to 1, as shares within a level do: the points cannot be told."),
        new("请填写每个三级指标的分值,合计与执行率共 100 分。", "Give each indicator its points; with the execution rate they make 100."));

    public static Finding TextNumber(Place place) => new(
        "TEXT_NUMBER", Severity.Info, place,
        new("数字以文本存储,已按数字读入。", "A number stored as text was read as a number."),
        new("请核对读入的数字;无误的,不必修改。", "Check the number; if it is right nothing is to be done."));

    public static Finding AmountUnreadable(Place place) => new(
        "AMOUNT_UNREADABLE", Severity.Error, place,
        new("金额不是数字。", "The amount is not a number."),
        new("请只填数字,单位:万元。", "Type a number in 万元."));

    public static Finding LongCode(Place place) => new(
        "LONG_CODE_NUMERIC", Severity.Warning, place,
        new("编码以数字存储且超过 15 位,末尾数字可能已丢失。", "The code is stored as a number of more than 15 digits; its tail may be lost."),
        new("请将单元格设为文本后重新填写编码。", "Format the cell as text and type the code again."));

    public static Finding MoneyUnitMissing(Place? place) => new(
        "MONEY_UNIT_MISSING", Severity.Warning, place,
        new("表内没有注明金额单位,按万元读入。", "The form does not state its unit of money; 万元 was taken."),
        new("请确认金额单位是万元,并在表头注明。", "Confirm that it is 万元 and state it in the form."));

    public static Finding MoneyUnitConflict(Place? place) => new(
        "MONEY_UNIT_CONFLICT", Severity.Error, place,
        new("表内注明了不同的金额单位。", "The form states two units of money."),
        new("请统一为万元。", "Use 万元 throughout."));

    public static Finding YearMissing(Place place) => new(
        "YEAR_MISSING", Severity.Warning, place,
        new("没有找到预算年度。", "The budget year was not found."),
        new("请在标题下注明,例如“(2023年度)”。", "State it below the title, for example (2023年度)."));

    public static Finding MonthMissing(Place place) => new(
        "MONTH_MISSING", Severity.Warning, place,
        new("没有找到监控期间。", "The monitoring period was not found."),
        new("请在标题下注明,例如“1-9月”。", "State it below the title, for example 1-9月."));

    public static Finding ProjectNameMissing(Place place) => new(
        "PROJECT_NAME_MISSING", Severity.Error, place,
        new("没有填写项目名称。", "The project has no name."),
        new("请填写“项目名称”。", "Fill in 项目名称."));

    public static Finding FundsMissing(Place place) => new(
        "FUNDS_MISSING", Severity.Error, place,
        new("没有找到项目资金。", "The project funds were not found."),
        new("请使用下载的模板填报。", "Use the template."));

    public static Finding NoIndicators(Place place) => new(
        "INDICATORS_MISSING", Severity.Error, place,
        new("没有填写绩效指标。", "There are no indicators."),
        new("请至少填写一项三级指标。", "Fill in at least one indicator."));

    public static Finding LikelihoodAmbiguous(Place place) => new(
        "LIKELIHOOD_AMBIGUOUS", Severity.Error, place,
        new("“完成目标可能性”无法识别或勾选了多项。", "The likelihood cannot be read or has several ticks."),
        new("请在确定能、有可能、完全不可能中选一项。", "Choose one of 确定能, 有可能, 完全不可能."));

    public static Finding LongTermBlock(Place place) => new(
        "LONG_TERM_BLOCK", Severity.Info, place,
        new("长期目标的指标已留存,按年度目标的指标读入。", "The long-term indicators were kept aside; those of the year count."),
        new("请核对年度指标是否齐全。", "Check that all indicators of the year are there."));

    public static Finding ExecutionRow(Place place) => new(
        "EXECUTION_ROW", Severity.Info, place,
        new("预算执行率不是绩效指标,按资金部分计算。", "The execution rate is no indicator; it is computed from the funds."),
        new("请核对资金部分;不必修改。", "Check the funds; nothing is to be done here."));

    public static Finding More(int count) => new(
        "MORE_FINDINGS", Severity.Info, null,
        new(
            string.Create(CultureInfo.InvariantCulture, $"另有 {count} 条提示未列出。"),
            string.Create(CultureInfo.InvariantCulture, $"{count} more findings are not listed.")),
        new("请先处理已列出的,重新上传后会列出其余的。", "See to those that are listed and upload again: the others are listed then."));
}
