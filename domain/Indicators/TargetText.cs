using System.Globalization;
using System.Text;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Profiles;

namespace PerfFlow.Domain.Indicators;

/// <summary>A target as read, with what there is to say about the reading.</summary>
/// <param name="Target">Null when the text has no reading, or more than one.</param>
public readonly record struct TargetReading(Target? Target, IReadOnlyList<Finding> Findings);

/// <summary>Reads 指标值 with its 指标性质 and 度量单位 columns (domain.md §2.4).</summary>
public static class TargetText
{
    private static readonly (string Word, TargetNature Nature)[] Operators =
        [("≥", TargetNature.AtLeast), ("≤", TargetNature.AtMost), (">", TargetNature.MoreThan), ("<", TargetNature.LessThan), ("=", TargetNature.Equal)];

    public static TargetReading Read(Cell? nature, Cell value, Cell? unit, Profile profile, int year)
    {
        var text = (nature?.Raw + value.Raw).Normalize(NormalizationForm.FormKC).Replace(">=", "≥", StringComparison.Ordinal).Replace("≧", "≥", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        var kind = TargetNature.Equal;
        foreach (var (word, n) in Operators)
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                (kind, text) = (n, text[word.Length..]);
                break;
            }
        }

        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        if (digits > 0 && decimal.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return new TargetReading(new Target(kind, number, null, null, text.Length > digits ? text[digits..] : unit?.Raw ?? "", false, value.Raw), []);
        }

        return new TargetReading(new Target(TargetNature.Qualitative, 0, null, null, "", false, value.Raw), []);
    }
}
