using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>An actual value as read.</summary>
/// <param name="Actual">Null when it is missing or cannot be read.</param>
/// <param name="NotApplicable">The row says 不适用 and the profile leaves such rows out.</param>
public readonly record struct ActualReading(Actual? Actual, IReadOnlyList<Finding> Findings, bool NotApplicable = false);

/// <summary>Reads 实际完成值 in the terms of its target: unit, percent scale, date, answer or tier (field.md §2.4, §4.8a).</summary>
public static class ActualText
{
    private static readonly string[] OnTime = ["按时", "按期", "如期", "提前", "及时", "准时"];
    private static readonly string[] Overdue = ["逾期", "延期", "超期", "滞后", "推迟"];
    private static readonly string[] Denials = ["没有发生", "未发生", "未出现", "未发现", "不存在", "没有", "无", "未"];
    private static readonly string[] Failures = ["未能", "不能", "无法", "没能", "难以", "没有", "没", "不", "未"];
    private static readonly string[] NotDone =
    [
        "未完成", "没有完成", "没完成", "无法完成", "不能完成", "未能完成", "未全部完成", "未开展", "未启动", "未开始",
        "未开工", "未实施", "未建成", "未达到", "未支付", "未拨付", "未发放", "未验收", "未交付", "未办结",
    ];
    private static readonly string[] Manners =
        ["已经", "均已", "都已", "已", "均", "都", "全部", "全面", "按时", "按期", "如期", "及时", "准时", "提前", "顺利", "圆满", "超额"];

    /// <param name="cell">The section's text; nothing in it is ever taken as 0 unless it says so.</param>
    /// <param name="year">Budget year, for dates without one.</param>
    /// <param name="name">三级指标: its words may stand before the number (合格率96%), and may say that a change is measured.</param>
    /// <param name="unit">度量单位 of the row, if the form has the column: a bare number is in that unit, without a note.</param>
    public static ActualReading Read(Cell cell, Target target, Profile profile, int year, Cell? unit = null, string name = "")
    {
        var raw = cell.Raw;
        Span<char> buffer = raw.Length <= NormalText.Longest
            ? stackalloc char[NormalText.Room(raw.Length)]
            : new char[NormalText.Room(raw.Length)];
        ReadOnlySpan<char> text = buffer[..NormalText.Write(raw, buffer)];
        WordScan.TakeLast(ref text, [".", ";", "!"]);
        if (text is "不适用" && profile.Scoring.ScaleInapplicable)
        {
            return new ActualReading(null, [], true);
        }

        if (IsZero(target) && (text is "无" or "没有" or "未发生" or "无发生" || ZeroEventText.Is(text, profile)))
        {
            return new ActualReading(new Actual(0, null, null, raw), [TextFindings.NoneIsZero(cell)]);
        }

        if (text is "不适用" || (Placeholder.Is(text) && cell.Number is null))
        {
            return new ActualReading(null, [TextFindings.ActualMissing(cell)]);
        }

        return target.Nature switch
        {
            TargetNature.Qualitative => new ActualReading(new Actual(null, null, Tier(text, target, profile), raw), []),
            TargetNature.YesNo => Answer(text) is { } yes ? Value(yes ? 1 : 0, raw) : Unparsable(cell, target),
            TargetNature.DateBy => Date(text, cell, target, year),
            _ => Number(text, cell, target, year, unit is { IsBlank: false }, name),
        };
    }

    private static bool IsZero(Target target) =>
        target is { Value: 0, Nature: TargetNature.Equal or TargetNature.AtMost or TargetNature.LessThan or TargetNature.MoreThan };

    private static ActualReading Value(decimal value, string raw) => new(new Actual(value, null, null, raw), []);

    private static ActualReading Unparsable(Cell cell, Target target) => new(null, [TextFindings.ActualUnparsable(cell, target)]);

    private static int? Tier(ReadOnlySpan<char> text, Target target, Profile profile) =>
        QualityText.TierOf(text, profile) ?? (text.SequenceEqual(NormalText.Of(target.Raw)) ? 0 : null);

    private static bool? Answer(ReadOnlySpan<char> text) => text switch
    {
        "是" or "√" or "已" or "100%" or "通过" or "合格" or "达标" or "达成" or "已达成" or "y" or "Y" => true,
        "否" or "×" or "未" or "不是" or "没有" or "不合格" or "未达标" or "未通过" or "未达成" or "n" or "N" => false,
        _ when IsDone(text) => true,
        _ when text.ContainsAny(Signs.Digits) => null,
        _ => Timely(text) is false || WordScan.ContainsAny(text, NotDone) ? false : null,
    };

    /// <summary>已按时完成 and its kin, word by word: 基本完成 and 无法完成 end alike and say something else.</summary>
    private static bool IsDone(ReadOnlySpan<char> text)
    {
        while (WordScan.TakeAny(ref text, Manners))
        {
        }

        return text is "完成";
    }

    /// <summary>按时, 未逾期 is true; 逾期, 不及时, 未按期 is false; null when it says neither, or both.</summary>
    private static bool? Timely(ReadOnlySpan<char> text)
    {
        var (said, onTime, late) = (text.ToString(), false, false);
        foreach (var word in Overdue)
        {
            onTime |= Removes(ref said, Denials, word);
            late |= Removes(ref said, [""], word);
        }

        foreach (var word in OnTime)
        {
            late |= Removes(ref said, Failures, word);
            onTime |= Removes(ref said, [""], word);
        }

        late |= WordScan.ContainsAny(said, NotDone);
        return onTime == late ? null : onTime;
    }

    /// <summary>Takes the word with each of the prefixes out of the text.</summary>
    private static bool Removes(ref string text, ReadOnlySpan<string> prefixes, string word)
    {
        var before = text.Length;
        foreach (var prefix in prefixes)
        {
            text = text.Replace(prefix + word, ";", StringComparison.Ordinal);
        }

        return text.Length != before;
    }

    private static ActualReading Date(ReadOnlySpan<char> text, Cell cell, Target target, int year)
    {
        var dated = text;
        WordScan.TakeAny(ref dated, ["已于", "实际于", "已在", "于", "在"]);
        if (DateText.TryRead(dated, year, out var date, out var rest) && !rest.ContainsAny(Signs.Digits) && date.Earlier is null)
        {
            if (date.Day.Year < year && !(target.Date < new DateOnly(year, 1, 1)))
            {
                return new ActualReading(null, [TextFindings.ActualBeforeYear(cell, year)]);
            }

            return new ActualReading(
                new Actual(null, date.Day, null, cell.Raw),
                date.YearAssumed ? [TextFindings.YearAssumed(cell, date.Day)] : []);
        }

        bool? onTime =
            text is "否" or "×" or "未" or "尚未" ? false
            : text is "是" or "√" ? true
            : Timely(text);
        return onTime is { } said && !text.ContainsAny(Signs.Digits) ? Value(said ? 1 : 0, cell.Raw) : Unparsable(cell, target);
    }

    private static ActualReading Number(ReadOnlySpan<char> text, Cell cell, Target target, int year, bool column, string name)
    {
        var findings = new List<Finding>();
        if (Deadline(target, year) is { } deadline && TryDated(text, year, out var done, out var rest))
        {
            text = rest;
            WordScan.TakeAny(ref text, [",", ";", "完成", "实现"]);
            findings.AddRange(done.Day > deadline ? [TextFindings.ActualAfterDay(cell, deadline)] : []);
        }

        var (trend, measured) = (
            TrendText.Of(target.Raw), TrendText.Measured(target.Raw) is not Trend.None and var own ? own : TrendText.Measured(name));
        trend = trend == Trend.None && target.Value > 0 ? measured : trend; // 成本下降率 ≥3%
        var said = trend == Trend.None ? Trend.None : TrendText.Take(ref text);
        TrendText.TakeLevel(ref text);
        if (cell.Percent && Numerals.PercentPoints(cell.Number) is { } shown)
        {
            findings.AddRange(cell.Number > 1.5m ? [TextFindings.ScaleSuspect(cell)] : []);
            return InTargetUnit(Signed(shown), "%", true, column, findings, cell, target);
        }

        var counted = text.Length > 0 && text[0] == '每'
            ? FrequencyText.TryRead(text, out var bound)
            : StatedText.TryRead(text, target, name, out bound);
        if (!counted)
        {
            return text.IsEmpty && Numerals.Bounded(cell.Number) is { } alone
                ? InTargetUnit(Signed(alone), "", false, column, findings, cell, target)
                : Unparsable(cell, target);
        }

        var unit = bound.Percent ? "%" : Units.Name(bound.Unit);
        var value = unit.Length == 0 && Numerals.Bounded(cell.Number) is { } stored ? stored : bound.Value;
        findings.AddRange(bound.Approximate ? [TextFindings.ActualApproximate(cell)] : []);
        return InTargetUnit(Signed(value), unit, bound.Percent, column, findings, cell, target);

        decimal Signed(decimal number)
        {
            var signed = TrendText.Signed(number, trend, said, measured != Trend.None, out var unclear);
            findings.AddRange(unclear ? [TextFindings.SignUnclear(cell, target)] : []);
            return signed;
        }
    }

    /// <summary>11月20日完成96%, also where the share follows the day at once: 12月5日96%.</summary>
    private static bool TryDated(ReadOnlySpan<char> text, int year, out DateReading done, out ReadOnlySpan<char> rest)
    {
        if (DateText.TryRead(text, year, out done, out rest) && rest.ContainsAny(Signs.Digits))
        {
            return true;
        }

        var day = text.IndexOf('日') + 1;
        rest = text[day..];
        return day > 0 && rest.Length > 0 && char.IsAsciiDigit(rest[0]) && DateText.TryRead(text[..day], year, out done, out _);
    }

    /// <summary>The day that a measured target names beside its amount.</summary>
    private static DateOnly? Deadline(Target target, int year) =>
        target.Raw.AsSpan().ContainsAny('前', '底', '月') && DateText.TryRead(NormalText.Of(target.Raw), year, out var date, out _)
            ? date.Day
            : null;

    private static ActualReading InTargetUnit(
        decimal value, string unit, bool percentStated, bool column, IReadOnlyList<Finding> findings, Cell cell, Target target)
    {
        var (zero, reference) = (target.Value == 0 && target.High is null, Math.Max(Math.Abs(target.Value), Math.Abs(target.High ?? 0)));
        if (zero && unit != target.Unit)
        {
            return new ActualReading(new Actual(value, null, null, cell.Raw), findings);
        }

        if (MixedScale(value, unit, percentStated, reference, target))
        {
            return new ActualReading(null, [.. findings, TextFindings.ScaleMismatch(cell, target)]);
        }

        if (Units.Convert(value, unit, target.Unit, out var assumed) is not { } converted || Math.Abs(converted) > Numerals.Largest)
        {
            return new ActualReading(null, [.. findings, TextFindings.UnitMismatch(cell, target, unit)]);
        }

        if (target.Unit == "%" && !percentStated && value is > 0 and < 1)
        {
            findings = [.. findings, TextFindings.ScaleSuspect(cell)];
        }
        else if (assumed && !column && value != 0)
        {
            findings = [.. findings, TextFindings.UnitAssumed(cell, target)];
        }

        return new ActualReading(new Actual(converted, null, null, cell.Raw), findings);
    }

    /// <summary>One side is a fraction and the other is in percent points, and no sign on the fraction says that it is meant.</summary>
    private static bool MixedScale(decimal value, string unit, bool percentStated, decimal target, Target of)
    {
        const decimal fraction = 1.5m;
        var actualIsFraction = of.Unit == "%" && !percentStated && unit.Length == 0 && value is > 0 and <= 1 && target > fraction;
        var targetIsFraction = target > 0
            && value > fraction
            && (of.Unit == "%"
                ? target < 1 && !of.Raw.Contains('%', StringComparison.Ordinal) && !of.Raw.Contains('％', StringComparison.Ordinal)
                : target <= 1 && of.Unit.Length == 0 && unit == "%");
        return actualIsFraction || targetIsFraction;
    }
}
