using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PerfFlow.Functions.Edge.Http;

/// <summary>Values of the query that narrow an answer; null when not asked for.</summary>
internal static class Queries
{
    public static string? Asked(this HttpRequest request, string name) =>
        request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>One of an enumeration, written as in the JSON.</summary>
    public static (TValue? Value, Problem? Problem) Asked<TValue>(this HttpRequest request, string name)
        where TValue : struct, Enum
    {
        if (request.Asked(name) is not { } text)
        {
            return (null, null);
        }

        try
        {
            return (JsonSerializer.Deserialize<TValue>(JsonSerializer.Serialize(text), Json.Options), null);
        }
        catch (JsonException)
        {
            return (null, Problems.BadValue(name));
        }
    }

    public static (bool? Value, Problem? Problem) AskedTrue(this HttpRequest request, string name) => request.Asked(name) switch
    {
        null => (null, null),
        "true" => (true, null),
        "false" => (false, null),
        _ => (null, Problems.BadValue(name)),
    };
}
