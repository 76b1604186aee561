using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>A target as read, with what there is to say about the reading.</summary>
/// <param name="Target">Null when the text has no reading, or more than one.</param>
public readonly record struct TargetReading(Target? Target, IReadOnlyList<Finding> Findings);

/// <summary>Reads 指标值 with its 指标性质 and 度量单位 columns (field.md §2.4, §4.8a).</summary>
public static class TargetText
{
    /// <summary>A text alone, for example <c>≥95%</c>.</summary>
    public static TargetReading Read(string text, Profile profile, int year) =>
        Read(null, new Cell(new Place("", ""), text), null, profile, year);

    /// <param name="nature">指标性质, if the form has the column.</param>
    /// <param name="unit">度量单位, if the form has the column.</param>
    /// <param name="year">Budget year, for dates without one.</param>
    public static TargetReading Read(Cell? nature, Cell value, Cell? unit, Profile profile, int year)
    {
        if (value.Percent && Numerals.PercentPoints(value.Number) is { } shown)
        {
            return TargetColumns.Apply(
                new Target(TargetNature.Equal, shown, null, null, "%", false, value.Raw), false, nature, value, unit);
        }

        var raw = value.Raw;
        Span<char> buffer = raw.Length <= NormalText.Longest
            ? stackalloc char[NormalText.Room(raw.Length)]
            : new char[NormalText.Room(raw.Length)];
        ReadOnlySpan<char> text = buffer[..NormalText.Write(raw, buffer)];
        if (Placeholder.Is(text))
        {
            return new TargetReading(null, [TextFindings.TargetMissing(value.Place)]);
        }

        var target = TargetGrammar.Parse(text, raw, profile, year, out var stated, out var finding, value.Place);
        if (target is null)
        {
            return TargetColumns.SayQualitative(nature) && !Numerals.AnyIn(text)
                ? new TargetReading(TargetGrammar.Qualitative(raw), [])
                : new TargetReading(null, [finding ?? TextFindings.TargetUnparsable(value, TargetReadings.In(text, profile, year))]);
        }

        if (!stated && target.Nature == TargetNature.Equal && target.Unit.Length == 0 && Numerals.Bounded(value.Number) is { } stored)
        {
            target = target with { Value = stored };
        }

        if (MonthOf(text, year) is { } month && !stated && string.IsNullOrWhiteSpace(nature?.Raw) && Units.OfColumn(unit?.Raw).Length == 0)
        {
            return new TargetReading(null, [TextFindings.TargetAmbiguous(value.Place, raw, [target, TargetGrammar.ByDay(month, raw)])]);
        }

        if (target.Date < new DateOnly(year, 1, 1))
        {
            finding = TextFindings.TargetBeforeYear(value.Place, raw, year);
        }

        var reading = TargetColumns.Apply(target, stated, nature, value, unit);
        return finding is null ? reading : reading with { Findings = [finding, .. reading.Findings] };
    }

    /// <summary>2023.12 alone may be a number or a month.</summary>
    private static DateOnly? MonthOf(ReadOnlySpan<char> text, int year)
    {
        if (text.Length is not (6 or 7) || text[4] != '.')
        {
            return null;
        }

        Span<char> dashed = stackalloc char[text.Length];
        text.CopyTo(dashed);
        dashed[4] = '-';
        return DateText.TryRead(dashed, year, out var month, out var rest) && rest.IsEmpty ? month.Day : null;
    }
}
