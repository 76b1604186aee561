using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PerfFlow.Storage.Ledgers;

/// <summary>
/// One value, one text: properties in ordinal order, no white space, only the escapes JSON demands, decimals without
/// trailing zeros (RFC 8785 but for numbers, which are decimal here). What is hashed must not depend on a serializer's whim.
/// </summary>
internal static class CanonicalJson
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\']);

    public static string Of<T>(T value) => Of(JsonSerializer.SerializeToElement(value, Wire.Json));

    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteList(
                    text, '{', value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal), '}', WriteProperty);
                break;
            case JsonValueKind.Array:
                WriteList(text, '[', value.EnumerateArray(), ']', Write);
                break;
            case JsonValueKind.String:
                WriteString(text, value.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(Number(value));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void WriteList<T>(StringBuilder text, char open, IEnumerable<T> parts, char close, Action<StringBuilder, T> write)
    {
        text.Append(open);
        var first = true;
        foreach (var part in parts)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            write(text, part);
        }

        text.Append(close);
    }

    private static void WriteProperty(StringBuilder text, JsonProperty property)
    {
        WriteString(text, property.Name);
        text.Append(':');
        Write(text, property.Value);
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        if (value.AsSpan().ContainsAny(Escaped))
        {
            foreach (var c in value)
            {
                _ = c switch
                {
                    '"' => text.Append("\\\""),
                    '\\' => text.Append("\\\\"),
                    '\b' => text.Append("\\b"),
                    '\f' => text.Append("\\f"),
                    '\n' => text.Append("\\n"),
                    '\r' => text.Append("\\r"),
                    '\t' => text.Append("\\t"),
                    < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                    _ => text.Append(c),
                };
            }
        }
        else
        {
            text.Append(value);
        }

        text.Append('"');
    }

    private static string Number(JsonElement value)
        => value.TryGetDecimal(out var number)
            ? number.ToString("0.############################", CultureInfo.InvariantCulture)
            : value.GetRawText();
}
