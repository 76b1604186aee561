namespace PerfFlow.Domain.Texts;

/// <summary>Taking words off the ends of a text.</summary>
internal static class WordScan
{
    public static bool Take(ref ReadOnlySpan<char> rest, string word)
    {
        if (!rest.StartsWith(word, StringComparison.Ordinal))
        {
            return false;
        }

        rest = rest[word.Length..];
        return true;
    }

    /// <summary>Takes the first of the words that fits: longer ones come first in each list.</summary>
    public static bool TakeAny(ref ReadOnlySpan<char> rest, scoped ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Take(ref rest, word))
            {
                return true;
            }
        }

        return false;
    }

    public static bool TakeLast(ref ReadOnlySpan<char> rest, scoped ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (rest.EndsWith(word, StringComparison.Ordinal))
            {
                rest = rest[..^word.Length];
                return true;
            }
        }

        return false;
    }

    public static bool ContainsAny(ReadOnlySpan<char> text, IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (text.Contains(words[i], StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
