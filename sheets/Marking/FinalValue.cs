using System.Globalization;

namespace PerfFlow.Sheets.Marking;

/// <summary>What takes the place of a cell's content in a finished copy: a score, or a grade.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="IsNumber">Others may calculate with it.</param>
public sealed record FinalValue(string Text, bool IsNumber)
{
    public static FinalValue Of(decimal score) => new(score.ToString(CultureInfo.InvariantCulture), IsNumber: true);

    public static FinalValue Of(string grade) => new(grade, IsNumber: false);
}
