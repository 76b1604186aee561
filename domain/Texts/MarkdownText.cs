namespace PerfFlow.Domain.Texts;

/// <summary>
/// What people wrote as Markdown shows it: one line, which stays in its cell of a table, and nothing of it read as markup.
/// </summary>
public static class MarkdownText
{
    private const string Markup = "\\`*_{}[]<>#|";

    public static string Of(string text)
        => string.Concat(OneLine.Of(text).Select(c => Markup.Contains(c, StringComparison.Ordinal) ? $"\\{c}" : $"{c}"));
}
