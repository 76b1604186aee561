using System.Globalization;
using Azure.Data.Tables;

namespace PerfFlow.Storage.Tables;

/// <summary>
/// Text longer than one property holds, laid over several: <c>Row</c>, <c>Row1</c>, <c>Row2</c>. An empty one ends it: where a
/// row is merged into, the properties of a longer text before it stay.
/// </summary>
internal static class LongText
{
    private const int Longest = 30 * 1024;

    public static TableEntity WithLongText(this TableEntity entity, string column, string text)
    {
        var rest = text.AsSpan();
        var part = 0;
        for (; rest.Length > 0; part++)
        {
            var length = LengthOfFirst(rest);
            entity[Name(column, part)] = rest[..length].ToString();
            rest = rest[length..];
        }

        entity[Name(column, part)] = "";
        return entity;
    }

    public static string GetLongText(this TableEntity entity, string column)
    {
        var parts = new List<string>();
        while (entity.TryGetValue(Name(column, parts.Count), out var part) && (string)part is { Length: > 0 } text)
        {
            parts.Add(text);
        }

        return string.Concat(parts);
    }

    /// <summary>A pair of surrogates stays together: half of one is no text to whoever encodes it.</summary>
    private static int LengthOfFirst(ReadOnlySpan<char> text)
        => text.Length <= Longest ? text.Length
            : char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1
            : Longest;

    private static string Name(string column, int part)
        => part == 0 ? column : string.Create(CultureInfo.InvariantCulture, $"{column}{part}");
}
