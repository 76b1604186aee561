using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PerfFlow.Functions.Tests.Edge.OpenApi;

/// <summary>
/// Holds a value to a schema of the served document. It knows the words our documents use and stops at any other, so that no rule
/// is passed over; a property the schema does not name is a mistake too.
/// </summary>
internal static class Schema
{
    private static readonly string[] Known =
        ["type", "properties", "required", "items", "enum", "description", "default", "format", "pattern"];

    /// <returns>What is wrong and where; empty for a value that fits.</returns>
    public static IReadOnlyList<string> Mistakes(JsonNode schema, JsonNode? value) => [.. Mistakes(schema, value, "$")];

    private static IEnumerable<string> Mistakes(JsonNode schema, JsonNode? value, string at)
    {
        if (schema is not JsonObject rules)
        {
            return schema.GetValueKind() == JsonValueKind.True ? [] : [$"{at} is not allowed"];
        }

        var unknown = rules.Select(rule => rule.Key).Except(Known).ToList();
        if (unknown.Count > 0)
        {
            return [$"{at}: the schema uses {string.Join(", ", unknown)}"];
        }

        if (rules["type"] is { } type
            && !Types(type).Contains(TypeOf(value))
            && !(TypeOf(value) == "integer" && Types(type).Contains("number")))
        {
            return [$"{at} is {TypeOf(value)}, not {type.ToJsonString()}"];
        }

        if (rules["enum"] is JsonArray choices && !choices.Any(choice => JsonNode.DeepEquals(choice, value)))
        {
            return [$"{at} is {value?.ToJsonString()}, none of {choices.ToJsonString()}"];
        }

        if (rules["pattern"] is { } pattern && TypeOf(value) == "string" && !Regex.IsMatch((string)value!, (string)pattern!))
        {
            return [$"{at} is {value!.ToJsonString()}, not like {pattern}"];
        }

        return value switch
        {
            JsonObject members => Members(rules, members, at),
            JsonArray items when rules["items"] is { } each => items.SelectMany((item, i) => Mistakes(each, item, $"{at}[{i}]")),
            _ => [],
        };
    }

    private static IEnumerable<string> Members(JsonObject rules, JsonObject members, string at)
    {
        foreach (var name in (rules["required"] as JsonArray ?? []).Select(name => (string)name!).Where(name => !members.ContainsKey(name)))
        {
            yield return $"{at}.{name} is missing";
        }

        foreach (var (name, member) in members)
        {
            if (rules["properties"]?[name] is not { } rule)
            {
                yield return $"{at}.{name} is not described";
                continue;
            }

            foreach (var mistake in Mistakes(rule, member, $"{at}.{name}"))
            {
                yield return mistake;
            }
        }
    }

    private static IEnumerable<string> Types(JsonNode type) =>
        type is JsonArray several ? several.Select(each => (string)each!) : [(string)type!];

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => value.ToJsonString().AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? "integer" : "number",
    };
}
