using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;

namespace PerfFlow.Domain.Indicators;

/// <summary>What can be wrong with the text of a target or an actual value.</summary>
internal static class TextFindings
{
    public static Finding TargetMissing(Place place) => new(
        "TARGET_MISSING", Severity.Error, place,
        new Message("指标值为空", "The target value is empty."),
        new Message("请填写指标值,例如 ≥95%。", "Fill in the target value, for example ≥95%."));

    public static Finding TargetUnparsable(Cell value, IReadOnlyList<Target> readings) => readings.Count >= 2
        ? TargetAmbiguous(value.Place, value.Raw, readings)
        : new Finding(
            "TARGET_UNPARSABLE", Severity.Error, value.Place,
            new Message($"无法读懂指标值“{Short(value.Raw)}”", $"The target value \"{Short(value.Raw)}\" cannot be read."),
            readings.Count == 1
                ? new Message($"是否指“{readings[0]}”?请按此写法填写", $"Is \"{readings[0]}\" meant? Then write it so.")
                : new Message(
                    "请写成“≥95%”“不超过2次”“2023年12月底前”等形式;确为定性的,请在指标性质列注明“定性”",
                    "Write it like ≥95%, 不超过2次 or 2023年12月底前; if it is qualitative, say 定性 in the nature column."));

    public static Finding TargetAmbiguous(Place place, string raw, IReadOnlyList<Target> readings)
    {
        var list = string.Join(" / ", readings);
        return new Finding(
            "TARGET_AMBIGUOUS", Severity.Error, place,
            new Message($"指标值“{Short(raw)}”有多种读法:{list}", $"The target value \"{Short(raw)}\" has more than one reading: {list}."),
            new Message("请只保留一种写法,或拆成多个三级指标", "Keep one of them, or split it into several indicators."));
    }

    public static Finding NatureConflict(Cell nature, Cell value, Target target) => new(
        "TARGET_AMBIGUOUS", Severity.Error, nature.Place,
        new Message(
            $"指标性质“{Short(nature.Raw)}”与指标值“{Short(value.Raw)}”(读作 {target})矛盾",
            $"The nature \"{Short(nature.Raw)}\" contradicts the value \"{Short(value.Raw)}\" (read as {target})."),
        new Message("请使两列一致", "Make the two columns agree."));

    public static Finding NatureUnknown(Cell nature) => new(
        "NATURE_UNKNOWN", Severity.Error, nature.Place,
        new Message($"不认识的指标性质“{Short(nature.Raw)}”", $"The nature \"{Short(nature.Raw)}\" is not known."),
        new Message("可用:≥ > = < ≤ 定性", "Use one of ≥ > = < ≤ 定性."));

    public static Finding LabelIgnored(Place place, string label) => new(
        "TARGET_LABEL", Severity.Info, place,
        new Message($"指标值中的文字“{Short(label)}”视为名称,不参与计分", $"The words \"{Short(label)}\" in the value are taken as a name."),
        new Message(
            "如这些文字是指标值的一部分,请改写清楚;否则不必修改。",
            "If the words are part of the value, write it plainer; otherwise nothing is to be done."));

    public static Finding UnitColumnDiffers(Cell unit, string inValue, string inColumn) => new(
        "UNIT_CONFLICT", Severity.Warning, unit.Place,
        new Message(
            $"指标值中的单位“{inValue}”与度量单位列“{inColumn}”不同,按指标值中的单位",
            $"The unit {inValue} in the value differs from the unit column {inColumn}; the value's own counts."),
        new Message("请将两处单位改为一致。", "Write the same unit in both places."));

    public static Finding ScaleSuspect(Cell cell) => new(
        "SCALE_SUSPECT", Severity.Warning, cell.Place,
        new Message($"“{Short(cell.Raw)}”的百分比口径可疑", $"The percent scale of \"{Short(cell.Raw)}\" is doubtful."),
        new Message("请带百分号填写,例如 95%", "Write it with its percent sign, for example 95%."));

    public static Finding ScaleMismatch(Cell actual, Target target) => new(
        "SCALE_MISMATCH", Severity.Error, actual.Place,
        new Message(
            $"目标 {target} 与实际值“{Short(actual.Raw)}”的百分比口径不一致",
            $"The target {target} and the actual value \"{Short(actual.Raw)}\" are on different percent scales."),
        new Message("请带百分号填写,例如 93%", "Write it with its percent sign, for example 93%."));

    public static Finding UnitMismatch(Cell actual, Target target, string unit) => new(
        "UNIT_MISMATCH", Severity.Error, actual.Place,
        new Message($"实际值的单位“{unit}”与目标 {target} 的单位不同", $"The unit {unit} of the actual value is not that of the target {target}."),
        new Message("请按目标的单位填写", "Use the unit of the target."));

    public static Finding UnitAssumed(Cell actual, Target target) => new(
        "UNIT_ASSUMED", Severity.Info, actual.Place,
        new Message(
            $"“{Short(actual.Raw)}”与目标 {target} 只有一方写了单位,按同一单位计算",
            $"Only one of \"{Short(actual.Raw)}\" and the target {target} has a unit; the same unit is assumed."),
        new Message("如单位不同,请在两处都写明单位;否则不必修改。", "If the units differ, write them in both places; otherwise nothing is to be done."));

    public static Finding ActualMissing(Cell actual) => new(
        "ACTUAL_MISSING", Severity.Error, actual.Place,
        new Message("实际完成值缺失", "The actual value is missing."),
        new Message("请填写;完成数为零请填 0", "Enter it; write 0 if nothing was done."));

    public static Finding ActualUnparsable(Cell actual, Target target) => new(
        "ACTUAL_UNPARSABLE", Severity.Error, actual.Place,
        new Message(
            $"无法按目标 {target} 读懂实际值“{Short(actual.Raw)}”",
            $"The actual value \"{Short(actual.Raw)}\" cannot be read against the target {target}."),
        target.Nature switch
        {
            TargetNature.DateBy => new Message("请填写完成日期,例如 2023年12月20日", "Enter the date of completion, for example 2023年12月20日."),
            TargetNature.YesNo => new Message("请填写“是”或“否”", "Enter 是 or 否."),
            _ => new Message("请填写数值和单位", "Enter a number with its unit."),
        });

    public static Finding ActualApproximate(Cell actual) => new(
        "ACTUAL_APPROXIMATE", Severity.Warning, actual.Place,
        new Message($"实际值“{Short(actual.Raw)}”不是确数", $"The actual value \"{Short(actual.Raw)}\" is not exact."),
        new Message("请填写确数", "Enter the exact number."));

    public static Finding NoneIsZero(Cell actual) => new(
        "ACTUAL_NONE_IS_ZERO", Severity.Info, actual.Place,
        new Message($"“{Short(actual.Raw)}”按 0 计", $"\"{Short(actual.Raw)}\" is taken as 0."),
        new Message("如不是 0,请改填实际数值。", "If it is not 0, enter the actual value."));

    public static Finding YearAssumed(Cell actual, DateOnly day) => new(
        "DATE_YEAR_ASSUMED", Severity.Info, actual.Place,
        new Message($"“{Short(actual.Raw)}”未写年份,按 {Iso(day)} 计", $"\"{Short(actual.Raw)}\" has no year; {Iso(day)} is taken."),
        new Message("如年份不同,请写明年份。", "If it is of another year, write the year."));

    public static Finding DateKept(Place place, DateOnly day) => new(
        "TARGET_DATE_KEPT", Severity.Info, place,
        new Message($"指标值中的期限 {Iso(day)} 只作说明,按数量计分", $"The day {Iso(day)} in the value is kept as a note; the amount is scored."),
        new Message("期限也要考核的,请另列一项时效指标。", "If the day is to be scored too, put it into an indicator of its own."));

    public static Finding TargetSignUnclear(Place place, string raw) => new(
        "TARGET_SIGN_UNCLEAR", Severity.Warning, place,
        new Message($"“{Short(raw)}”既写升降又写负号,按幅度理解", $"\"{Short(raw)}\" says both a direction and a minus; its size is taken."),
        new Message("请去掉负号,例如“下降≥3%”", "Leave out the minus, for example 下降≥3%."));

    public static Finding TargetBeforeYear(Place place, string raw, int year) => new(
        "TARGET_BEFORE_YEAR", Severity.Warning, place,
        new Message($"期限“{Short(raw)}”早于{year}年度,请核对年份", $"The day \"{Short(raw)}\" lies before the budget year {year}: check the year."),
        new Message("请改为正确的年份。", "Correct the year."));

    public static Finding ActualBeforeYear(Cell actual, int year) => new(
        "ACTUAL_BEFORE_YEAR", Severity.Error, actual.Place,
        new Message($"完成日期“{Short(actual.Raw)}”早于{year}年度", $"The day \"{Short(actual.Raw)}\" lies before the budget year {year}."),
        new Message("请核对年份;确在上年完成的,请在目标中写明", "Check the year; if it was done the year before, let the target say so."));

    public static Finding ActualAfterDay(Cell actual, DateOnly day) => new(
        "ACTUAL_AFTER_DAY", Severity.Warning, actual.Place,
        new Message(
            $"“{Short(actual.Raw)}”晚于目标中的期限 {Iso(day)}", $"\"{Short(actual.Raw)}\" is later than the day {Iso(day)} in the target."),
        new Message("请在偏差原因中说明", "Say why in the column of reasons."));

    public static Finding SignUnclear(Cell actual, Target target) => new(
        "ACTUAL_SIGN_UNCLEAR", Severity.Warning, actual.Place,
        new Message(
            $"“{Short(actual.Raw)}”没有写明上升还是下降,按目标 {target} 的方向计算",
            $"\"{Short(actual.Raw)}\" does not say whether it fell or rose; it is taken in the sense of {target}."),
        new Message("请写明,例如“下降4%”", "Say which, for example 下降4%."));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Cell texts can be pages long; a message is not.</summary>
    private static string Short(string raw) => raw.Length <= 40 ? raw : $"{raw.AsSpan(0, char.IsHighSurrogate(raw[38]) ? 38 : 39)}…";
}
