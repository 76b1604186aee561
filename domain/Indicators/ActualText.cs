using System.Globalization;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Profiles;

namespace PerfFlow.Domain.Indicators;

/// <summary>An actual value as read.</summary>
/// <param name="Actual">Null when it is missing or cannot be read.</param>
public readonly record struct ActualReading(Actual? Actual, IReadOnlyList<Finding> Findings);

/// <summary>Reads 实际完成值 in the terms of its target.</summary>
public static class ActualText
{
    public static ActualReading Read(Cell cell, Target target, Profile profile, int year)
    {
        if (target.Nature == TargetNature.Qualitative)
        {
            return new ActualReading(new Actual(null, null, null, cell.Raw), []);
        }

        var digits = new string([.. cell.Raw.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]);
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n)
            ? new ActualReading(new Actual(cell.Percent && cell.Number is { } f ? f * 100 : n, null, null, cell.Raw), [])
            : new ActualReading(null, [new Finding("ACTUAL_MISSING", Severity.Error, cell.Place, new Message("实际完成值缺失", "the actual value is missing"))]);
    }
}
