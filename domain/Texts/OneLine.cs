namespace PerfFlow.Domain.Texts;

/// <summary>What people wrote, on one line: a space for each control character, and so for each end of a line.</summary>
public static class OneLine
{
    public static string Of(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
}
