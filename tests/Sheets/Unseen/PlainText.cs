using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PerfFlow.Sheets.Tests.Unseen;

/// <summary>Texts as they are compared: written another way they are the same.</summary>
internal static partial class PlainText
{
    /// <summary>Half-width and without blanks.</summary>
    public static string Tight(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));

    /// <summary>
    /// Numbers and days by what they are: 1,050 is 1050 and 90.0 is 90; of 2023年11月9日, 2023/11/9 and 2023-11-09 a date cell shows
    /// what its format and the program make of it.
    /// </summary>
    public static string Of(string text) => Day().Match(Tight(text)) is { Success: true } day
        ? string.Join('-', day.Groups.Values.Skip(1).Select(part => int.Parse(part.Value, CultureInfo.InvariantCulture)))
        : EmptyDecimals().Replace(Thousands().Replace(Tight(text), ""), "");

    [GeneratedRegex("^([0-9]{4})[年/-]([0-9]{1,2})[月/-]([0-9]{1,2})日?$")]
    private static partial Regex Day();

    [GeneratedRegex("(?<=[0-9]),(?=[0-9]{3})")]
    private static partial Regex Thousands();

    [GeneratedRegex("(?<=[0-9])[.]0+(?![0-9])")]
    private static partial Regex EmptyDecimals();
}
