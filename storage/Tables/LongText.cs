using System.Globalization;
using Azure.Data.Tables;

namespace PerfFlow.Storage.Tables;

/// <summary>Text longer than one property holds, laid over several: <c>Row</c>, <c>Row1</c>, <c>Row2</c>.</summary>
internal static class LongText
{
    private const int Longest = 30 * 1024;

    public static TableEntity WithLongText(this TableEntity entity, string column, string text)
    {
        for (var part = 0; part == 0 || part * Longest < text.Length; part++)
        {
            var start = part * Longest;
            entity[Name(column, part)] = text[start..Math.Min(start + Longest, text.Length)];
        }

        return entity;
    }

    public static string GetLongText(this TableEntity entity, string column)
    {
        var parts = new List<string>();
        while (entity.TryGetValue(Name(column, parts.Count), out var part))
        {
            parts.Add((string)part);
        }

        return string.Concat(parts);
    }

    private static string Name(string column, int part) => part == 0 ? column : string.Create(CultureInfo.InvariantCulture, $"{column}{part}");
}
