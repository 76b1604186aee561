using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfFlow.Attack.Tests.App;

/// <summary>An answer as it came, whoever asked for it.</summary>
/// <param name="Headers">In lower case.</param>
public sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    private const string ProblemMedia = "application/problem+json";

    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Text)!;

    public bool IsOk => Status is >= 200 and < 300;

    /// <summary>Of a problem document; null for any other answer.</summary>
    public string? Code => Headers.GetValueOrDefault("content-type")?.StartsWith(ProblemMedia, StringComparison.Ordinal) == true
        && Member("code") is { Length: > 0 } code
        && Member("title") is { Length: > 0 }
            ? code
            : null;

    /// <summary>Status and code in one, for whole-value assertions.</summary>
    public string Outcome => Code is null ? $"{Status}" : $"{Status} {Code}";

    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value), StringComparer.Ordinal);
        return new((int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync());
    }

    public override string ToString() => $"{Outcome} {(Text.Length > 300 ? Text[..300] : Text)}";

    private string? Member(string name)
    {
        try
        {
            return (Json as JsonObject)?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
