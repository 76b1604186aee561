namespace PerfFlow.Sheets.Xlsx;

/// <summary>Reads A1 references without allocating.</summary>
internal static class CellReference
{
    /// <summary>One-based row and column; zero for either when the text is no reference.</summary>
    public static (int Row, int Column) Parse(ReadOnlySpan<char> text)
    {
        int column = 0, row = 0, at = 0;
        for (; at < text.Length && char.IsAsciiLetter(text[at]) && column < 100_000; at++)
        {
            column = (column * 26) + (text[at] | 0x20) - 'a' + 1;
        }

        for (; at < text.Length && char.IsAsciiDigit(text[at]) && row < 100_000_000; at++)
        {
            row = (row * 10) + text[at] - '0';
        }

        return at == text.Length ? (row, column) : (0, 0);
    }
}
