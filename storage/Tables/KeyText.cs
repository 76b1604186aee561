using System.Globalization;
using System.Text;

namespace PerfFlow.Storage.Tables;

/// <summary>Free text as part of a table key or blob name: one text, one key, and back.</summary>
internal static class KeyText
{
    private const char Escape = '=';

    /// <summary>Letters, digits, <c>-</c>, <c>_</c> and <c>.</c> stay; every other UTF-8 byte becomes <c>=XX</c>.</summary>
    public static string Encode(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            _ = IsPlain((char)unit) ? key.Append((char)unit) : key.Append(Escape).Append(CultureInfo.InvariantCulture, $"{unit:X2}");
        }

        return key.ToString();
    }

    public static string Decode(string key)
    {
        var bytes = new List<byte>(key.Length);
        for (var i = 0; i < key.Length; i++)
        {
            if (key[i] == Escape)
            {
                bytes.Add(byte.Parse(key.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                bytes.Add((byte)key[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}
