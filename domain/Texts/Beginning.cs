namespace PerfFlow.Domain.Texts;

/// <summary>The beginning of a text that is too long for its place; no letter is cut in two.</summary>
public static class Beginning
{
    /// <param name="most">Characters, the three dots that stand for the rest among them.</param>
    public static string Of(string text, int most)
        => text.Length <= most ? text : $"{text[..(char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1)]}…";
}
